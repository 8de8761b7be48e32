;; accepted
;; Read only where the outer of two guards catches.
(func (export "f") (param $p i32) (result i32) (local $base i32) (local $q i32)
  global.get $__stack_pointer
  i32.const 16
  i32.sub
  local.tee $base
  global.set $__stack_pointer
  local.get $base
  local.get $p
  i32.store
  block $outer
    block $inner (result i32)
      try_table (catch_all $outer)
        try_table (catch $jump $inner)
          call $gc_collect
        end
      end
  local.get $base
  i32.const 16
  i32.add
  global.set $__stack_pointer
      i32.const 0
      return
    end
    drop
  local.get $base
  i32.const 16
  i32.add
  global.set $__stack_pointer
    i32.const 0
    return
  end
  local.get $base
  i32.const 16
  i32.add
  global.set $__stack_pointer
  local.get $p
)
