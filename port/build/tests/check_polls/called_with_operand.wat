;; rejected: has a loop without a poll
(func $end (param i32) (END)) (func (loop (call $end (i32.const 1)) (br 0)))
