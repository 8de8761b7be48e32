;; error: guard is imported; it must be in the module
