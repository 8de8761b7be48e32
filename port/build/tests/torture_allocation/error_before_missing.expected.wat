;; error: the module does not export before: was it built for torture, is the pass run only once?
