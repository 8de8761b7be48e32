# CPython: says more about it, and shows the text
eval("(1 +")
