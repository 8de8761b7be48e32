;; rejected: a cycle of calls has no poll: a
(elem (i32.const 0) $a) (func $a (type $nothing) (call_indirect (type $nothing) (i32.const 0)))
