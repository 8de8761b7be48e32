;; `catcher` relies on `quiet` to raise nothing.
(module
  (memory 1)
  (global $__stack_pointer (mut i32) (i32.const 4096))
  (tag $exception)
  (func $raise (throw $exception))
  (func $guard (export "guard") (call $raise))
  (func $catcher (export "catcher")
    (block $caught (try_table (catch_all $caught) (call $quiet))))
  (func $quiet (call $quiet)))
