(module
  (type (;0;) (func))
  (memory (;0;) 1)
  (tag $exception (;0;) (type 0))
  (global $__stack_pointer (;0;) (mut i32) i32.const 4096)
  (export "hot" (func $hot))
  (func $hot (;0;) (type 0)
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
    call $hot.unguarded
    local.get $base
    i32.const 96
    i32.add
    global.set $__stack_pointer
  )
  (func $hot.unguarded (;1;) (type 0)
    call $first
    call $second
    call $third
    call $raise_later
    call $hot
  )
  (func $raise (;2;) (type 0)
    throw $exception
  )
  (func $guard (;3;) (type 0)
    call $raise
  )
  (func $first (;4;) (type 0)
    call $hot
  )
  (func $second (;5;) (type 0)
    call $hot
  )
  (func $third (;6;) (type 0)
    call $first
  )
  (func $raise_later (;7;) (type 0)
    call $checks
  )
  (func $checks (;8;) (type 0)
    call $raise
  )
  (@producers
    (processed-by "walrus" "0.28.0")
  )
)
;; {"functions":8,"recursive":4,"checked":1,"guarded":1}
