# CPython: the message has another wording
def f():
        x = 1
    y = 2
