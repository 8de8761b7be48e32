;; accepted
(func $a (call $b)) (func $b (call $c) (call $c)) (func $c)
