def f():
    try:
        raise ValueError("kept")
    except ValueError as error:
        return error


error = f()
try:
    raise error
except ValueError as same:
    print(same is error, same.__context__)
