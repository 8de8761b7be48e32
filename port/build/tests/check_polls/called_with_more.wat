;; rejected: has a loop without a poll
(func $end (END) (nop)) (func (loop (call $end) (br 0)))
