;; `hot` is in all cycles, but to be avoided: the others are guarded instead.
(module
  (memory 1)
  (global $__stack_pointer (mut i32) (i32.const 4096))
  (tag $exception)
  (func $raise (throw $exception))
  (func $guard (export "guard") (call $raise))
  (func $hot (export "hot")
    (call $first) (call $second) (call $third) (call $raise_later))
  (func $first (call $hot))
  (func $second (call $hot))
  (func $third (call $first))
  (func $raise_later (call $checks))
  (func $checks (call $raise)))
