;; The entry that is named is on one cycle; another cycle of calls needs one more
;; function with a poll, and not the hot one; a third leads through a table and a
;; tail call.
(module
  (import "build" "marker" (func $marker))
  (memory 1)
  (table 1 funcref)
  (elem (i32.const 0) $visit)
  (func $interpret (call $marker) (loop (call $marker) (br_if 0 (i32.load (i32.const 0)))) (call $execute))
  (func $execute (export "execute") (call $interpret))
  (func $hot (param i32) (call $cold (local.get 0)))
  (func $cold (param i32) (call $hot (local.get 0)))
  (func $visit (param i32 i32)
    (return_call_indirect (param i32 i32) (local.get 0) (local.get 1) (i32.const 0))))
