raise ValueError(1, "two", None, [3.5])
