# CPython: raises again what the caller handles
def again():
    x = 1
    raise


try:
    {}["a"]
except KeyError:
    again()
