;; Which calls may collect.
(module
  (import "build" "marker" (func $marker))
  (import "host" "print" (func $print (param i32)))
  (memory 1)
  (global $__stack_pointer (mut i32) (i32.const 65536))
  (func $collect (export "collect") (call $marker))
  (func $allocate (export "allocate") (param $bytes i32) (result i32)
    (call $collect)
    (i32.load (i32.const 1024)))
  (type $collecting (func (param i32) (result i32)))
  (type $harmless (func (param i64) (result i32)))
  (table 3 3 funcref)
  (elem (i32.const 0) $indirect $quiet)
  (func $indirect (type $collecting) (call $allocate (local.get 0)))
  (func $quiet (type $harmless) (i32.wrap_i64 (local.get 0)))
  ;; Of a type with a collecting function, though it is not one itself.
  (func $leaf (param i32) (result i32) (i32.add (local.get 0) (i32.const 1)))

  (func (export "by_collecting_type") (param $object i32) (result i32)
    (drop (call_indirect (type $collecting) (i32.const 1) (i32.const 0)))
    (local.get $object))

  (func (export "by_harmless_type") (param $object i32) (result i32)
    (drop (call_indirect (type $harmless) (i64.const 1) (i32.const 1)))
    (local.get $object))

  (func (export "import_and_leaf") (param $object i32) (result i32)
    (call $print (local.get $object))
    (drop (call $leaf (i32.const 1)))
    (local.get $object))

  ;; By way of a function that calls it as its last act.
  (func $by_tail_call (param i32) (result i32)
    (return_call $allocate (local.get 0)))
  (func (export "by_tail_calling_function") (param $object i32) (result i32)
    (drop (call $by_tail_call (i32.const 1)))
    (local.get $object))

  ;; The scanner was inlined here: the marker itself is the call.
  (func (export "inlined_scanner") (param $object i32) (result i32)
    (local $item i32)
    (local.set $item (i32.load (local.get $object)))
    (call $marker)
    (local.get $item)))
