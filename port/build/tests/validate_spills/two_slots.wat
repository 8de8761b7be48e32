;; accepted
;; Two parameters in two slots.
(func (export "f") (param $p i32) (param $q i32) (result i32) (local $base i32) (local $h i64)
  global.get $__stack_pointer
  i32.const 16
  i32.sub
  local.tee $base
  global.set $__stack_pointer
  local.get $base
  local.get $p
  i32.store
  local.get $base
  local.get $q
  i32.store offset=4
  call $gc_collect
  local.get $base
  i32.const 16
  i32.add
  global.set $__stack_pointer
  local.get $p
  local.get $q
  i32.add
)
