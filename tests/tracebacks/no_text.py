def check(value):
    assert value


check([])
