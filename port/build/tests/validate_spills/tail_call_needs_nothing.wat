;; accepted
;; What a tail call takes along belongs to its callee.
(func (export "f") (param $p i32) (result i32) (local $base i32) (local $q i32)
  local.get $p
  return_call $collect_then
)
