;; accepted
;; Only the pointer into the middle is needed, and it is kept.
(func (export "f") (param $p i32) (result i32) (local $base i32) (local $q i32)
  global.get $__stack_pointer
  i32.const 16
  i32.sub
  local.tee $base
  global.set $__stack_pointer
  local.get $p
  i32.const 4
  i32.add
  local.set $q
  local.get $base
  local.get $q
  i32.store
  call $gc_collect
  local.get $base
  i32.const 16
  i32.add
  global.set $__stack_pointer
  local.get $q
)
