# CPython: points to the bracket
x = [1,
     2
