(module
  (type (;0;) (func))
  (type (;1;) (func (result funcref)))
  (type $visitor (;2;) (func (param i32)))
  (type (;3;) (func (param i64)))
  (table (;0;) 2 2 funcref)
  (memory (;0;) 1)
  (tag $exception (;0;) (type 0))
  (global $__stack_pointer (;0;) (mut i32) i32.const 4096)
  (global (;1;) funcref ref.func $tail)
  (export "hook" (global 1))
  (export "other" (func $other))
  (export "lonely" (func $lonely))
  (elem (;0;) (i32.const 0) func $visit $other)
  (elem (;1;) declare func $tail)
  (func $visit (;0;) (type $visitor) (param i32)
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
    call $visit.unguarded
    local.get $base
    i32.const 96
    i32.add
    global.set $__stack_pointer
  )
  (func $tail (;1;) (type $visitor) (param i32)
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
    call $tail.unguarded
    local.get $base
    i32.const 96
    i32.add
    global.set $__stack_pointer
  )
  (func $visit.unguarded (;2;) (type $visitor) (param i32)
    local.get 0
    i32.const 0
    call_indirect (type $visitor)
    call $raising
  )
  (func $other (;3;) (type 3) (param i64)
    i32.const 0
    i32.const 1
    call_indirect (type $visitor)
  )
  (func $lonely (;4;) (type $visitor) (param i32)
    local.get 0
    i32.const 0
    call_indirect (type $visitor)
  )
  (func $tail.unguarded (;5;) (type $visitor) (param i32)
    local.get 0
    i32.const 0
    return_call_indirect (type $visitor)
  )
  (func $raising (;6;) (type 0)
    call $raise
    call $helper
  )
  (func $raise (;7;) (type 0)
    throw $exception
  )
  (func $guard (;8;) (type 0)
    call $raise
  )
  (func $reference (;9;) (type 1) (result funcref)
    ref.func $visit
  )
  (func $helper (;10;) (type 0))
  (@producers
    (processed-by "walrus" "0.28.0")
  )
)
;; {"functions":9,"recursive":2,"checked":1,"guarded":2}
