;; accepted
(func $f (param $n i32)
  (local $flag i32)
  (local.set $flag (i32.or (i32.shl (local.get $n) (i32.const 3)) (i32.eqz (local.get $n))))
  (loop $l
    (END)
    (call $f (local.get $flag))
    (br_if $l (local.get $flag))))
