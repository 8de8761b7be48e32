;; rejected: a cycle of calls has no poll
(func $end (END)) (func $f (if (i32.const 1) (then (return_call $end))) (call $f))
