# CPython: shows the line of the with statement
class Guard:
    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        raise RuntimeError("while leaving")


with Guard():
    raise ValueError("inside")
