print(str(KeyError("a")), str(KeyError(1, 2)), str(KeyError()), repr(KeyError("a")))


class Missing(KeyError):
    pass


print(str(Missing("b")))
{}[""]
