;; accepted
(func (loop (ASK) (br 0)))
