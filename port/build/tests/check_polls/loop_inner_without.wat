;; rejected: loop without a poll, number 1
(func (loop (END) (loop (br 0)) (br 0)))
