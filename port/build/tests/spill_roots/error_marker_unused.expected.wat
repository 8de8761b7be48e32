;; error: nothing calls build.marker, by which the pass recognises the collector: was the function that scans the stack linked in?
