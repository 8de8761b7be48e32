;; What a handler needs is needed at the calls that may throw to it.
(module
  (import "build" "marker" (func $marker))
  (memory 1)
  (global $__stack_pointer (mut i32) (i32.const 65536))
  (func $collect (export "collect") (call $marker))
  (func $allocate (export "allocate") (param $bytes i32) (result i32)
    (call $collect)
    (i32.load (i32.const 1024)))
  (tag $error (param i32))
  (tag $other)

  ;; $object is read in the handler only.
  (func (export "needed_in_handler") (param $object i32) (result i32)
    (block $caught (result i32)
      (try_table (catch $error $caught)
        (drop (call $allocate (i32.const 1))))
      (return (i32.const 0)))
    (drop)
    (local.get $object))

  ;; $object is read in the outer handler only, as the inner one takes another
  ;; tag and what follows it sets $object.
  (func (export "needed_in_outer_handler") (param $object i32) (result i32)
    (block $outer (result i32 exnref)
      (try_table (catch_ref $error $outer)
        (block $inner
          (try_table (catch $other $inner)
            (drop (call $allocate (i32.const 1)))))
        (local.set $object (i32.const 0)))
      (return (local.get $object)))
    (drop)
    (drop)
    (local.get $object))

  ;; The result of the call does not arrive when it throws: the old value does.
  (func (export "old_value_in_handler") (param $object i32) (result i32)
    (block $caught
      (try_table (catch_all $caught)
        (local.set $object (call $allocate (i32.const 1))))
      (return (i32.const 0)))
    (local.get $object))

  ;; Held on the operand stack below the try_table.
  (func (export "held_over_handler") (param $object i32) (result i32)
    (i32.load (local.get $object))
    (block $caught
      (try_table (catch_all $caught)
        (drop (call $allocate (i32.const 1)))))
    (i32.load))

  ;; A handler that is the function itself, and throwing on.
  (func (export "handler_returns") (param $object i32) (result i32)
    (block $again (result exnref)
      (try_table (result i32) (catch $error 1) (catch_all_ref $again)
        (drop (call $allocate (i32.const 1)))
        (throw $error (local.get $object)))
      (return))
    (drop (call $allocate (i32.const 2)))
    (throw_ref))

  ;; What is thrown may be a pointer.
  (func (export "payload") (result i32)
    (local $payload i32)
    (block $caught (result i32)
      (try_table (catch $error $caught)
        (drop (call $allocate (i32.const 1))))
      (unreachable))
    (local.set $payload)
    (drop (call $allocate (i32.const 2)))
    (local.get $payload)))
