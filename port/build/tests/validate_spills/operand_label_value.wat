;; rejected: OperandUncovered
;; Held and then taken along by a branch.
(func (export "f") (param $p i32) (result i32) (local $base i32) (local $q i32)
  global.get $__stack_pointer
  i32.const 16
  i32.sub
  local.tee $base
  global.set $__stack_pointer
  block $out (result i32)
    call $alloc
    call $gc_collect
    br $out
  end
  local.get $base
  i32.const 16
  i32.add
  global.set $__stack_pointer
)
