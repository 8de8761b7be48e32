;; rejected: a cycle of calls has no poll: a
(type $same (func)) (elem (i32.const 0) $a) (func $a (type $same) (call_indirect (type $nothing) (i32.const 0)))
