import random
from random import Random


def error(function, *args, **keywords):
    try:
        return function(*args, **keywords)
    except Exception as e:
        return type(e).__name__, str(e)


def show(x):
    return "%.12g" % x


for seed in (42, 0, 1, -7, 2**31, 2**32, 10**30, True, "hello", "", "naïve", b"bytes", bytearray(b"ba"), 0.5, -2.25, 1e300, 3.0):
    random.seed(seed)
    print(str(seed), show(random.random()), random.randint(1, 100), random.getrandbits(40), random.choice("abcdef"))
random.seed(42)
print([random.randint(1, 6) for _ in range(20)])
print([random.randrange(10) for _ in range(10)], [random.randrange(5, 50, 5) for _ in range(6)], random.randrange(10, 0, -3), random.randrange(10**20), random.randrange(-5, 5))
l = list(range(10))
random.shuffle(l)
print(l, random.sample(range(100), 5), random.sample("abcdefg", 3), random.sample(range(10**6), 8), random.sample(l, 10), random.sample(["a", "b"], 3, counts=[2, 3]))
print(random.choices("abc", k=5), random.choices([1, 2, 3], weights=[10, 1, 1], k=6), random.choices("xy", cum_weights=[1, 5], k=4))
print(show(random.uniform(1, 10)), show(random.gauss(0, 1)), show(random.gauss(5, 2)), show(random.normalvariate(0, 1)), show(random.expovariate(2)), show(random.triangular(0, 10, 3)))
print(show(random.lognormvariate(0, 1)), show(random.betavariate(2, 3)), show(random.gammavariate(2, 1)), show(random.gammavariate(0.5, 1)), show(random.paretovariate(3)), show(random.weibullvariate(1, 2)), show(random.vonmisesvariate(0, 4)))
print(random.randbytes(5), random.getrandbits(0), random.getrandbits(1), random.getrandbits(100), random.getrandbits(64))
state = random.getstate()
a = [random.random() for _ in range(3)]
random.setstate(state)
print(a == [random.random() for _ in range(3)], state[0], len(state[1]))
r, s = Random(7), Random(7)
print(r.random() == s.random(), r.randint(0, 9) == s.randint(0, 9), [r.choice([1, 2, 3]) for _ in range(5)], show(r.gauss(0, 1)))
print(error(random.choice, []), error(random.randint, 5, 1), error(random.randrange, 0), error(random.sample, [1], 2), error(random.choices, [1], [0]), error(random.seed, [])[0], error(random.getrandbits, -1))
print(error(random.choices, [1, 2], [1]), error(random.sample, {1, 2}, 1)[0], error(random.randrange, 1, 5, 0))


class Loaded(Random):
    def random(self):
        return 0.25


print(Loaded().random(), Loaded().choices("abcd", k=2), show(Loaded().expovariate(1)))
system = random.SystemRandom()
print(0 <= system.random() < 1, 1 <= system.randint(1, 3) <= 3, system.choice([5]), sorted(system.sample(range(5), 5)))
random.seed()
print(0 <= random.random() < 1, random.random() != random.random())
random.seed(12345)
total = 0
for i in range(5000):
    total += random.randint(-1000, 1000)
print(total, show(sum(random.random() for _ in range(2000))))
