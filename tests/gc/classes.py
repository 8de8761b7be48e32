# Attribute hooks, properties, operators, inheritance, class and static methods.
class Record:
    count = 0

    def __init__(self, **fields):
        self.fields = fields
        Record.count += 1

    def __getattr__(self, name):
        fields = self.__dict__.get("fields", {}) if hasattr(self, "__dict__") else {}
        if name in fields:
            return fields[name]
        raise AttributeError("no " + name)

    @property
    def summary(self):
        return ";".join(k + "=" + str(self.fields[k]) for k in sorted(self.fields))

    @summary.setter
    def summary(self, text):
        self.fields = dict(part.split("=") for part in text.split(";"))

    @classmethod
    def parse(cls, text):
        made = cls()
        made.summary = text
        return made

    @staticmethod
    def join(records):
        return " / ".join(r.summary for r in records)

    def __getitem__(self, key):
        return self.fields[key] if isinstance(key, str) else sorted(self.fields)[key]

    def __contains__(self, key):
        return key in self.fields

    def __len__(self):
        return len(self.fields)

    def __iter__(self):
        return iter(sorted(self.fields))

    def __eq__(self, other):
        return self.summary == other.summary

    def __repr__(self):
        return "{}({})".format(type(self).__name__, self.summary)


class Special(Record):
    def __init__(self, **fields):
        super().__init__(**fields)
        self.extra = ["extra"] * 2

    def __call__(self, *args):
        return [self, args, self.extra]

    def __add__(self, other):
        merged = dict(self.fields)
        merged.update(other.fields)
        return Special(**merged)


records = [Record(a=i, b="x" * i) for i in range(6)] + [Special(c=[i], d=str(i)) for i in range(4)]
for r in records:
    print(r, len(r), "a" in r, list(r), r[0])
print(records[2].b, records[7].c, Record.parse("k=v;m=n"), Record.join(records[:3]))
try:
    records[0].nothing
except AttributeError:
    print("AttributeError")
print(records[6](1, "two"), records[6] + records[3], Record.parse("a=1;b=x") == records[1], Record.count)


class Vector:
    def __init__(self, *v):
        self.v = v

    def __add__(self, o):
        return Vector(*[a + b for a, b in zip(self.v, o.v)])

    def __mul__(self, k):
        return Vector(*[a * k for a in self.v])

    def __neg__(self):
        return self * -1

    def __str__(self):
        return "<" + ", ".join(str(a) for a in self.v) + ">"

    def __hash__(self):
        return hash(self.v)

    def __eq__(self, o):
        return self.v == o.v


total = Vector(0, 0, 0)
for i in range(20):
    total = total + Vector(i, i * i, 1) * 2 + -Vector(1, 1, i)
print(str(total), len({Vector(i % 4, "s" + str(i % 2)) for i in range(16)}))


class A:
    def who(self):
        return ["A"]


class B(A):
    def who(self):
        return super().who() + ["B" * 2]


class C(B):
    names = ["c" + str(i) for i in range(3)]

    def who(self):
        return super().who() + self.names


print(C().who(), isinstance(C(), A), getattr(C(), "names")[1], hasattr(C, "nope"))
made = [type("T" + str(i), (A,), {"value": [i]}) for i in range(5)]
print([t().value + t().who() for t in made], [t.__name__ for t in made])
