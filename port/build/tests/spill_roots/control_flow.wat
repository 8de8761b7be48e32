;; Shapes of code that are easily got wrong.
(module
  (import "build" "marker" (func $marker))
  (memory 1)
  (global $__stack_pointer (mut i32) (i32.const 65536))
  (func $collect (export "collect") (call $marker))
  (func $allocate (export "allocate") (param $bytes i32) (result i32)
    (call $collect)
    (i32.load (i32.const 1024)))
  (func (export "if_without_else") (param $object i32) (result i32)
    (if (i32.load8_u (local.get $object))
      (then (drop (call $allocate (i32.const 1)))))
    (local.get $object))

  (func (export "if_with_parameter") (param $object i32) (result i32)
    (i32.load (local.get $object))
    (if (param i32) (result i32) (i32.load8_u (local.get $object))
      (then (call $allocate (i32.const 1)) (i32.add))
      (else (call $allocate (i32.const 2)) (i32.sub))))

  ;; Code that never runs is left out.
  (func (export "after_branch") (param $object i32) (result i32)
    (block $done
      (br $done)
      (drop (call $allocate (i32.load (i32.const 0))))
      (drop))
    (drop (call $allocate (i32.const 2)))
    (local.get $object))

  ;; Set on one of two ways: the other one arrives with the old value.
  (func (export "set_on_one_way") (param $object i32) (result i32)
    (if (i32.load8_u (local.get $object))
      (then (local.set $object (call $allocate (i32.const 1)))))
    (drop (call $allocate (i32.const 2)))
    (local.get $object))

  ;; Stored before the first call; unchanged, so not before the second.
  (func (export "stored_once") (param $object i32) (result i32)
    (loop $spin
      (local.set $object (i32.load (local.get $object)))
      (br_if $spin (i32.load8_u (local.get $object))))
    (drop (call $allocate (i32.const 1)))
    (drop (call $allocate (i32.const 2)))
    (local.get $object)))
