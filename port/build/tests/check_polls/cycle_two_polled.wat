;; accepted
(func $a (call $b)) (func $b (ASK) (call $a))
