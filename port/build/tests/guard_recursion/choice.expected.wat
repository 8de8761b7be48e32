(module
  (type (;0;) (func))
  (memory (;0;) 1)
  (tag $exception (;0;) (type 0))
  (global $__stack_pointer (;0;) (mut i32) i32.const 4096)
  (export "hot" (func $hot))
  (func $first (;0;) (type 0)
    (local $base i32)
    global.get $__stack_pointer
    i32.const 96
    i32.sub
    local.tee $base
    global.set $__stack_pointer
    local.get $base
    i32.const 1024
    i32.lt_s
    if ;; label = @1
      call $guard
    else
    end
    call $first.unguarded
    local.get $base
    i32.const 96
    i32.add
    global.set $__stack_pointer
  )
  (func $second (;1;) (type 0)
    (local $base i32)
    global.get $__stack_pointer
    i32.const 96
    i32.sub
    local.tee $base
    global.set $__stack_pointer
    local.get $base
    i32.const 1024
    i32.lt_s
    if ;; label = @1
      call $guard
    else
    end
    call $second.unguarded
    local.get $base
    i32.const 96
    i32.add
    global.set $__stack_pointer
  )
  (func $hot (;2;) (type 0)
    call $first
    call $second
    call $third
    call $raise_later
  )
  (func $raise (;3;) (type 0)
    throw $exception
  )
  (func $guard (;4;) (type 0)
    call $raise
  )
  (func $third (;5;) (type 0)
    call $first
  )
  (func $raise_later (;6;) (type 0)
    call $checks
  )
  (func $checks (;7;) (type 0)
    call $raise
  )
  (func $first.unguarded (;8;) (type 0)
    call $hot
  )
  (func $second.unguarded (;9;) (type 0)
    call $hot
  )
  (@producers
    (processed-by "walrus" "0.28.0")
  )
)
;; {"functions":8,"recursive":4,"checked":1,"guarded":2}
