;; rejected: interpret asks without counting a step
(func $interpret (COUNT) (loop $l (COUNT) (ASK) (ASK) (br $l)))
(func $execute (export "execute") (END) (call $interpret))
