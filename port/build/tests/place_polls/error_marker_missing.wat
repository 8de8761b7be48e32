(module (memory 1) (func $interpret) (func $execute (call $interpret)))
