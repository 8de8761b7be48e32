# CPython: the message has another wording
def f():
    return 1


class C:
    def g(self):
        break
