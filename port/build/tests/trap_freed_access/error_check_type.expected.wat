;; error: the export check_access has the type [I32, I32] -> [I32], not [I32, I32, I32] -> [I32]
