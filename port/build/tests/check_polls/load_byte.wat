;; rejected: touches the shared memory
(func (loop (if (i32.atomic.load8_u $signal offset=4 (i32.const 0)) (then unreachable)) (br 0)))
