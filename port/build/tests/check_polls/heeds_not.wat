;; rejected: touches the shared memory
(func (loop (if (i32.atomic.load $signal offset=4 (i32.const 0)) (then nop)) (br 0)))
