;; rejected: loop without a poll, number 1
(func $interpret (loop (ASK) (br_if 0 (i32.const 0))) (loop (br 0)))
