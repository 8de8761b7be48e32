try:
    {}["a"]
except KeyError as error:
    raise ValueError("clean") from None
