;; `loud` may raise, and `catcher` knows. `far` raises nothing, but only `between`
;; relies on that, which catches nothing.
(module
  (memory 1)
  (global $__stack_pointer (mut i32) (i32.const 4096))
  (tag $exception)
  (func $raise (throw $exception))
  (func $guard (export "guard") (call $raise))
  (func $catcher (export "catcher")
    (block $caught (try_table (catch_all $caught) (call $loud) (call $between))))
  (func $loud (call $loud) (call $checks))
  (func $between (call $far) (call $checks))
  (func $far (call $far))
  (func $checks (call $raise)))
