;; rejected: LocalUncovered
;; The heap may be an array, at a fixed address.
(func (export "f") (param $n i32) (result i32) (local $base i32) (local $q i32)
  global.get $__stack_pointer
  i32.const 16
  i32.sub
  local.tee $base
  global.set $__stack_pointer
  i32.const 131072
  local.get $n
  i32.const 4
  i32.shl
  i32.add
  local.set $q
  call $gc_collect
  local.get $base
  i32.const 16
  i32.add
  global.set $__stack_pointer
  local.get $q
)
