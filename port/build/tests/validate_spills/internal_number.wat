;; accepted
;; A parameter that every caller passes a number for.
(func (export "f") (param $p i32) (result i32) (local $base i32) (local $q i32)
  i32.const 5
  call $number_then_collect
)
