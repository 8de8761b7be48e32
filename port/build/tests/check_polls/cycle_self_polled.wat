;; accepted
(func $a (END) (call $a))
