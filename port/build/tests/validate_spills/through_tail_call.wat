;; rejected: NoFrame
;; The callee's tail call collects while the caller waits.
(func (export "f") (param $p i32) (result i32) (local $base i32) (local $q i32)
  local.get $p
  call $collect_by_tail_call
  drop
  local.get $p
)
