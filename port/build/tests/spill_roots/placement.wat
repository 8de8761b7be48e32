;; Where stores go: after definitions or before calls, whichever runs less.
(module
  (import "build" "marker" (func $marker))
  (memory 1)
  (global $__stack_pointer (mut i32) (i32.const 65536))
  (func $collect (export "collect") (call $marker))
  (func $allocate (export "allocate") (param $bytes i32) (result i32)
    (call $collect)
    (i32.load (i32.const 1024)))
  ;; Set in a loop, needed once after it: stored before the call.
  (func (export "set_often") (param $object i32) (result i32)
    (loop $again
      (local.set $object (i32.load (local.get $object)))
      (br_if $again (i32.load8_u (local.get $object))))
    (drop (call $allocate (i32.const 1)))
    (local.get $object))

  ;; Set once, needed in a loop: stored after the definition.
  (func (export "needed_often") (param $object i32) (result i32)
    (local $item i32)
    (local.set $item (i32.load (local.get $object)))
    (loop $again
      (br_if $again (call $allocate (i32.const 1))))
    (local.get $item))

  ;; Needed on an error path only: stored there.
  (func (export "needed_rarely") (param $object i32) (result i32)
    (if (i32.load8_u (local.get $object))
      (then
        (i32.store (local.get $object) (call $allocate (i32.const 1)))
        (i32.store offset=4 (local.get $object) (call $allocate (i32.const 1)))
        (unreachable)))
    (i32.load (local.get $object)))

  ;; Two that are never needed at the same time share a slot.
  (func (export "shared_slot") (param $object i32) (result i32)
    (local $second i32)
    (drop (call $allocate (i32.const 1)))
    (local.set $second (i32.load (local.get $object)))
    (drop (call $allocate (i32.const 2)))
    (i32.load (local.get $second))))
