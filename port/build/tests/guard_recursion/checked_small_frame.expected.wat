(module
  (type (;0;) (func))
  (type (;1;) (func (param i32)))
  (memory (;0;) 1)
  (tag $exception (;0;) (type 0))
  (global $__stack_pointer (;0;) (mut i32) i32.const 4096)
  (export "run" (func $run))
  (export "mark" (func $gc_mark))
  (func $step (;0;) (type 1) (param i32)
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
    local.get 0
    call $step.unguarded
    local.get $base
    i32.const 96
    i32.add
    global.set $__stack_pointer
  )
  (func $run (;1;) (type 1) (param i32)
    global.get $__stack_pointer
    i32.const 512
    i32.lt_s
    if ;; label = @1
      call $raise
    else
    end
    local.get 0
    call $step
  )
  (func $raise_late (;2;) (type 0)
    i32.const 0
    call $step
    return_call $raise
  )
  (func $step.unguarded (;3;) (type 1) (param i32)
    local.get 0
    call $run
    call $jump
  )
  (func $raise (;4;) (type 0)
    throw $exception
  )
  (func $guard (;5;) (type 0)
    call $raise
  )
  (func $jump (;6;) (type 0)
    return_call $raise_late
  )
  (func $gc_mark (;7;) (type 0)
    call $children
  )
  (func $children (;8;) (type 0)
    call $gc_mark
  )
  (@producers
    (processed-by "walrus" "0.28.0")
  )
)
;; {"functions":8,"recursive":4,"checked":2,"guarded":1}
