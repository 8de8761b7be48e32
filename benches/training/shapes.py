"""Objects that act like Python's own: operators, containers, attributes, contexts."""


class Shape:
    count = 0
    names = {}

    def __init__(self, name):
        self.name = name
        type(self).count += 1
        Shape.names[name] = self

    def area(self):
        raise NotImplementedError

    def scaled(self, factor):
        raise NotImplementedError

    @property
    def label(self):
        return self.name + ":" + str(self.area())

    @classmethod
    def unit(cls):
        return cls("unit " + cls.__name__, 1)

    @staticmethod
    def total(shapes):
        return sum(shape.area() for shape in shapes)

    def __eq__(self, other):
        return isinstance(other, Shape) and self.area() == other.area()

    def __lt__(self, other):
        return self.area() < other.area()

    def __hash__(self):
        return self.area()


class Square(Shape):
    def __init__(self, name, side):
        super().__init__(name)
        self._side = side

    @property
    def side(self):
        return self._side

    @side.setter
    def side(self, value):
        if value < 0:
            raise ValueError(value)
        self._side = value

    def area(self):
        return self._side**2

    def scaled(self, factor):
        return type(self)(self.name, self._side * factor)


class Box(Square):
    def __init__(self, name, side, height=2):
        Square.__init__(self, name, side)
        self.height = height

    def area(self):
        return 2 * super().area() + 4 * self.side * self.height


class Bag:
    """A container with its own ideas of membership, order and size."""

    def __init__(self, items=()):
        self.items = list(items)
        self.open = False

    def __enter__(self):
        self.open = True
        return self

    def __exit__(self, kind, value, trace):
        self.open = False
        return kind is KeyError

    def __len__(self):
        return len(self.items)

    def __contains__(self, item):
        return any(item is other for other in self.items)

    def __getitem__(self, at):
        return self.items[at]

    def __setitem__(self, at, item):
        self.items[at] = item

    def __iter__(self):
        return iter(self.items)

    def __call__(self, item):
        self.items.append(item)
        return self

    def __add__(self, other):
        return Bag(self.items + other.items)

    def __iadd__(self, other):
        self.items.extend(other)
        return self

    def __bool__(self):
        return self.open

    def __getattr__(self, name):
        if name.startswith("first_"):
            return getattr(self.items[0], name[6:])
        raise AttributeError(name)


class Mixed(Box, Bag):
    def __init__(self):
        Box.__init__(self, "mixed", 3, height=1)
        Bag.__init__(self, [self])


def main():
    total = 0
    for turn in range(230):
        shapes = [Square("s%d" % n, n) for n in range(5)] + [Box("b", n, height=turn % 3) for n in range(4)]
        bag = Bag(shapes)
        with bag as opened:
            assert opened and shapes[2] in opened
            opened(Square.unit())(Box.unit())
            opened[0] = opened[1].scaled(3)
            opened += (shape.scaled(2) for shape in shapes[:3])
            if turn % 5 == 0:
                raise KeyError(turn)
        shapes[3].side += 1
        try:
            shapes[4].side = -1
        except ValueError as error:
            total += error.args[0]
        both = bag + Bag([Mixed()])
        total += Shape.total(both) + len(both) + len({shape.area() for shape in both}) + (shapes[1] == shapes[2])
        total += max(shape.area() for shape in both) - min(both).area() + bag.first_side + hasattr(bag, "second")
        total += len(sorted(both)[-1].label) + getattr(both[-1], "height", 7)
    print(total, Shape.count, Box.count, sorted(Shape.names), issubclass(Mixed, Shape), callable(bag))
    print([c.__name__ for c in (Mixed, Bag)], isinstance(both[0], (Box, Bag)), bool(bag), type(bag) is Bag)


main()
