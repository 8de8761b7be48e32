import math
from functools import reduce
from itertools import count, islice


def sieve(n):
    flags = bytearray([1]) * (n + 1)
    flags[:2] = b"\0\0"
    for i in range(2, math.isqrt(n) + 1):
        if flags[i]:
            flags[i * i::i] = bytes(len(range(i * i, n + 1, i)))
    return [i for i, f in enumerate(flags) if f]


def factors(n):
    out, d = {}, 2
    while d * d <= n:
        while n % d == 0:
            out[d] = out.get(d, 0) + 1
            n //= d
        d += 1 + (d > 2)
    if n > 1:
        out[n] = out.get(n, 0) + 1
    return out


def egcd(a, b):
    if b == 0:
        return a, 1, 0
    g, x, y = egcd(b, a % b)
    return g, y, x - a // b * y


def miller_rabin(n):
    if n < 2 or n % 2 == 0:
        return n == 2
    d, s = n - 1, 0
    while d % 2 == 0:
        d, s = d // 2, s + 1
    for a in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        if a % n == 0:
            continue
        x = pow(a, d, n)
        if x in (1, n - 1):
            continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


def collatz(n):
    while n != 1:
        yield n
        n = n // 2 if n % 2 == 0 else 3 * n + 1
    yield 1


primes = sieve(60)
print(primes, len(sieve(5000)), factors(360), factors(97), factors(2 ** 31 - 1))
print(egcd(240, 46), pow(3, -1, 11), math.gcd(48, 18, 30), math.lcm(4, 6, 10), reduce(math.gcd, [24, 36, 60]))
print([n for n in range(2, 50) if miller_rabin(n)] == [p for p in primes if p < 50], miller_rabin(2 ** 61 - 1), miller_rabin(2 ** 61 + 1))
print(list(collatz(6)), max(range(1, 1000), key=lambda n: sum(1 for _ in collatz(n))))
perfect = [n for n in range(2, 500) if sum(d for d in range(1, n) if n % d == 0) == n]
armstrong = [n for n in range(100, 1000) if n == sum(int(d) ** 3 for d in str(n))]
print(perfect, armstrong, list(islice((p for p in count(3, 2) if miller_rabin(p) and miller_rabin(p + 2)), 5)))
print(math.factorial(25), math.comb(50, 25), math.perm(10, 3), math.isqrt(10 ** 20), 2 ** 64 % 1000007, sum(map(int, str(math.factorial(100)))))
fib = [0, 1]
while len(fib) < 15:
    fib.append(fib[-1] + fib[-2])
print(fib, f"{fib[-1] / fib[-2]:.6f}", (1 + math.sqrt(5)) / 2)
print(10 ** 18 // 7, -17 // 5, -17 % 5, divmod(17, -5), 7.5 // 2, -7.5 % 2, 1e16 + 1, 0.1 * 3, 1 / 3, 2 / 3 * 3, 5e-324, 1.0e10, 123456789012345678)
print(round(2.5), round(3.5), round(-1.5), round(2.675, 2), round(1234.5678, -2), round(15, -1), round(25, -1), math.floor(-2.5), math.ceil(2.1), math.trunc(-2.7))
print(float("1e400"), -float("inf"), float("nan") != float("nan"), math.isclose(0.1 + 0.2, 0.3), 3.0 == 3, 1e3, 1e-4, 1e-5, 100000.0, 1e15, 1e16)
digits = "731671765313306249192251196744265747423553491949349698352"
print(max(math.prod(map(int, digits[i:i + 4])) for i in range(len(digits) - 3)), sum(a * b for a, b in zip(range(5), range(5, 0, -1))))
