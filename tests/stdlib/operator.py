import operator
from operator import attrgetter, itemgetter, methodcaller


def error(function, *args, **keywords):
    try:
        return function(*args, **keywords)
    except Exception as e:
        return type(e).__name__


pairs = "add sub mul truediv floordiv mod pow lt le eq ne ge gt and_ or_ xor lshift rshift".split()
for name in pairs:
    print(name, getattr(operator, name)(13, 4), operator.__dict__[name](2, 2) if name != "truediv" else "")
print(operator.neg(3), operator.pos(-3), operator.abs(-4), operator.inv(5), operator.invert(5), operator.not_(0), operator.truth([]))
print(operator.is_(None, None), operator.is_not(1, None), operator.contains([1, 2], 2), operator.concat("a", "b"), operator.countOf([1, 2, 1], 1), operator.indexOf("abc", "c"), error(operator.indexOf, [], 1))
d = {"a": 1}
operator.setitem(d, "b", 2)
operator.delitem(d, "a")
print(d, operator.getitem(d, "b"), operator.index(7), error(operator.index, 1.5), operator.length_hint([1, 2]))
l = [1]
m = operator.iadd(l, [2])
print(l, m is l, operator.imul(3, 4), operator.__add__(1, 2), operator.__lt__(1, 2))
print(itemgetter(1)([1, 2, 3]), itemgetter(0, 2)("abc"), itemgetter("k")({"k": 5}), error(itemgetter(9), []), error(itemgetter))
rows = [("x", 3), ("y", 1), ("z", 2)]
print(sorted(rows, key=itemgetter(1)), max(rows, key=itemgetter(1)), list(map(itemgetter(0), rows)))


class P:
    def __init__(self, name, age):
        self.name = name
        self.age = age
        self.self = self

    def greet(self, word, mark="!"):
        return word + " " + self.name + mark


p = P("Al", 3)
print(attrgetter("name")(p), attrgetter("name", "age")(p), attrgetter("self.self.age")(p), error(attrgetter("zz"), p), error(attrgetter, 5))
print(methodcaller("greet", "hi")(p), methodcaller("greet", "yo", mark="?")(p), methodcaller("upper")("abc"), error(methodcaller("nope"), p))
print(sorted([P("b", 2), P("a", 1)], key=attrgetter("age"))[0].name, itemgetter(1), attrgetter("a", "b"))
