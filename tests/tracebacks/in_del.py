# CPython: calls __del__ of classes, and prints the exceptions
import gc


class Loud(Exception):
    def __str__(self):
        raise self


class Dies:
    def __init__(self, kind):
        self.kind = kind

    def __del__(self):
        raise self.kind("in __del__")


for kind in (ValueError, Loud):
    dying = [Dies(kind) for _ in range(3)]
    dying = None
    gc.collect()
print("after")
