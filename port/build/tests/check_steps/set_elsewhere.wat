;; rejected: cheat touches the counter of steps: GlobalSet
(func $interpret (COUNT) (loop $l (COUNT) (ASK) (br $l)))
(func $execute (export "execute") (END) (call $interpret))
(func $cheat (global.set $steps (i64.const 9)))
