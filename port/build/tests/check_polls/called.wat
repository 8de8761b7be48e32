;; accepted
(func $end (END)) (func (loop (CALL) (br 0)))
