;; accepted
;; The host does not call back.
(func (export "f") (param $p i32) (result i32) (local $base i32) (local $q i32)
  local.get $p
  call $use
  local.get $p
)
