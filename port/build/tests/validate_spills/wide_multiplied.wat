;; rejected: LocalUncovered
;; Multiplying by a word moves a pointer to the upper half.
(func (export "f") (param $p i64) (result i64) (local $base i32)
  global.get $__stack_pointer
  i32.const 16
  i32.sub
  local.tee $base
  global.set $__stack_pointer
  local.get $p
  i64.const 4294967296
  i64.mul
  local.set $p
  call $gc_collect
  local.get $base
  i32.const 16
  i32.add
  global.set $__stack_pointer
  local.get $p
)
