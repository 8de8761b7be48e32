;; error: allocate gives no address
