;; accepted
(func $end (END)) (func $f (CALL) (call $f))
