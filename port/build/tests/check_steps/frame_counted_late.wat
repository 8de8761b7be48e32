;; rejected: interpret begins to run without counting a step
(func $interpret (nop) (COUNT) (loop $l (COUNT) (ASK) (br $l)))
(func $execute (export "execute") (END) (call $interpret))
