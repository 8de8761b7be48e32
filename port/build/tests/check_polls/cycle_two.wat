;; rejected: a cycle of calls has no poll: a -> b
(func $a (call $b)) (func $b (call $a))
