;; error: the module already exports steps: was the pass run before?
