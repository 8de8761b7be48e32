(module
  (import "env" "allocate" (func $allocate (param i32) (result i32)))
  (func (export "before"))
  (func (export "after") (param i32) (result i32) (local.get 0)))
