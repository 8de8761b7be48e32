import io
import json
from collections import Counter, OrderedDict, defaultdict, namedtuple


def error(function, *args, **keywords):
    try:
        return function(*args, **keywords)
    except Exception as e:
        return type(e).__name__, str(e)


d = lambda *a, **k: json.dumps(*a, sort_keys=True, **k)
print(d({"b": [1, 2.5, None], "a": {"x": True, "y": False}, "c": "text"}), json.dumps([]), json.dumps({}), json.dumps("x"), json.dumps(None), json.dumps(-5))
print(d({"b": [1, {"k": []}], "a": {}}, indent=2))
print(d([1, [2, [3]], {}], indent=4), d({"a": 1}, indent="\t"), d([1, 2], indent=0), d([1, 2], separators=(",", ":")), d({"a": [1, 2]}, separators=(",", ":")), d([1], indent=1, separators=("; ", " = ")))
print(json.dumps('q"b\\s/n\nt\tr\rb\bf\f\x00\x1f\x7f'), json.dumps("é€😀ß"), json.dumps("é€😀ß", ensure_ascii=False) == '"é€😀ß"', json.dumps(["ü"]))
print(json.dumps({1: "a"}), json.dumps({None: 1}), json.dumps({True: 1}), json.dumps({1.5: 2}), error(json.dumps, {(1, 2): 3}), json.dumps({(1,): 2, "a": 1}, skipkeys=True))
print(json.dumps(float("nan")), json.dumps([float("inf"), float("-inf")]), error(json.dumps, float("nan"), allow_nan=False), json.dumps(1e100), json.dumps(0.1), json.dumps(10**30), json.dumps(-0.0))
print(error(json.dumps, {1, 2}), error(json.dumps, object)[0], json.dumps({1, 2}, default=sorted), json.dumps([1 + 2j], default=lambda o: [o.real, o.imag]), json.dumps((1, (2, 3))))
loop = [1]
loop.append(loop)
ring = {}
ring["self"] = ring
print(error(json.dumps, loop), error(json.dumps, ring), error(json.dumps, object(), default=lambda o: o))
P = namedtuple("P", "x y")
dd = defaultdict(list)
dd["k"].append(1)
print(json.dumps(P(1, 2)), json.dumps(OrderedDict([("z", 1), ("a", 2)])), json.dumps(dd), json.dumps(Counter("a")))


class MyDict(dict):
    pass


class MyInt(int):
    pass


class Point:
    def __init__(self, x):
        self.x = x


class Encoder(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, Point):
            return {"x": o.x}
        return super().default(o)


print(json.dumps(MyDict(a=MyInt(5))), json.dumps([Point(1)], cls=Encoder), error(json.dumps, [{1}], cls=Encoder), Encoder(indent=1).encode([Point(2)]), "".join(json.JSONEncoder().iterencode([1])))
out = io.StringIO()
json.dump({"k": [1]}, out, indent=2)
print(out.getvalue(), json.load(io.StringIO("[1, 2]")), json.loads(b'{"a": 1}'), json.loads(bytearray(b"[]")))
for text in (
    "null", "true", "false", "0", "-1", "12345678901234567890", "1.5", "-0.5e3", "1E2", "2e-3", '"a"', "[]", "{}", "[1,2]", ' [ 1 , 2 ] ', '{"a":{"b":[null]}}',
    '"\\u00e9\\n\\t\\"\\\\\\/\\b\\f\\r"', '"\\ud83d\\ude00"', '"é"', "[[[[]]]]", '{"a":1,"a":2}', "NaN", "[Infinity,-Infinity]", '{"":0}', "1e400", "123456789", "1234567890", "-9223372036854775808",
):
    value = json.loads(text)
    print(text, repr(value) if not isinstance(value, str) else json.dumps(value), type(value).__name__)
for text in (
    "", "  ", "nul", "[1,]", "[1", "[", '{"a"', '{"a":', '{"a":1', '{"a":1,}', "{a:1}", "{'a':1}", '"abc', '"a\nb"', '"\\x"', '"\\u12"', "1 2", "01", "1.", "-", "+1", "[1 2]", '{"a" 1}', "tru", "]", '"\\', "{,}", "[,1]",
    '{"a":1 "b":2}', "\ufeff[]", '[1,\n2,\n  x]', '{"k": [1, 2, {"z": }]}', "é x", '["é", x]', ".5", "0x10", "'a'", "[1]]", "nan",
):
    print(json.dumps(text), error(json.loads, text))
try:
    json.loads('{"a":\n  oops}')
except json.JSONDecodeError as e:
    print(e.msg, e.pos, e.lineno, e.colno, e.doc == '{"a":\n  oops}', isinstance(e, ValueError), json.decoder.JSONDecodeError is json.JSONDecodeError)
print(json.loads('{"a": 1, "b": 2}', object_pairs_hook=lambda p: p), json.loads('[{"x": 1}]', object_hook=lambda o: ("o", o["x"])), json.loads("[1.5, 2]", parse_float=str, parse_int=lambda s: s + "!"), json.loads("[NaN]", parse_constant=lambda c: c))
print(json.loads('"a\tb"', strict=False), error(json.loads, '"a\tb"'), json.JSONDecoder().decode("[1]"), json.JSONDecoder().raw_decode('[1, 2] tail'), len(json.JSONDecoder().raw_decode('x {"é": 1}', 2)[0]), error(json.loads, 5), error(json.loads, None)[0])
data = {"users": [{"id": i, "name": "user%d" % i, "tags": ["a", "b"], "score": i / 4} for i in range(50)], "meta": {"total": 50, "next": None}}
print(json.loads(json.dumps(data)) == data, json.loads(json.dumps(data, indent=2)) == data, len(json.dumps(data)), json.dumps(data, sort_keys=True)[:80])
