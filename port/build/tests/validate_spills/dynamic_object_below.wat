;; accepted
;; An object of dynamic size lowers the stack pointer further.
(func (export "f") (param $p i32) (result i32) (local $base i32) (local $q i32)
  global.get $__stack_pointer
  i32.const 16
  i32.sub
  local.tee $base
  global.set $__stack_pointer
  local.get $base
  local.get $p
  i32.store
  global.get $__stack_pointer
  local.get $p
  i32.const 2
  i32.shl
  i32.const 15
  i32.add
  i32.const -16
  i32.and
  i32.sub
  local.tee $q
  global.set $__stack_pointer
  call $gc_collect
  local.get $q
  call $use
  local.get $base
  i32.const 16
  i32.add
  global.set $__stack_pointer
  local.get $p
)
