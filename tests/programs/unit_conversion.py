import math
import re

FACTORS = {
    "length": {"m": 1, "km": 1000, "cm": 0.01, "mi": 1609.344, "ft": 0.3048, "in": 0.0254},
    "mass": {"kg": 1, "g": 1e-3, "lb": 0.45359237, "oz": 0.028349523125},
    "time": {"s": 1, "min": 60, "h": 3600, "d": 86_400},
}
UNIT_OF = {unit: kind for kind, units in FACTORS.items() for unit in units}


class UnitError(ValueError):
    pass


class Quantity:
    def __init__(self, value, unit):
        if unit not in UNIT_OF:
            raise UnitError(f"unknown unit {unit!r}; known: {', '.join(sorted(UNIT_OF))}")
        self.value, self.unit = value, unit

    @classmethod
    def parse(cls, text):
        match = re.fullmatch(r"\s*([-+]?\d+(?:\.\d*)?(?:[eE][-+]?\d+)?)\s*([a-z]+)\s*", text)
        if not match:
            raise UnitError(f"cannot read {text!r}")
        number, unit = match.groups()
        return cls(float(number), unit)

    @property
    def kind(self):
        return UNIT_OF[self.unit]

    def to(self, unit):
        if UNIT_OF.get(unit) != self.kind:
            raise UnitError(f"cannot turn {self.kind} into {UNIT_OF.get(unit, 'nothing')}")
        table = FACTORS[self.kind]
        return Quantity(self.value * table[self.unit] / table[unit], unit)

    def __add__(self, other):
        return Quantity(self.value + other.to(self.unit).value, self.unit)

    def __truediv__(self, other):
        if isinstance(other, Quantity):
            return self.value / other.to(self.unit).value
        return Quantity(self.value / other, self.unit)

    def __eq__(self, other):
        return self.kind == other.kind and math.isclose(self.value, other.to(self.unit).value)

    def __lt__(self, other):
        return self.value < other.to(self.unit).value

    def __repr__(self):
        return f"Quantity({self.value!r}, {self.unit!r})"

    def __format__(self, spec):
        return f"{self.value:{spec or '.4g'}} {self.unit}"


marathon = Quantity.parse("42.195km")
print(marathon, f"{marathon.to('mi'):.3f}", f"{marathon.to('ft')}", f"{marathon:>12.1f}", marathon + Quantity(5, "m"))
print(Quantity(1, "mi") == Quantity(5280, "ft"), Quantity(1, "h") < Quantity(61, "min"), Quantity(2, "d") / Quantity(1, "h"), Quantity(9, "lb") / 3)
print(sorted(map(Quantity.parse, ["1 km", "2 mi", "3e4 cm", "-5 m"])), max(Quantity(1, "lb"), Quantity(1, "kg")))
for bad in (lambda: Quantity.parse("ten km"), lambda: Quantity(1, "parsec"), lambda: Quantity(1, "kg").to("m"), lambda: Quantity(1, "m") + Quantity(1, "s")):
    try:
        bad()
    except UnitError as e:
        print(e)


def temperature(value, source, target):
    celsius = {"C": lambda v: v, "F": lambda v: (v - 32) * 5 / 9, "K": lambda v: v - 273.15}[source](value)
    return round({"C": lambda v: v, "F": lambda v: v * 9 / 5 + 32, "K": lambda v: v + 273.15}[target](celsius), 2)


print([temperature(100, "C", t) for t in "CFK"], temperature(-40, "F", "C"), temperature(0, "K", "F"))


def human_size(n):
    for unit in ("B", "KiB", "MiB", "GiB"):
        if n < 1024 or unit == "GiB":
            return f"{n:.1f} {unit}" if unit != "B" else f"{n} B"
        n /= 1024


print([human_size(n) for n in (5, 2048, 5_000_000, 3 * 2 ** 31)], f"{math.pi:.10f}", f"{1e-10:.3e}", f"{123456:,}", f"{0.000123:g}", f"{1e20:g}", f"{255:08b}", f"{-1.5:+.1f}")
bmi = lambda kg, m: kg / m ** 2
for kg, m in ((50, 1.8), (70, 1.75), (110, 1.7)):
    value = bmi(kg, m)
    label = "under" if value < 18.5 else "normal" if value < 25 else "over"
    print(f"{value:5.1f} {label:>8}")
compound = [round(1000 * (1 + 0.05 / n) ** (n * 10), 2) for n in (1, 4, 12, 365)]
print(compound, round(1000 * math.exp(0.5), 2), math.ceil(math.log(2) / math.log(1.05)))
