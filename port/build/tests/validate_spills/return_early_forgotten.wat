;; rejected: StackPointerNotRestored
;; An early return without an epilogue.
(func (export "f") (param $p i32) (result i32) (local $base i32) (local $q i32)
  global.get $__stack_pointer
  i32.const 16
  i32.sub
  local.tee $base
  global.set $__stack_pointer
  local.get $base
  local.get $p
  i32.store
  call $gc_collect
  block $out
    local.get $p
    i32.eqz
    br_if $out
    i32.const 0
    return
  end
  local.get $base
  i32.const 16
  i32.add
  global.set $__stack_pointer
  local.get $p
)
