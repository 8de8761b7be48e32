# CPython: names the line that does not fit, not the one before it
def f():
        x = 1
    y = 2
