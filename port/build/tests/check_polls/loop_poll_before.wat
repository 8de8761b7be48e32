;; rejected: loop without a poll
(func (END) (loop (br 0)))
