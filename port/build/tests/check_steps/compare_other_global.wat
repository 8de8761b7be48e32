;; rejected: odd touches the counter
(func $interpret (COUNT) (loop $l (COUNT) (ASK) (br $l)))
(func $execute (export "execute") (END) (call $interpret))
(func $odd (global.set $steps (i64.sub (global.get $steps) (i64.const 1))) (if (i64.lt_s (global.get $other) (i64.const 0)) (then (call $poll))))
