(module
  (func (export "before"))
  (func (export "after") (param i32) (result i32) (local.get 0))
  (func $allocate (param i32) (result i64) (i64.const 0)))
