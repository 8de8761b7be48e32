;; error: no function is named raise, by which the pass recognises those that check the stack: was the module linked with names?
