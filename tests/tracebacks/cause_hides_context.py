try:
    {}["a"]
except KeyError:
    other = OSError("the real one")
    raise ValueError("x") from other
