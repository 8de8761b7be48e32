;; rejected: loop without a poll
(func $bounded (loop (call_indirect (type $nothing) (i32.const 0)) (br 0)))
