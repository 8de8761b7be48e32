;; It must pass on what was allocated.
(module
  (func (export "before"))
  (func (export "after") (param i32))
  (func $allocate (param i32) (result i32) (i32.const 0)))
