;; rejected: touches the shared memory
(func (i32.atomic.store $signal offset=4 (i32.const 0) (i32.const 0)))
