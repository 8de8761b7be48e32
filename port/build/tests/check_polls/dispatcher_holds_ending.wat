;; rejected: loop without a poll, number 0
(func $interpret (loop (loop (END) (br_if 0 (i32.load $own (i32.const 0)))) (br 0)))
