import io
import pprint
from collections import ChainMap, Counter, OrderedDict, UserDict, UserList, UserString, defaultdict, deque, namedtuple
from dataclasses import field, make_dataclass
from types import MappingProxyType, SimpleNamespace

Point = namedtuple("Point", "x y")


Car = make_dataclass("Car", [("name", str, "a car with a long name"), ("wheels", list, field(default_factory=lambda: list(range(10)))), ("hidden", int, field(default=1, repr=False))])


class Custom:
    def __repr__(self):
        return "Custom()" * 3


class Words(list):
    pass


data = {
    "name": "A rather long text with many words, which has to be broken over several lines to fit the width that was given",
    "list": list(range(30)), "nested": {"b": [1, 2, {"c": (3, 4), "d": ("x",)}], "a": {"deep": {"deeper": {"deepest": [1, 2, 3]}}}},
    "set": {3}, "frozen": frozenset([5]), "none": None, "bytes": b"binary data that is rather long " * 3,
    "array": bytearray(b"more bytes"), "point": Point(1, 2), "lines": "one\ntwo three four five\nsix " * 4, 3: "int key", (1, 2): [], "empty": {}, "e2": [[]], "e3": (), "float": 1.5,
    "custom": [Custom(), Custom(), Custom()], "words": Words(["alpha", "beta"] * 8),
}
pprint.pprint(data)
for width in (1, 20, 40, 60, 200):
    pprint.pprint(data, width=width)
    print(pprint.pformat(data, width=width, compact=True, indent=4))
pprint.pprint(data, depth=1)
pprint.pprint(data, depth=2, indent=2)
pprint.pp({"z": 1, "a": {"y": 2, "b": list("abcdefghijklmnopqrstuvwxyz")}})
pprint.pprint({"z": 1, "a": 2}, sort_dicts=False)
for width in (10, 30, 80):
    for thing in (
        OrderedDict([("b", 1), ("a", [1, 2, 3])] * 2), defaultdict(list, {"k": list(range(12)), "j": []}), Counter("hello wide world and more"), deque(range(20)),
        deque(range(20), maxlen=20), UserDict({"a": list(range(12))}), UserList(range(12)), SimpleNamespace(a=list(range(20)), b="x" * 30, c=SimpleNamespace()),
        Car(), [Car(), Car("x", [])], Words(range(15)), "just one long text that is broken into some lines", b"bytes at the top of it all", {"m"}, MappingProxyType({"a": list(range(9)), "b": 2}),
        ChainMap({"a": list(range(15))}, {"b": 2}), UserString("some words that are long"), (1,), ("a" * 40,), [("k", i) for i in range(5)], set(), frozenset({1}), frozenset(range(20)),
    ):
        pprint.pprint(thing, width=width)
print(pprint.pformat([1234567, {"a": 10000}, "1234567"], underscore_numbers=True))
loop = [1]
loop.append(loop)
print(pprint.isrecursive(loop), pprint.isreadable(loop), pprint.isreadable([1, "a", {2: (3,)}]), pprint.isrecursive([1]), pprint.isreadable([Custom]), pprint.pformat(loop).replace(str(id(loop)), "ID"), pprint.saferepr({"b": 1, "a": loop}).replace(str(id(loop)), "ID"))
stream = io.StringIO()
pprint.pprint({"x": 1}, stream=stream)
pprint.PrettyPrinter(stream=stream, width=5).pprint([1, 2, 3])
print(repr(stream.getvalue()))
for bad in (lambda: pprint.pformat(1, indent=-1), lambda: pprint.pformat(1, depth=0), lambda: pprint.pformat(1, width=0)):
    try:
        bad()
    except ValueError as e:
        print(e)


class Short(pprint.PrettyPrinter):
    def format(self, object, context, maxlevels, level):
        if isinstance(object, float):
            return "%.1f" % object, True, False
        return super().format(object, context, maxlevels, level)


print(Short().pformat([1.2345, {"a": 2.3456}]))
