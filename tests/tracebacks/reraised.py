def f():
    try:
        raise ValueError("again")
    except ValueError:
        try:
            {}[1]
        except KeyError:
            pass
        raise


f()
