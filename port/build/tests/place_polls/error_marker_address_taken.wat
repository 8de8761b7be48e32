(module (import "build" "marker" (func $marker)) (memory 1) (table 1 funcref) (elem (i32.const 0) $marker)
  (func $interpret (loop (call $marker) (br 0))) (func $execute (call $interpret)))
