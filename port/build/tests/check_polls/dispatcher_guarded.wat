;; accepted
(func $interpret.unguarded (loop (if (i32.load $own (i32.const 0)) (then (ASK))) (br 0)))
