;; A value that one round of a loop hands to the next.
(module
  (import "build" "marker" (func $marker))
  (memory 1)
  (global $__stack_pointer (mut i32) (i32.const 65536))
  (func $collect (export "collect") (call $marker))
  (func $allocate (export "allocate") (param $bytes i32) (result i32)
    (call $collect)
    (i32.load (i32.const 1024)))
  (func (export "chain") (param $count i32) (result i32)
    (local $list i32) (local $cell i32)
    (loop $again
      (local.set $cell (call $allocate (i32.const 8)))
      (i32.store (local.get $cell) (local.get $list))
      (local.set $list (local.get $cell))
      (br_if $again
        (local.tee $count (i32.sub (local.get $count) (i32.const 1)))))
    (local.get $list))

  ;; Loops with parameters.
  (func (export "parameters") (param $object i32) (result i32)
    (i32.load (local.get $object))
    (loop $again (param i32) (result i32)
      (i32.load)
      (br_if $again (call $allocate (i32.const 8))))))
