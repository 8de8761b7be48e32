;; rejected: has a loop without a poll
(func $end) (func (loop (call $end) (br 0)))
