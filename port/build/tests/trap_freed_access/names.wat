;; Numbers count the functions that are checked, also those without accesses.
;; Names are printed by eight characters. One function has none.
(module
  (import "build" "name" (func $name_of (param i32)))
  (memory 1)
  (func $check_access (export "check_access") (param i32 i32 i32) (result i32)
    (call $name_of (i32.shr_u (local.get 2) (i32.const 8)))
    (local.get 0))
  (func $check_range (export "check_range") (param i32 i32 i32))
  (func $print (export "print") (param i64))
  (func $gc_sweep (export "gc_sweep") (result i32) (i32.load (i32.const 0)))
  (func $a_name_of_22_letters_ (export "first") (result i32) (i32.load (i32.const 0)))
  (func $eight_le (export "second"))
  (func (export "third") (result i32) (i32.load (i32.const 0))))
