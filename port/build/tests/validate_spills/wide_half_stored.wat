;; rejected: LocalUncovered
;; Only one half is stored.
(func (export "f") (param $p i64) (param $q i32) (result i64) (local $base i32)
  global.get $__stack_pointer
  i32.const 16
  i32.sub
  local.tee $base
  global.set $__stack_pointer
  local.get $base
  local.get $p
  i64.store32 offset=8
  call $gc_collect
  local.get $base
  i32.const 16
  i32.add
  global.set $__stack_pointer
  local.get $p
)
