(module
  (func (export "before"))
  (func (export "after") (param i32) (result i32) (local.get 0)))
