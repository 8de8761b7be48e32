;; Calls by name, from the allocator itself, and through the table all lead to
;; the wrapper.
(module
  (table funcref (elem $allocate))
  (func $before (export "before"))
  (func $after (export "after") (param i32) (result i32) (local.get 0))
  (func $allocate (param $bytes i32) (param $flags i32) (result i32)
    (if (result i32) (local.get $bytes)
      (then (i32.const 4096))
      (else (call $allocate (i32.const 1) (local.get $flags)))))
  (func (export "caller") (result i32)
    (call $allocate (i32.const 8) (i32.const 0)))
  (func (export "tail_caller") (result i32)
    (return_call $allocate (i32.const 8) (i32.const 0))))
