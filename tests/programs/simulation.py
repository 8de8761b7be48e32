import random
from collections import deque, Counter


class Customer:
    def __init__(self, arrival, service):
        self.arrival, self.service = arrival, service

    def __repr__(self):
        return f"Customer(arrival={self.arrival}, service={self.service})"


def simulate(seed, minutes=30):
    rng = random.Random(seed)
    queue, waits, busy_until = deque(), [], 0
    for minute in range(minutes):
        if rng.random() < 0.4:
            queue.append(Customer(minute, rng.randint(1, 4)))
        if queue and minute >= busy_until:
            c = queue.popleft()
            waits.append(minute - c.arrival)
            busy_until = minute + c.service
    return waits, queue


waits, left = simulate(42)
print(len(waits), sum(waits) / len(waits), max(waits), len(left), list(left)[:1])
random.seed(1)
rolls = Counter(random.randint(1, 6) + random.randint(1, 6) for _ in range(500))
for total in sorted(rolls)[:4]:
    print(f"{total:>2} {rolls[total]:>3} {'*' * (rolls[total] // 5)}")
print(random.choice("abc"), random.sample(range(100), 4), [random.choices("ab", weights=[9, 1])[0] for _ in range(5)])
deck = [r + s for s in "SH" for r in "A23"]
random.shuffle(deck)
print(deck, random.uniform(0, 1) < 1, round(random.gauss(0, 1), 6))

GRID = """
.....
..#..
..#..
..#..
.....
""".split()


def life(cells):
    near = Counter((x + dx, y + dy) for x, y in cells for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy)
    return {c for c, n in near.items() if n == 3 or n == 2 and c in cells}


cells = {(x, y) for y, row in enumerate(GRID) for x, c in enumerate(row) if c == "#"}
for _ in range(2):
    cells = life(cells)
    print("\n".join("".join("#" if (x, y) in cells else "." for x in range(5)) for y in range(5)), end="\n\n")
pi_hits = sum(random.random() ** 2 + random.random() ** 2 <= 1 for _ in range(2000))
print(4 * pi_hits / 2000)
