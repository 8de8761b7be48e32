;; error: the module does not export guard, which is to end recursion: is the pass run only once?
