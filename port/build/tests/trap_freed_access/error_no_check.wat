(module
  (import "build" "name" (func $name_of (param i32)))
  (memory 1)
  (func (export "check_range") (param i32 i32 i32))
  (func (export "print") (param i64)))
