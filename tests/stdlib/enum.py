import enum
from enum import Enum, Flag, IntEnum, IntFlag, StrEnum, auto, unique


def error(function, *args, **keywords):
    try:
        return function(*args, **keywords)
    except Exception as e:
        return type(e).__name__, str(e)


class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1

    def describe(self):
        return self.name.lower() + "!"

    @classmethod
    def default(cls):
        return cls.GREEN

    @property
    def double(self):
        return self.value * 2


print(Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value, Color(2), Color["BLUE"], list(Color), len(Color))
print(Color.RED is Color(1), Color.CRIMSON is Color.RED, Color.RED == Color.GREEN, Color.RED != Color.BLUE, Color.RED == 1, Color.RED in Color)
print(Color.RED.describe(), Color.default(), Color.BLUE.double, isinstance(Color.RED, Color), type(Color.RED) is Color, Color)
print(error(Color, 9), error(lambda: Color["PINK"]), error(setattr, Color, "RED", 5)[0], hash(Color.RED) == hash(Color.RED), {Color.RED: "r"}[Color.RED])
print([c.name for c in Color], sorted(Color.__members__.items(), key=lambda kv: kv[0])[0], sorted(Color.__members__), list(reversed(Color)), bool(Color))
print("%s %r" % (Color.RED, Color.GREEN), "{}".format(Color.BLUE), f"{Color.RED}", str(Color.RED), [Color.RED], {"c": Color.GREEN})
print(isinstance(Color, type), Color.__name__, Color.RED.__class__.__name__)


class Planet(Enum):
    EARTH = (5.976e24, 6.37814e6)
    MARS = (6.421e23, 3.3972e6)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

    @property
    def gravity(self):
        return 6.67300e-11 * self.mass / (self.radius * self.radius)


print("%.4f" % Planet.EARTH.gravity, Planet.MARS.mass == 6.421e23, Planet((5.976e24, 6.37814e6)).name, len(Planet.EARTH.value))


class Auto(Enum):
    A = auto()
    B = auto()
    C = 10
    D = auto()


print([(a.name, a.value) for a in Auto])


class Named(Enum):
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

    NORTH = auto()
    SOUTH = auto()


print([n.value for n in Named], Named("north"))


class Priority(IntEnum):
    LOW = 1
    HIGH = 5
    MID = 3


print(Priority.LOW, repr(Priority.LOW), Priority.LOW < Priority.HIGH, Priority.HIGH == 5, 5 == Priority.HIGH, sorted(Priority), max(Priority), Priority.LOW + 1, int(Priority.MID))
print([10, 20, 30][Priority.LOW], {1: "one"}[Priority.LOW], Priority(3).name, isinstance(Priority.LOW, int), Priority.LOW in (1, 2), Priority.HIGH > 3, 2 < Priority.MID, sum(Priority))
print("%d" % Priority.HIGH, Priority.HIGH * 2, Priority.HIGH - Priority.LOW, Priority.HIGH + Priority.LOW, 10 - Priority.MID, f"{Priority.MID}", range(Priority.MID), Priority.HIGH // 2, Priority.HIGH % 3, -Priority.LOW)


class Http(StrEnum):
    GET = auto()
    POST = "post!"


print(Http.GET, repr(Http.POST), Http.GET == "get", Http.POST.upper(), "x" + Http.GET, Http("get").name, isinstance(Http.GET, str), len(Http.POST), Http.GET.value, f"{Http.GET}")


class Level(str, Enum):
    A = "a"
    B = "b"


print(Level.A, Level.A == "a", Level("b"), Level.B.value, isinstance(Level.A, str), Level.A.upper(), Level.A < Level.B, Level.A in ["a"], Level.A.value + "x", repr(Level.A))


class Perm(Flag):
    R = 4
    W = 2
    X = 1
    RW = 6


print(Perm.R | Perm.X, repr(Perm.R | Perm.X), Perm.R & Perm.W, repr(Perm.R & Perm.W), Perm.RW, list(Perm), Perm.R in Perm.RW, Perm.X in Perm.RW, bool(Perm.R & Perm.W), ~Perm.R, Perm(7), Perm(0))
print((Perm.R | Perm.W) is Perm.RW, Perm.R ^ Perm.RW, list(Perm.RW), error(Perm, 8)[0], (Perm.R | Perm.X).value, (Perm.R | Perm.X).name, len(Perm.RW), Perm)


class Bits(Flag):
    A = auto()
    B = auto()
    C = auto()


print([b.value for b in Bits], Bits.A | Bits.C, ~Bits.B, Bits.A | Bits.B | Bits.C)


class Mode(IntFlag):
    READ = 1
    WRITE = 2


print(Mode.READ | Mode.WRITE, repr(Mode.READ | Mode.WRITE), Mode.READ | 8, (Mode.READ | Mode.WRITE) == 3, Mode(3) & 1, int(Mode(3)), Mode.READ + 1)


def dup():
    @unique
    class Dup(Enum):
        A = 1
        B = 1


print(error(dup), unique(Planet).__name__)


def extend():
    class More(Color):
        PINK = 4


print(error(extend))
Animal = Enum("Animal", "CAT DOG")
print(list(Animal), Animal.DOG.value, Enum("E", ["A", "B"])["B"], Enum("F", {"X": 10})(10), Enum("G", [("P", 5)]).P.value, IntEnum("I", "ONE TWO").TWO + 1)


class Missing(Enum):
    ONE = 1
    OTHER = 0

    @classmethod
    def _missing_(cls, value):
        return cls.OTHER


class Base(Enum):
    def greet(self):
        return "hi " + self.name


class Derived(Base):
    A = "x"


class Ordered(Enum):
    LOW = 1
    HIGH = 2

    def __lt__(self, other):
        return self.value < other.value


class Listy(Enum):
    A = [1, 2]
    B = {"k": 1}


class Coordinate(bytes, Enum):
    def __new__(cls, value, label):
        obj = bytes.__new__(cls, [value])
        obj._value_ = value
        obj.label = label
        return obj

    PX = (0, "P.X")
    PY = (1, "P.Y")


class Func(Enum):
    @staticmethod
    def helper():
        return 5

    A = 1
    lookup = {1: 2} if False else 3


print(Missing(99), Derived.A.greet(), min(Ordered), sorted([Ordered.HIGH, Ordered.LOW]), Listy([1, 2]), Listy.B.value, Coordinate.PY.label, Coordinate.PY.value, Func.helper(), Func.A)
print(sorted(name for name in Color.__members__), Color.RED.name.lower(), [member.value for member in Color if member is not Color.RED])
import copy

print(copy.copy(Color.RED) is Color.RED, copy.deepcopy([Color.RED])[0] is Color.RED, enum.Enum.__name__)
match_like = {Color.RED: "stop", Color.GREEN: "go"}
print([match_like.get(c, "?") for c in Color])
