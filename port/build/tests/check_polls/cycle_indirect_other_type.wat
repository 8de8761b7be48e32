;; accepted
(elem (i32.const 0) $a) (func $a (param i32) (call_indirect (type $nothing) (i32.const 0)))
