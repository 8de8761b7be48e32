;; rejected: a cycle of calls has no poll
(func $a (call $a) (END))
