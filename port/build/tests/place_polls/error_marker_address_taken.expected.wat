;; error: the address of the marker is taken; it may only be called
