;; rejected: start function
(func $f) (start $f)
