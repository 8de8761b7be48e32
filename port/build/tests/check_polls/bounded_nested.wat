;; rejected: loop without a poll, number 0
(func $bounded (loop (loop (br_if 0 (i32.const 1))) (br 0)))
