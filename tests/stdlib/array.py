from array import array


def error(function, *args, **keywords):
    try:
        return function(*args, **keywords)
    except Exception as e:
        return type(e).__name__, str(e)


def kind(function, *args, **keywords):
    try:
        return function(*args, **keywords)
    except Exception as e:
        return type(e).__name__


for code in "bBhHiIfdqQ":
    a = array(code, [1, 2, 3])
    print(a, a.typecode, a.itemsize, len(a), a.tobytes(), a[0], a[-1], a[1:], a[::-1], a[::2], list(a), a.tolist(), 2 in a, a.index(2), a.count(3), a + a, a * 2, 2 * a, a * 0, a == array(code, [1, 2, 3]), a != a[:2], a < array(code, [1, 3]), a >= a[:2], sum(a), max(a), bool(a), bool(array(code)))
    b = array(code, a.tobytes())
    b.byteswap()
    b.byteswap()
    b.frombytes(a.tobytes())
    b.append(9)
    b.extend([7, 8])
    b.insert(0, 5)
    b.insert(-1, 6)
    b.fromlist([1])
    print(b, b.pop(), b.pop(0), b.remove(9), b, b.reverse(), b, bytes(b) == b.tobytes())
    b[0] = 4
    b[1:3] = array(code, [10, 11, 12])
    del b[0]
    b *= 2
    b += a
    print(b, array(code, b), array(code, (x for x in (1, 2))), array(code, range(3)), reversed(a) is not None, list(reversed(a)), sorted(array(code, [3, 1, 2])))
a = array("i", [5, 3, 5])
print(a.index(5), a.index(5, 1), error(a.index, 9), error(a.index, 5, 3), a.count(5), a == [5, 3, 5], a == array("d", [5, 3, 5]), a < array("d", [6.0]), error(a.remove, 9), kind(a.append, "x"), kind(a.append, 1.5), kind(array, "?"), kind(lambda: a + [1]), error(a.fromlist, 3), error(a.frombytes, b"abc"), kind(a.frombytes, "abc"), kind(lambda: a[10]), kind(lambda: array("i").pop()), isinstance(a, array), kind(setattr, a, "typecode", "b"))
a = array("I", b"\x01\x02\x03\x04")
a.byteswap()
print(a.tobytes(), memoryview(array("B", b"xyz"))[1], bytearray(array("B", [1, 2])), array("b", [-1]).tobytes(), array("d", [0.5]) * 3, array("f", [0.1])[0])


# What programs do with them.
def sieve(n):
    marks = array("B", [1]) * (n + 1)
    marks[0] = marks[1] = 0
    for i in range(2, int(n**0.5) + 1):
        if marks[i]:
            marks[i * i :: i] = array("B", [0]) * len(range(i * i, n + 1, i))
    return [i for i, m in enumerate(marks) if m]


print(sieve(60))
