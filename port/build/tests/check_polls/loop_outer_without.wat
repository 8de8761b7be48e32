;; rejected: loop without a poll, number 0
(func (loop (loop (END) (br_if 0 (i32.const 1))) (br 0)))
