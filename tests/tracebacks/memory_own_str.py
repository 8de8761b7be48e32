# CPython: has no memory limit
class Own(Exception):
    def __str__(self):
        return "a" + str(1) * 10


chain = None
error = Own()
try:
    while True:
        chain = [chain]
except MemoryError:
    raise error
