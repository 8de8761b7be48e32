;; rejected: exported table
(export "table" (table 0)) (func)
