;; The marker in the loop over bytecode becomes a poll that asks; that loop and
;; the one around it get no other. The loop of the caller has one at its head,
;; which is the first thing that is run, so the entry needs none.
(module
  (import "build" "marker" (func $marker))
  (memory 1)
  (func $interpret (param $ip i32)
    (loop $outer
      (loop $dispatch
        (if (i32.load8_u (local.get $ip))
          (then
            (call $marker)
            (br $dispatch)))
        (local.set $ip (i32.add (local.get $ip) (i32.const 1)))
        (br_if $dispatch (local.get $ip)))
      (br_if $outer (i32.load (i32.const 0)))))
  (func $execute (export "execute") (param $ip i32)
    (local.set $ip (i32.const 8))
    (block
      (loop $again
        (call $interpret (local.get $ip))
        (br_if $again (i32.load (i32.const 4)))))))
