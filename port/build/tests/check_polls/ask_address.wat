;; rejected: the address of poll is taken
(elem (i32.const 0) $poll) (func)
