;; error: several mutable i32 globals might be __stack_pointer; link without --strip-all, so that the name section tells
