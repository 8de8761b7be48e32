;; error: the module does not import build.marker, by which the pass knows where the interpreter looks whether it is to stop: does it call that at jumps, and is the pass run only once?
