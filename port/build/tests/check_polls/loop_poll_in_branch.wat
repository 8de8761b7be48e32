;; rejected: loop without a poll
(func (loop (if (i32.load $own (i32.const 0)) (then (END))) (br 0)))
