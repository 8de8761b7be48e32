(module
  (memory 1)
  (global $__stack_pointer (mut i32) (i32.const 4096))
  (func $guard (export "guard") unreachable))
