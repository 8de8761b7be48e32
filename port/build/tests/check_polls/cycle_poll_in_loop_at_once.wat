;; accepted
(func $a (local i32) (local.set 0 (i32.const 3)) (block (loop (END) (call $a) (br 0))))
