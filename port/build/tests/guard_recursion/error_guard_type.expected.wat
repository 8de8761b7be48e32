;; error: guard must be declared as void (void)
