"""Exceptions: raised and caught, through several calls, with finally and with."""


class Refused(Exception):
    def __init__(self, number):
        super().__init__("refused", number)
        self.number = number


class Counter:
    def __init__(self):
        self.entered = 0
        self.failed = 0

    def __enter__(self):
        self.entered += 1
        return self

    def __exit__(self, kind, value, trace):
        if kind is not None:
            self.failed += 1
        return kind is KeyError


def deep(depth, number):
    if depth:
        return deep(depth - 1, number)
    if number % 3 == 0:
        raise Refused(number)
    return number


def main():
    total = 0
    counter = Counter()
    table = {1: 2}
    for i in range(90000):
        try:
            total += deep(3, i)
        except Refused as refused:
            total -= refused.number
        finally:
            total &= 0xFFFFFF
        try:
            total += int("12x" if i & 1 else "12")
        except ValueError:
            total += 1
        with counter:
            total += table[i & 3 | 1]
    print("exceptions", total, counter.entered, counter.failed)


main()
