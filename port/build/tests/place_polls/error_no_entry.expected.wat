;; error: no function is named execute, which is to have a poll: was the module linked with names?
