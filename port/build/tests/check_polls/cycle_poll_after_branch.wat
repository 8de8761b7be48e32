;; rejected: a cycle of calls has no poll
(func $a (block (br_if 0 (i32.load $own (i32.const 0))) (END)) (call $a))
