"""Objects: attributes, methods, inheritance, properties, operators."""


class Vector:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def wrapped(self, size):
        return Vector(self.x % size, self.y % size)

    @property
    def steps(self):
        return self.x + self.y


class Walker:
    speed = 1

    def __init__(self, place):
        self.place = place
        self.turns = 0

    def heading(self):
        return Vector(self.speed, 0)

    def step(self):
        self.turns += 1
        self.place = (self.place + self.heading()).wrapped(101)


class Climber(Walker):
    speed = 3

    def heading(self):
        return Vector(0, self.speed + self.turns % 2)


class Zigzag(Climber):
    def step(self):
        super().step()
        if self.turns % 5 == 0:
            self.speed = 8 - self.speed


def main():
    walkers = []
    for i in range(30):
        walkers.append((Walker, Climber, Zigzag)[i % 3](Vector(i, i * 2)))
    total = 0
    for _ in range(5000):
        for walker in walkers:
            walker.step()
            total += walker.place.steps
    print("methods", total, sum(walker.turns for walker in walkers))


main()
