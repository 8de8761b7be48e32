;; rejected: exports the shared memory or writes data to it
(export "other" (memory $signal)) (func)
