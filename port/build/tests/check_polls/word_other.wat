;; rejected: touches the shared memory
(func (loop (if (i32.atomic.load $signal offset=8 (i32.const 0)) (then unreachable)) (br 0)))
