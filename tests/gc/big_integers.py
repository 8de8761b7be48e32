# Integers of many words.
def factorial(n):
    return n * factorial(n - 1) if n else 1


def fibonacci(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


f = factorial(60)
print(f)
print(fibonacci(300))
print(f // factorial(57), f % (10**18 + 9), divmod(f, 7**40))
print(pow(3, 1000, 10**20 + 39), pow(2, 127) - 1, (-f) // 10**60, (-f) % 1000003)
print(hex(f)[:30], len(bin(f)), int("9" * 60), int("ff" * 12, 16), int("-" + "123456789" * 5))
x = 1
for i in range(40):
    x = (x << 7 ^ x * 3 + i) & (1 << 200) - 1
print(x, x >> 100, x | 1 << 210, ~x & 0xFFFF, x.bit_length() if hasattr(x, "bit_length") else 0 or x and len(bin(x)) - 2)


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


def root(n):
    guess = 1 << (len(bin(n)) // 2)
    while True:
        better = (guess + n // guess) >> 1
        if better >= guess:
            return guess
        guess = better


print(gcd(factorial(40), 2**80 * 3**20), root(10**60), root(2 * 10**80))
digits = 10**40
pi = 0
for k in range(0, 34):
    # Machin-like: the first terms of 16 atan(1/5) - 4 atan(1/239)
    sign = -1 if k % 2 else 1
    pi += sign * (16 * digits // ((2 * k + 1) * 5 ** (2 * k + 1)) - 4 * digits // ((2 * k + 1) * 239 ** (2 * k + 1)))
print(str(pi)[:36])
print(x.to_bytes(32, "big")[:6], int.from_bytes(bytes(range(1, 20)), "little"))
print(sorted([10**20, -(10**30), 5, 10**20 - 1]), 10**30 == 10**30 + 0, hash(10**3) == hash(1000))
print("%d" % 10**25, "{}".format(-(10**25)), "{:x}".format(2**70))
