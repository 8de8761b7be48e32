;; accepted
(func $interpret (COUNT) (loop $l (COUNT) (ASK) (br $l)))
(func $execute (export "execute") (END) (call $interpret))
