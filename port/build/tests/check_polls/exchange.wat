;; rejected: touches the shared memory
(func (drop (i32.atomic.rmw.xchg $signal (i32.const 0) (i32.const 0))))
