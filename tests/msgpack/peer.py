"""The other end of tests/msgpack.rs: Python's own `msgpack` reads what this
project has written, and writes what it reads.

Frames on stdin and stdout: a letter, the length in four bytes, the content. Each
is answered by one; an error here ends the process with its traceback.
"""

import random
import struct
import sys

import msgpack
from msgpack import ExtType

INT, TUPLE, SET, FROZENSET = 1, 2, 3, 4
SMALL = range(-(2**63), 2**64)


def unpack(content):
    return msgpack.unpackb(content, strict_map_key=False)


def check(value):
    """Sees that a value has only what docs/values.md says that there is."""
    if isinstance(value, list):
        for item in value:
            check(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            check(key)
            check(item)
    elif isinstance(value, ExtType):
        check_extension(value.code, value.data)
    else:
        assert value is None or type(value) in (bool, int, float, str, bytes), repr(value)


def check_extension(code, data):
    if code == INT:
        number = big_int(data)
        assert number not in SMALL and data[-1] != 0, data.hex()
        return
    assert code in (TUPLE, SET, FROZENSET), code
    items = unpack(data)
    assert type(items) is list, data.hex()
    check(items)
    if code != TUPLE:
        packed = [msgpack.packb(item) for item in items]
        assert len(set(packed)) == len(packed), items


def big_int(data):
    assert data[0] in (0, 1), data.hex()
    number = int.from_bytes(data[1:], "little")
    return -number if data[0] else number


def from_big_int(number):
    size = (abs(number).bit_length() + 7) // 8
    return ExtType(INT, bytes([number < 0]) + abs(number).to_bytes(size, "little"))


# ---- values that are made here ----


def make(rng, size, hashable=False):
    kinds = 7 if size == 0 else 9 if hashable else 12
    kind = rng.randrange(kinds)
    count = rng.randrange(size + 1)

    def items(hashable):
        return [make(rng, size // (count + 1), hashable) for _ in range(count)]

    if kind == 0:
        return rng.choice([None, True, False])
    if kind == 1:
        return rng.getrandbits(64) >> rng.randrange(64)
    if kind == 2:
        return -1 - (rng.getrandbits(63) >> rng.randrange(63))
    if kind == 3:
        return struct.unpack(">d", rng.randbytes(8))[0]
    if kind == 4:
        most = rng.choice([0x7F, 0x7FF, 0xD7FF, 0x10FFFF])
        points = (rng.randrange(most + 1) for _ in range(rng.randrange(40)))
        return "".join(chr(point) for point in points if not 0xD800 <= point < 0xE000)
    if kind == 5:
        return rng.randbytes(rng.choice([0, 1, 31, 255, 256, 300]))
    if kind == 6:
        number = rng.getrandbits(rng.randrange(65, 2000))
        number = number if number not in SMALL else number + 2**70
        return from_big_int(rng.choice([1, -1]) * number)
    if kind in (7, 8):
        code = TUPLE if kind == 7 else FROZENSET
        return ExtType(code, msgpack.packb(distinct(code, items(True))))
    if kind == 9:
        return ExtType(SET, msgpack.packb(distinct(SET, items(True))))
    if kind == 10:
        return items(False)
    return {make(rng, 0, True): make(rng, size // (count + 1)) for _ in range(count)}


def distinct(code, items):
    """In a set nothing is twice; as Python sees it, `1 == 1.0 == True`."""
    return items if code == TUPLE else list(dict.fromkeys(items))


def longhand(value):
    """Not the shortest form, but each as long as there is one."""
    if value is None or isinstance(value, bool):
        return msgpack.packb(value)
    if isinstance(value, int):
        return struct.pack(">BQ" if value >= 2**63 else ">Bq", 0xCF if value >= 2**63 else 0xD3, value)
    if isinstance(value, float):
        return struct.pack(">Bd", 0xCB, value)
    if isinstance(value, str):
        data = value.encode()
        return struct.pack(">BI", 0xDB, len(data)) + data
    if isinstance(value, bytes):
        return struct.pack(">BI", 0xC6, len(value)) + value
    if isinstance(value, ExtType):
        data = value.data if value.code == INT else longhand(unpack(value.data))
        return struct.pack(">BIb", 0xC9, len(data), value.code) + data
    if isinstance(value, list):
        return struct.pack(">BI", 0xDD, len(value)) + b"".join(map(longhand, value))
    parts = (longhand(key) + longhand(item) for key, item in value.items())
    return struct.pack(">BI", 0xDF, len(value)) + b"".join(parts)


def normal(value):
    """What two values have alike exactly if they are the same to the bit: the form
    of an extension's content is its writer's affair."""
    if isinstance(value, float):
        return ("float", struct.pack(">d", value))
    if isinstance(value, list):
        return [normal(item) for item in value]
    if isinstance(value, dict):
        return ("dict", [(normal(key), normal(item)) for key, item in value.items()])
    if isinstance(value, ExtType):
        content = value.data if value.code == INT else normal(unpack(value.data))
        return ("extension", value.code, content)
    return (type(value).__name__, value)


# ---- what is asked ----


class Peer:
    def __init__(self):
        self.made = None

    def back(self, content):
        """Gives back what it has read."""
        value = unpack(content)
        check(value)
        return msgpack.packb(value)

    def numbers(self, content):
        """Reads pairs of an int's digits and the int."""
        sys.set_int_max_str_digits(0) if hasattr(sys, "set_int_max_str_digits") else None
        for digits, number in unpack(content):
            number = big_int(number.data) if isinstance(number, ExtType) else number
            assert number == int(digits), digits
        return b""

    def make(self, content):
        """Makes so many values of a seed."""
        seed, count = unpack(content)
        rng = random.Random(seed)
        self.made = [make(rng, 12) for _ in range(count)]
        return longhand(self.made) if seed % 2 else msgpack.packb(self.made)

    def compare(self, content):
        """Sees that these are the values that it has made."""
        back = unpack(content)
        check(back)
        assert normal(back) == normal(self.made)
        return b""


def main():
    peer = Peer()
    handlers = {b"b": peer.back, b"n": peer.numbers, b"m": peer.make, b"c": peer.compare}
    while True:
        head = sys.stdin.buffer.read(5)
        if not head:
            return
        content = sys.stdin.buffer.read(int.from_bytes(head[1:], "big"))
        answer = handlers[head[:1]](content)
        sys.stdout.buffer.write(len(answer).to_bytes(4, "big") + answer)
        sys.stdout.buffer.flush()


main()
