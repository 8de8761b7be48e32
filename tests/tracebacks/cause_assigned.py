class Own(Exception):
    pass


for kind in (ValueError, Own):
    error = kind("assigned")
    print(error.__cause__, error.__context__, error.__suppress_context__)
    error.__cause__ = KeyError("k")
    error.__context__ = IndexError("hidden")
    error.__suppress_context__ = True
    print(repr(error.__cause__), repr(error.__context__), error.__suppress_context__)

try:
    ValueError().__cause__ = 3
except TypeError as complaint:
    print(complaint)
raise error
