# What was handled and is over is no context.
try:
    1 / 0
except ZeroDivisionError:
    pass
try:
    try:
        [][0]
    except IndexError:
        raise KeyError(1)
except KeyError:
    pass
raise ValueError("alone")
