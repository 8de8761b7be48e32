;; rejected: a cycle of calls has no poll: a
(func $a (return_call $a))
