;; accepted
(func (param i32) (local.get 0) (loop (param i32) (END) (br_if 1) (i32.const 1) (br 0)))
