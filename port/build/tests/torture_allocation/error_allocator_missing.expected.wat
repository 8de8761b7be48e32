;; error: no function is named allocate: was it inlined, or the module linked without names?
