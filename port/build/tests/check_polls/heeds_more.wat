;; rejected: touches the shared memory
(func (loop (if (i32.atomic.load $signal (i32.const 0)) (then (call $poll) (return))) (br 0)))
