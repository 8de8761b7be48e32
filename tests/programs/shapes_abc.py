import math
from abc import ABC, abstractmethod


class Shape(ABC):
    registry = {}

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        Shape.registry[cls.__name__.lower()] = cls

    @abstractmethod
    def area(self) -> float:
        ...

    @abstractmethod
    def perimeter(self) -> float:
        """Length of the outline."""

    def describe(self):
        return f"{self.__class__.__name__}: area={self.area():.3f} perimeter={self.perimeter():.3f}"

    def __lt__(self, other):
        return self.area() < other.area()


class Circle(Shape):
    def __init__(self, radius):
        if radius < 0:
            raise ValueError(f"radius must be >= 0, got {radius}")
        self.radius = radius

    def area(self):
        return math.pi * self.radius ** 2

    def perimeter(self):
        return math.tau * self.radius


class Rectangle(Shape):
    def __init__(self, width, height):
        self.width, self.height = width, height

    def area(self):
        return self.width * self.height

    def perimeter(self):
        return 2 * (self.width + self.height)


class Square(Rectangle):
    def __init__(self, side):
        super().__init__(side, side)

    def describe(self):
        return super().describe() + " (square)"


shapes = [Shape.registry["circle"](1.5), Square(3), Rectangle(2, 5.5)]
for s in sorted(shapes):
    print(s.describe())
print(sorted(Shape.registry), sum(s.area() for s in shapes))
try:
    Shape()
except TypeError as e:
    print(e)
try:
    Circle(-1)
except ValueError as e:
    print(e)


class Broken(Shape):
    def area(self):
        return 0


try:
    Broken()
except TypeError as e:
    print(e)
print([c.__name__ for c in Square.__mro__], isinstance(Square(1), Rectangle), hasattr(Square, "area"))
