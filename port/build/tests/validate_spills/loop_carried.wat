;; rejected: LocalUncovered
;; From the second round on the slot is stale.
(func (export "f") (param $p i32) (result i32) (local $base i32) (local $q i32)
  global.get $__stack_pointer
  i32.const 16
  i32.sub
  local.tee $base
  global.set $__stack_pointer
  local.get $base
  local.get $p
  i32.store
  loop $again
    call $gc_collect
    local.get $p
    call $use
    local.get $p
    i32.load
    local.tee $p
    br_if $again
  end
  local.get $base
  i32.const 16
  i32.add
  global.set $__stack_pointer
  i32.const 0
)
