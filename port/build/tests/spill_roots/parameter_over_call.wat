;; A parameter that is read after the call is stored; one that is not, is not.
(module
  (import "build" "marker" (func $marker))
  (memory 1)
  (global $__stack_pointer (mut i32) (i32.const 65536))
  (func $collect (export "collect") (call $marker))
  (func $allocate (export "allocate") (param $bytes i32) (result i32)
    (call $collect)
    (i32.load (i32.const 1024)))
  (func (export "kept") (param $object i32) (param $argument i32) (result i32)
    (drop (call $allocate (local.get $argument)))
    (local.get $object)))
