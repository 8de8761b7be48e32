;; A function that calls itself, with parameters and a result; two that call
;; each other, of which one is enough; and one that does not recurse.
(module
  (memory 1)
  (global $__stack_pointer (mut i32) (i32.const 4096))
  (tag $exception)
  (func $raise (throw $exception))
  (func $guard (export "guard") (call $raise))
  (func $depth (export "depth") (param $node i32) (param $scale f64) (result i32)
    (if (result i32) (local.get $node)
      (then (i32.add (i32.const 1)
        (call $depth (i32.load (local.get $node)) (local.get $scale))))
      (else (call $leaf) (i32.const 0))))
  (func $even (export "even") (param i32) (call $odd (local.get 0)) (call $leaf))
  (func $odd (param i32) (call $even (local.get 0)) (call $leaf))
  (func $leaf (call $raise)))
