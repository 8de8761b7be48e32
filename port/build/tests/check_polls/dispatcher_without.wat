;; rejected: loop without a poll
(func $interpret (loop (br 0)))
