;; rejected: SlotOutsideFrame
;; Nothing is lost here, but the store hits whoever called.
(func (export "f") (param $p i32) (result i32) (local $base i32) (local $q i32)
  global.get $__stack_pointer
  i32.const 0
  i32.sub
  local.tee $base
  global.set $__stack_pointer
  local.get $base
  local.get $p
  i32.store
  call $gc_collect
  local.get $base
  i32.const 0
  i32.add
  global.set $__stack_pointer
  i32.const 0
)
