(module
  (import "build" "marker" (func $marker))
  (memory 1)
  (global $__stack_pointer (mut i32) (i32.const 65536))
  (func $collect (export "collect") (call $marker))
  (func $allocate (export "allocate") (param $bytes i32) (result i32)
    (call $collect)
    (i32.load (i32.const 1024)))
  (func $old (export "old")
    try
      call $collect
    catch_all
    end))
