;; error: the module must have exactly one memory, of 32 bits
