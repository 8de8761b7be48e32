;; rejected: has a loop without a poll
(elem (i32.const 0) $end) (func $end (END)) (func (loop (call_indirect (type $nothing) (i32.const 0)) (br 0)))
