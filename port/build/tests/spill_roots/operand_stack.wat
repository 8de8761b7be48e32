;; Values that are only on the operand stack while a call runs.
(module
  (import "build" "marker" (func $marker))
  (memory 1)
  (global $__stack_pointer (mut i32) (i32.const 65536))
  (func $collect (export "collect") (call $marker))
  (func $allocate (export "allocate") (param $bytes i32) (result i32)
    (call $collect)
    (i32.load (i32.const 1024)))
  (func $two (result i32 i32)
    (call $allocate (i32.const 1))
    (call $allocate (i32.const 2)))

  ;; No local holds it: it gets one.
  (func (export "fresh") (result i32)
    (call $allocate (i32.const 1))
    (call $allocate (i32.const 2))
    (i32.add))

  ;; It was read from a local, which will do.
  (func (export "from_local") (param $object i32) (result i32)
    (local.get $object)
    (call $allocate (i32.const 2))
    (i32.add))

  ;; That local is set before the call: it will not do.
  (func (export "local_set_between") (param $object i32) (result i32)
    (local.get $object)
    (local.set $object (i32.const 0))
    (call $allocate (i32.const 2))
    (i32.add))

  ;; That local is set after the call, but the loop comes back.
  (func (export "local_set_in_loop") (param $object i32) (result i32)
    (local.get $object)
    (loop $again
      (drop (call $allocate (i32.const 2)))
      (local.set $object (i32.load (i32.const 8)))
      (br_if $again (i32.load8_u (i32.const 12))))
    (i32.load offset=4))

  ;; Dropped in the end: no need to keep it.
  (func (export "dropped") (param $object i32) (result i32)
    (i32.load (local.get $object))
    (call $allocate (i32.const 2))
    (local.set $object)
    (drop)
    (i32.const 1))

  ;; The lower of two results: the upper one has to be set aside.
  (func (export "lower_result") (result i32)
    (call $two)
    (drop)
    (call $allocate (i32.const 3))
    (i32.add))

  ;; Held as the result of an outer block, past a branch.
  (func (export "branch_value") (param $object i32) (result i32)
    (block $done (result i32)
      (i32.load (local.get $object))
      (br_if $done (call $allocate (i32.const 4)))
      (drop)
      (i32.const 0))))
