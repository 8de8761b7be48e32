"""Generators: pipelines, expressions, delegation, values sent in."""


def numbers(count):
    value = 1
    for _ in range(count):
        value = (value * 75 + 74) % 65537
        yield value


def odd(source):
    for value in source:
        if value & 1:
            yield value


def pairs(source):
    for value in source:
        yield value, value >> 3


def walk(low, high):
    """The numbers of a balanced tree, in order."""
    if low < high:
        middle = (low + high) // 2
        yield from walk(low, middle)
        yield middle
        yield from walk(middle + 1, high)


def average():
    total = count = 0
    while True:
        value = yield total // count if count else 0
        total += value
        count += 1


def main():
    total = 0
    for first, second in pairs(odd(numbers(340000))):
        total = (total + first * 3 + second) & 0xFFFFFF
    total += sum(value * value % 7 for value in odd(numbers(160000)))
    for value in walk(0, 40000):
        total ^= value
    running = average()
    next(running)
    for value in numbers(100000):
        mean = running.send(value & 1023)
    print("generators", total, mean)


main()
