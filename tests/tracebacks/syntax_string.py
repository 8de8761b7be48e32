# CPython: says more about it
x = 1
y = "abc
