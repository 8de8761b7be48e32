;; error: the module does not import build.marker, by which the pass recognises the collector: does the function that scans the stack call it, and is the pass run only once, on the linker's output?
