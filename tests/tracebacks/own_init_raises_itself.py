# CPython: there an exception is made before __init__ is called
class Own(Exception):
    def __init__(self):
        raise self


Own()
