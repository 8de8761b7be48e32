;; rejected: a cycle of calls has no poll
(func $end (END)) (func $f (call $f) (call $end))
