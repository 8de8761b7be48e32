import atexit


def last(*args, **kw):
    print("at exit", args, kw)


@atexit.register
def first():
    print("registered as a decorator")
    atexit.register(print, "registered at exit")


atexit.register(last, 1, key=2)
atexit.register(last, "never")
atexit.register(last, "never")
atexit.unregister(last)
atexit.register(last, "yes")
print("end of the program")
