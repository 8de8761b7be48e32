;; rejected: loop without a poll, number 0
(func (loop (br 0)))
