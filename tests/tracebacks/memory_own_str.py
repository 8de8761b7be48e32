# CPython: has no memory limit
class Own(Exception):
    def __str__(self):
        return "a" * SIZE


SIZE = 100000
chain = None
error = Own()
try:
    while True:
        chain = [chain]
except MemoryError:
    raise error
