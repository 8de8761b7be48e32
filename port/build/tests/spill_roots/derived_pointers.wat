;; What a pointer was turned into may be all that is left of it.
(module
  (import "build" "marker" (func $marker))
  (memory 1)
  (global $__stack_pointer (mut i32) (i32.const 65536))
  (func $collect (export "collect") (call $marker))
  (func $allocate (export "allocate") (param $bytes i32) (result i32)
    (call $collect)
    (i32.load (i32.const 1024)))
  ;; Its tag was taken off.
  (func (export "tagged") (param $object i32) (result i32)
    (local $untagged i32)
    (local.set $untagged (i32.and (local.get $object) (i32.const -4)))
    (drop (call $allocate (i32.const 1)))
    (local.get $untagged))

  ;; It points into the middle.
  (func (export "interior") (param $object i32) (result i32)
    (local $end i32)
    (local.set $end (i32.add (local.get $object) (i32.const 24)))
    (drop (call $allocate (i32.const 1)))
    (local.get $end))

  (func (export "selected") (param $object i32) (result i32)
    (local $chosen i32)
    (local.set $chosen
      (select (local.get $object) (i32.const 0) (i32.load8_u (i32.const 8))))
    (drop (call $allocate (i32.const 1)))
    (local.get $chosen))

  ;; An element of an array at a fixed address: the heap might be one.
  (func (export "fixed_address") (param $index i32) (result i32)
    (local $element i32)
    (local.set $element
      (i32.add (i32.const 131072) (i32.shl (local.get $index) (i32.const 4))))
    (drop (call $allocate (i32.const 1)))
    (local.get $element))

  ;; Half of a struct of two words, and both of them put into one.
  (func (export "unpacked") (param $pair i64) (result i32)
    (local $upper i32)
    (local.set $upper (i32.wrap_i64 (i64.shr_u (local.get $pair) (i64.const 32))))
    (drop (call $allocate (i32.const 1)))
    (local.get $upper))
  (func (export "packed") (param $object i32) (result i64)
    (local $pair i64)
    (local.set $pair
      (i64.shl (i64.extend_i32_u (local.get $object)) (i64.const 32)))
    (drop (call $allocate (i32.const 1)))
    (local.get $pair))

  ;; The bits of a float.
  (func (export "reinterpreted") (param $float f64) (result i64)
    (local $bits i64)
    (local.set $bits (i64.reinterpret_f64 (local.get $float)))
    (drop (call $allocate (i32.const 1)))
    (local.get $bits)))
