;; rejected: touches the shared memory
(func (drop (memory.atomic.wait32 $signal (i32.const 0) (i32.const 0) (i64.const -1))))
