class Failed(Exception):
    pass


def read(table, key):
    return table[key]


def load():
    try:
        read({}, "size")
    except KeyError as error:
        raise Failed("no size") from error


load()
