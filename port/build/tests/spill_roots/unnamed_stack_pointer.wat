;; Without a name section the only mutable i32 global is the stack pointer.
(module
  (import "build" "marker" (func))
  (memory 1)
  (global i32 (i32.const 7))
  (global (mut i64) (i64.const 7))
  (global (mut i32) (i32.const 65536))
  (func (export "collect") (param i32) (result i32)
    call 0
    local.get 0))
