(module (import "build" "marker" (func $marker)) (memory 1) (func $interpret (call $marker)) (func $execute (call $interpret)))
