# Exceptions that hold others: causes and contexts, made and dropped in numbers,
# kept by an exception alone, and tied into rings.


class Failed(Exception):
    pass


def build(depth):
    try:
        if depth == 0:
            raise KeyError(["item"] * 3)
        build(depth - 1)
    except KeyError as error:
        if depth % 2:
            raise KeyError("level " + str(depth)) from error
        raise KeyError("level " + str(depth))


def links(error):
    names = []
    while error is not None:
        names.append(type(error).__name__ + " " + str(error.args[0]))
        error = error.__cause__ or error.__context__
    return names


kept = []
for n in range(40):
    try:
        try:
            build(n % 7)
        finally:
            junk = [[i, str(i)] for i in range(20)]
    except KeyError as error:
        try:
            raise Failed("run " + str(n)) from error
        except Failed as failed:
            if n % 5 == 0:
                kept.append(failed)
            ring = ValueError(n)
            ring.__cause__ = failed
            failed.__context__ = ring
    junk = [bytearray(50) for _ in range(20)]

for failed in kept:
    failed.__context__ = None
    print(links(failed))
