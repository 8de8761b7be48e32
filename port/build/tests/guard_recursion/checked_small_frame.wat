;; A function that checks itself and has no frame to speak of does not end the
;; cycle: the native stack might be used up before the shadow stack.
(module
  (memory 1)
  (global $__stack_pointer (mut i32) (i32.const 4096))
  (tag $exception)
  (func $raise (throw $exception))
  (func $guard (export "guard") (call $raise))
  (func $run (export "run") (param i32)
    (if (i32.lt_s (global.get $__stack_pointer) (i32.const 512)) (then (call $raise)))
    (call $step (local.get 0)))
  (func $step (param i32) (call $run (local.get 0)) (call $jump))
  (func $jump (return_call $raise_late))
  (func $raise_late (call $step (i32.const 0)) (return_call $raise))
  (func $gc_mark (export "mark") (call $children))
  (func $children (call $gc_mark)))
