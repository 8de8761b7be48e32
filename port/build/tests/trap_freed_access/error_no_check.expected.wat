;; error: the module does not export check_access: was it built for torture, is the pass run only once?
