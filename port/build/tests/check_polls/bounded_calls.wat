;; rejected: loop without a poll
(func $f) (func $bounded (loop (call $f) (br 0)))
