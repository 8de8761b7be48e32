def one():
    raise ValueError("one")


def two():
    try:
        one()
    except ValueError:
        raise KeyError("two")


def three():
    try:
        two()
    except KeyError as error:
        raise OSError("three") from error


try:
    three()
except OSError:
    assert False, "four"
