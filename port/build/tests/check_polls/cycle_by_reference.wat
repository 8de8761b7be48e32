;; rejected: a cycle of calls has no poll: a
(elem declare func $a) (func $a (table.set (i32.const 0) (ref.func $a)) (call_indirect (type $nothing) (i32.const 0)))
