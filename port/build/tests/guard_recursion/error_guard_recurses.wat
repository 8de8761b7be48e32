;; The guard would call itself without end.
(module
  (memory 1)
  (global $__stack_pointer (mut i32) (i32.const 4096))
  (tag $exception)
  (func $raise (call $make) (throw $exception))
  (func $make (call $make))
  (func $guard (export "guard") (call $raise)))
