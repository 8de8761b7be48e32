;; accepted
;; On one way the local is still zero and needs no slot.
(func (export "f") (param $p i32) (result i32) (local $base i32) (local $q i32)
  global.get $__stack_pointer
  i32.const 16
  i32.sub
  local.tee $base
  global.set $__stack_pointer
  local.get $p
  if
    call $alloc
    local.set $q
  local.get $base
  local.get $q
  i32.store
  end
  call $gc_collect
  local.get $base
  i32.const 16
  i32.add
  global.set $__stack_pointer
  local.get $q
)
