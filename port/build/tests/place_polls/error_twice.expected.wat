;; error: the module already imports host.poll: was the pass run before?
