def echo():
    try:
        yield 1
    except ValueError as error:
        raise KeyError("thrown") from error


g = echo()
next(g)
g.throw(ValueError("in"))
