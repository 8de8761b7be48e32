;; rejected: cheat touches the counter of steps: GlobalGet
(func $interpret (COUNT) (loop $l (COUNT) (ASK) (br $l)))
(func $execute (export "execute") (END) (call $interpret))
(func $cheat (drop (global.get $steps)))
