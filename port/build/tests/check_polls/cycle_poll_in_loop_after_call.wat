;; rejected: a cycle of calls has no poll
(func $b) (func $a (call $b) (call $a) (loop (END) (br 0)))
