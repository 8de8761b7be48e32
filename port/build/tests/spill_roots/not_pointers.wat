;; What cannot be a pointer is not stored.
(module
  (import "build" "marker" (func $marker))
  (memory 1)
  (global $__stack_pointer (mut i32) (i32.const 65536))
  (func $collect (export "collect") (call $marker))
  (func $allocate (export "allocate") (param $bytes i32) (result i32)
    (call $collect)
    (i32.load (i32.const 1024)))
  (func $length (param $object i32) (result i32)
    (i32.load16_u (local.get $object)))

  (func (export "loads_and_compares") (param $object i32) (result i32)
    (local $byte i32) (local $short i32) (local $equal i32)
    (local.set $byte (i32.load8_s (local.get $object)))
    (local.set $short (i32.load16_u (local.get $object)))
    (local.set $equal (i32.eq (i32.load (local.get $object)) (i32.const 6)))
    (drop (call $allocate (i32.const 1)))
    (i32.add (i32.add (local.get $byte) (local.get $short)) (local.get $equal)))

  (func (export "masks_and_shifts") (param $object i32) (result i32)
    (local $low i32) (local $high i32) (local $double i32)
    (local.set $low (i32.and (local.get $object) (i32.const 65535)))
    (local.set $high (i32.shr_u (local.get $object) (i32.const 16)))
    (local.set $double (i32.shl (local.get $object) (i32.const 1)))
    (drop (call $allocate (i32.const 1)))
    (i32.add (i32.add (local.get $low) (local.get $high)) (local.get $double)))

  ;; The result of a function of the module, and an argument from one.
  (func (export "through_calls") (param $object i32) (result i32)
    (local $length i32)
    (local.set $length (call $length (local.get $object)))
    (drop (call $allocate (i32.const 1)))
    (call $keep_number (local.get $length)))
  (func $keep_number (param $number i32) (result i32)
    (drop (call $allocate (i32.const 1)))
    (local.get $number))

  ;; The same, but some caller passes a pointer.
  (func (export "passes_a_pointer") (param $object i32) (result i32)
    (call $keep_either (local.get $object)))
  (func (export "passes_a_number") (result i32)
    (call $keep_either (i32.const 1)))
  (func $keep_either (param $either i32) (result i32)
    (drop (call $allocate (i32.const 1)))
    (local.get $either))

  ;; Addresses on the shadow stack, or too low for the heap.
  (func (export "static") (result i32)
    (local $frame i32) (local $table i32)
    (local.set $frame (i32.sub (global.get $__stack_pointer) (i32.const 16)))
    (local.set $table (i32.add (i32.const 4096) (i32.load8_u (i32.const 0))))
    (drop (call $allocate (i32.const 1)))
    (i32.add (local.get $frame) (local.get $table)))

  (func (export "float") (param $float f64) (param $reference externref) (result f64 externref)
    (drop (call $allocate (i32.const 1)))
    (local.get $float)
    (local.get $reference)))
