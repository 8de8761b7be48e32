(module
  (type (;0;) (func))
  (memory (;0;) 1)
  (tag $exception (;0;) (type 0))
  (global $__stack_pointer (;0;) (mut i32) i32.const 4096)
  (export "catcher" (func $catcher))
  (func $loud (;0;) (type 0)
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
    call $loud.unguarded
    local.get $base
    i32.const 96
    i32.add
    global.set $__stack_pointer
  )
  (func $far (;1;) (type 0)
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
    call $far.unguarded
    local.get $base
    i32.const 96
    i32.add
    global.set $__stack_pointer
  )
  (func $catcher (;2;) (type 0)
    block ;; label = @1
      try_table (catch_all 0 (;@1;)) ;; label = @2
        call $loud
        call $between
      end
    end
  )
  (func $between (;3;) (type 0)
    call $far
    call $checks
  )
  (func $loud.unguarded (;4;) (type 0)
    call $loud
    call $checks
  )
  (func $raise (;5;) (type 0)
    throw $exception
  )
  (func $guard (;6;) (type 0)
    call $raise
  )
  (func $checks (;7;) (type 0)
    call $raise
  )
  (func $far.unguarded (;8;) (type 0)
    call $far
  )
  (@producers
    (processed-by "walrus" "0.28.0")
  )
)
;; {"functions":7,"recursive":2,"checked":1,"guarded":2}
