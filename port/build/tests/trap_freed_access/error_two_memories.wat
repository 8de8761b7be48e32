(module
  (import "build" "name" (func $name_of (param i32)))
  (memory 1)
  (func $check_access (export "check_access") (param i32 i32 i32) (result i32)
    (call $name_of (i32.shr_u (local.get 2) (i32.const 8)))
    (local.get 0))
  (func $check_range (export "check_range") (param i32 i32 i32))
  (func $print (export "print") (param i64))
  (memory 1))
