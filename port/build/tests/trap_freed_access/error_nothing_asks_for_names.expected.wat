;; error: the module does not import build.name
