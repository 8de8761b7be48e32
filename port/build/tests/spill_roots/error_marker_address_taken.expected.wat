;; error: the address of the marker build.marker is taken; it may only be called
