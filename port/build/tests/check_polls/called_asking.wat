;; rejected: has a loop without a poll
(func $ask (ASK)) (func (loop (call $ask) (br 0)))
