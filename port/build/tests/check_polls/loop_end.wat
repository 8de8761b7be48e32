;; accepted
(func (loop (END) (br 0)))
