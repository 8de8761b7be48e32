;; accepted
;; As before, but a word beside it.
(func (export "f") (param $p i64) (param $q i32) (result i64) (local $base i32)
  global.get $__stack_pointer
  i32.const 16
  i32.sub
  local.tee $base
  global.set $__stack_pointer
  local.get $base
  local.get $p
  i64.store offset=8
  local.get $base
  local.get $q
  i32.store offset=4
  call $gc_collect
  local.get $base
  i32.const 16
  i32.add
  global.set $__stack_pointer
  local.get $p
)
