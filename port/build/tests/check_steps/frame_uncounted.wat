;; rejected: interpret begins to run without counting a step
(func $interpret (loop $l (COUNT) (ASK) (br $l)))
(func $execute (export "execute") (END) (COUNT) (call $interpret))
