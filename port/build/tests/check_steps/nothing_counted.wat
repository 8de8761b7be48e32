;; rejected: counts steps nowhere
(func $execute (export "execute") (END))
