;; rejected: a cycle of calls has no poll
(func $a (if (i32.load $own (i32.const 0)) (then (END))) (call $a))
