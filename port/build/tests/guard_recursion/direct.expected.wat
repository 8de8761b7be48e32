(module
  (type (;0;) (func))
  (type (;1;) (func (param i32)))
  (type (;2;) (func (param i32 f64) (result i32)))
  (memory (;0;) 1)
  (tag $exception (;0;) (type 0))
  (global $__stack_pointer (;0;) (mut i32) i32.const 4096)
  (export "depth" (func $depth))
  (export "even" (func $even))
  (func $depth (;0;) (type 2) (param i32 f64) (result i32)
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
    local.get 1
    call $depth.unguarded
    local.get $base
    i32.const 96
    i32.add
    global.set $__stack_pointer
  )
  (func $odd (;1;) (type 1) (param i32)
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
    call $odd.unguarded
    local.get $base
    i32.const 96
    i32.add
    global.set $__stack_pointer
  )
  (func $depth.unguarded (;2;) (type 2) (param i32 f64) (result i32)
    local.get 0
    if (result i32) ;; label = @1
      i32.const 1
      local.get 0
      i32.load
      local.get 1
      call $depth
      i32.add
    else
      call $leaf
      i32.const 0
    end
  )
  (func $even (;3;) (type 1) (param i32)
    local.get 0
    call $odd
    call $leaf
  )
  (func $odd.unguarded (;4;) (type 1) (param i32)
    local.get 0
    call $even
    call $leaf
  )
  (func $raise (;5;) (type 0)
    throw $exception
  )
  (func $guard (;6;) (type 0)
    call $raise
  )
  (func $leaf (;7;) (type 0)
    call $raise
  )
  (@producers
    (processed-by "walrus" "0.28.0")
  )
)
;; {"functions":6,"recursive":3,"checked":1,"guarded":2}
