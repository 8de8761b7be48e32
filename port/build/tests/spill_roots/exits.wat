;; Every way out of a function restores the stack pointer.
(module
  (import "build" "marker" (func $marker))
  (memory 1)
  (global $__stack_pointer (mut i32) (i32.const 65536))
  (func $collect (export "collect") (call $marker))
  (func $allocate (export "allocate") (param $bytes i32) (result i32)
    (call $collect)
    (i32.load (i32.const 1024)))
  (table 2 2 funcref)
  (type $unary (func (param i32) (result i32)))
  (elem (i32.const 0) $callee)
  (func $callee (type $unary) (call $allocate (local.get 0)))

  (func (export "early_return") (param $object i32) (result i32)
    (if (call $allocate (i32.const 1))
      (then (return (i32.const 7))))
    (local.get $object))

  (func (export "branch_to_function") (param $object i32) (result i32)
    (drop (call $allocate (i32.const 1)))
    (drop (br_if 0 (i32.const 7) (i32.load8_u (local.get $object))))
    (br 0 (local.get $object)))

  (func (export "table_to_function") (param $object i32)
    (drop (call $allocate (i32.const 1)))
    (block $first
      (br_table $first 1 $first 1 (i32.load (local.get $object))))
    (drop (call $allocate (i32.const 2))))

  (func (export "tail_call") (param $object i32) (result i32)
    (drop (call $allocate (i32.const 1)))
    (return_call $callee (local.get $object)))

  (func (export "tail_call_indirect") (param $object i32) (result i32)
    (drop (call $allocate (i32.const 1)))
    (return_call_indirect (type $unary) (local.get $object) (i32.const 0)))

  ;; The frame is gone before the callee runs: nothing to store.
  (func (export "only_tail_call") (param $object i32) (result i32)
    (i32.store (local.get $object) (i32.const 1))
    (return_call $callee (local.get $object)))

  (func (export "two_results") (param $a i32) (param $b i64) (result i32 i64)
    (drop (call $allocate (i32.const 1)))
    (local.get $a)
    (local.get $b))

  (func (export "trap") (param $object i32) (result i32)
    (drop (call $allocate (i32.const 1)))
    (if (i32.load (local.get $object))
      (then (unreachable)))
    (local.get $object)))
