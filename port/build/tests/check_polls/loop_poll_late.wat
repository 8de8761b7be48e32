;; rejected: loop without a poll
(func (loop (br_if 0 (i32.load $own (i32.const 0))) (END) (br 0)))
