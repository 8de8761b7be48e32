;; Recursion through a table, by the type of the call alone; the table and
;; ref.func then lead to the wrapper. `other` has another type, `lonely` the
;; same, but nobody takes its address.
(module
  (type $visitor (func (param i32)))
  (memory 1)
  (global $__stack_pointer (mut i32) (i32.const 4096))
  (tag $exception)
  (func $raise (throw $exception))
  (func $guard (export "guard") (call $raise))
  (table funcref (elem $visit $other))
  (global (export "hook") funcref (ref.func $tail))
  (func $visit (type $visitor)
    (call_indirect (type $visitor) (local.get 0) (i32.const 0))
    (call $raising))
  (func $tail (type $visitor)
    (return_call_indirect (type $visitor) (local.get 0) (i32.const 0)))
  (func $other (export "other") (param i64)
    (call_indirect (type $visitor) (i32.const 0) (i32.const 1)))
  (func $lonely (export "lonely") (type $visitor)
    (call_indirect (type $visitor) (local.get 0) (i32.const 0)))
  (func $reference (result funcref) (ref.func $visit))
  (func $raising (call $raise) (call $helper))
  (func $helper))
