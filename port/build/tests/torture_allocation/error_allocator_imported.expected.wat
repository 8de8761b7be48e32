;; error: the function that allocates is not in the module
