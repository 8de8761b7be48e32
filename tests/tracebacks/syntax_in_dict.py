# CPython: says more about it
d = {"a": 1, "b" 2}
