;; accepted
;; Code that cannot run proves nothing and disproves nothing.
(func (export "f") (param $p i32) (result i32) (local $base i32) (local $q i32)
  local.get $p
  return
  call $gc_collect
  local.get $p
  drop
  unreachable
)
