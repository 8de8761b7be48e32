;; rejected: a cycle of calls has no poll: a
(func $a (call $a))
