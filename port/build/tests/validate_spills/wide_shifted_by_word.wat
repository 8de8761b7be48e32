;; rejected: LocalUncovered
;; Shifting by 32 moves a pointer between the halves.
(func (export "f") (param $p i64) (param $q i32) (result i64) (local $base i32)
  global.get $__stack_pointer
  i32.const 16
  i32.sub
  local.tee $base
  global.set $__stack_pointer
  local.get $p
  i64.const 32
  i64.shr_u
  local.set $p
  call $gc_collect
  local.get $base
  i32.const 16
  i32.add
  global.set $__stack_pointer
  local.get $p
)
