;; error: the module has no mutable i32 global to be __stack_pointer
