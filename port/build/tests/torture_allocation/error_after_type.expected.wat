;; error: the export after has the type [I32] -> [], not [I32] -> [I32]
