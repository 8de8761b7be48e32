# CPython: shows another line of a statement of several
def f(a, b):
    raise ValueError(
        "x"
    )


f(
    1,
    2,
)
