;; rejected: exports the shared memory or writes data to it
(data (memory $signal) (i32.const 0) "x") (func)
