# CPython: keeps them all
def f(error):
    raise error


error = ValueError("the same")
for _ in range(30000):
    try:
        f(error)
    except ValueError:
        pass
f(error)
