;; accepted
;; The compiler's own frame lies below and composes.
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
  i32.const 32
  i32.sub
  local.tee $q
  global.set $__stack_pointer
  local.get $q
  local.get $p
  i32.store offset=12
  local.get $q
  i32.const 12
  i32.add
  call $use
  call $gc_collect
  local.get $q
  i32.const 32
  i32.add
  global.set $__stack_pointer
  local.get $base
  i32.const 16
  i32.add
  global.set $__stack_pointer
  local.get $p
)
