;; rejected: OperandUncovered
;; Held below a block that contains the call.
(func (export "f") (param $p i32) (result i32) (local $base i32) (local $q i32)
  global.get $__stack_pointer
  i32.const 16
  i32.sub
  local.tee $base
  global.set $__stack_pointer
  call $alloc
  block
    call $gc_collect
  end
  local.get $base
  i32.const 16
  i32.add
  global.set $__stack_pointer
)
