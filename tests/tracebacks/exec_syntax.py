# CPython: shows the text
exec("x = 1\ny = = 2\n")
