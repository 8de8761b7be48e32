import heapq
from collections import Counter
from functools import total_ordering


@total_ordering
class Leaf:
    def __init__(self, weight, symbol=None, left=None, right=None):
        self.weight, self.symbol, self.left, self.right = weight, symbol, left, right
        self.least = min((n.least for n in (left, right) if n), default=symbol)

    def key(self):
        return self.weight, self.least

    def __eq__(self, other):
        return self.key() == other.key()

    def __lt__(self, other):
        return self.key() < other.key()


def tree(text):
    heap = [Leaf(n, c) for c, n in Counter(text).items()]
    heapq.heapify(heap)
    while len(heap) > 1:
        a, b = heapq.heappop(heap), heapq.heappop(heap)
        heapq.heappush(heap, Leaf(a.weight + b.weight, None, a, b))
    return heap[0]


def codes(node, prefix=""):
    if node.symbol is not None:
        return {node.symbol: prefix or "0"}
    return {**codes(node.left, prefix + "0"), **codes(node.right, prefix + "1")}


def encode(text):
    table = codes(tree(text))
    return "".join(table[c] for c in text), table


def decode(bits, table):
    back = {v: k for k, v in table.items()}
    out, code = [], ""
    for bit in bits:
        code += bit
        if code in back:
            out.append(back[code])
            code = ""
    if code:
        raise ValueError(f"{code} left over")
    return "".join(out)


def pack(bits):
    padding = -len(bits) % 8
    bits += "0" * padding
    return bytes(int(bits[i:i + 8], 2) for i in range(0, len(bits), 8)), padding


def unpack(data, padding):
    bits = "".join(f"{byte:08b}" for byte in data)
    return bits[:len(bits) - padding]


text = "she sells sea shells by the sea shore"
bits, table = encode(text)
for symbol, code in sorted(table.items(), key=lambda kv: (len(kv[1]), kv[1])):
    print(repr(symbol), code, text.count(symbol))
data, padding = pack(bits)
print(len(text) * 8, len(bits), padding, data.hex(), f"{len(bits) / (len(text) * 8):.1%}")
print(decode(unpack(data, padding), table) == text, encode("aaa"))
try:
    decode("1" * 3 + "0", {"a": "0", "b": "11", "c": "10"})
    decode("1", {"a": "0", "b": "11"})
except ValueError as e:
    print(e)


def lzw(text):
    table = {chr(i): i for i in range(128)}
    out, word = [], ""
    for c in text:
        if word + c in table:
            word += c
        else:
            out.append(table[word])
            table[word + c] = len(table)
            word = c
    return out + [table[word]] if word else out


def unlzw(numbers):
    table = {i: chr(i) for i in range(128)}
    word = result = table[numbers[0]]
    for n in numbers[1:]:
        entry = table[n] if n in table else word + word[0]
        result += entry
        table[len(table)] = word + entry[0]
        word = entry
    return result


packed = lzw("tobeornottobeortobeornot")
print(packed, unlzw(packed), len(packed))
rle = lambda s: "".join(f"{c}{n}" for c, n in ((c, len(list(g))) for c, g in __import__("itertools").groupby(s)))
print(rle("wwwbbw"), rle(""))
