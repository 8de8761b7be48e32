;; rejected: loop without a poll
(func (loop (if (i32.atomic.load $own offset=4 (i32.const 0)) (then unreachable)) (br 0)))
