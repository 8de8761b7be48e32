;; A loop has a poll, nested or not, with parameters or not; one without calls in
;; a function that is known to end soon has none, but one with a call or a loop
;; in it has, there too.
(module
  (import "build" "marker" (func $marker))
  (memory 1)
  (func $interpret (loop (call $marker) (br_if 0 (i32.load (i32.const 0)))))
  (func $execute (export "execute") (call $interpret))
  (func $other (param $n i32) (result i32)
    (loop $outer
      (loop $inner
        (br_if $inner (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
      (br_if $outer (i32.load (i32.const 0))))
    (local.get $n)
    (loop $carried (param i32) (result i32)
      (br_if $carried (local.get $n))))
  (func $bounded (param $n i32)
    (loop $simple
      (br_if $simple (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (loop $outer
      (loop $inner
        (br_if $inner (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
      (br_if $outer (i32.load (i32.const 0))))
    (loop $calling
      (drop (call $other (local.get $n)))
      (br_if $calling (i32.load (i32.const 0))))))
