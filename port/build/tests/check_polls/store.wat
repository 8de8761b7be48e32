;; rejected: touches the shared memory
(func (i32.store $signal (i32.const 0) (i32.const 0)))
