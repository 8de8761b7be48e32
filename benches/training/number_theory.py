"""Whole numbers, small and large: primes, powers, fractions, digits, bits."""


def sieve(limit):
    flags = bytearray(b"\x01" * (limit + 1))
    flags[0:2] = b"\x00\x00"
    for number in range(2, int(limit**0.5) + 1):
        if flags[number]:
            for multiple in range(number * number, limit + 1, number):
                flags[multiple] = 0
    return [number for number in range(limit + 1) if flags[number]]


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


def is_prime(number):
    """Miller and Rabin's test."""
    if number < 2 or number % 2 == 0:
        return number == 2
    odd, twos = number - 1, 0
    while odd & 1 == 0:
        odd >>= 1
        twos += 1
    for base in (2, 3, 5, 7, 11, 13):
        if number % base == 0:
            return number == base
        power = pow(base, odd, number)
        if power in (1, number - 1):
            continue
        for _ in range(twos - 1):
            power = power * power % number
            if power == number - 1:
                break
        else:
            return False
    return True


def root(number):
    guess = 1 << (len(bin(number)) // 2)
    while True:
        better = (guess + number // guess) >> 1
        if better >= guess:
            return guess
        guess = better


class Fraction:
    def __init__(self, top, bottom):
        common = gcd(top, bottom)
        self.top, self.bottom = top // common, bottom // common

    def __add__(self, other):
        return Fraction(self.top * other.bottom + other.top * self.bottom, self.bottom * other.bottom)

    def __str__(self):
        return str(self.top) + "/" + str(self.bottom)


def collatz(number):
    steps = 0
    while number != 1:
        number = number * 3 + 1 if number & 1 else number // 2
        steps += 1
    return steps


def main():
    primes = sieve(16000)
    print(len(primes), primes[-3:], sum(primes) & 0xFFFF)
    print(sum(1 for a in range(1, 90) for b in range(1, 90) if gcd(a, b) == 1))
    print([2**n - 1 for n in (61, 67, 89) if is_prime(2**n - 1)], is_prime(10**30 + 57))
    print(str(root(2 * 10**200))[:40])
    total = Fraction(1, 1)
    for n in range(2, 45):
        total = total + Fraction(1, n)
    print(total, hex(3**120), -(7**50) // 12345, (-(7**50)) % 9973)
    product = 1
    for n in range(1, 160):
        product *= n
    print(len(str(product)), sum(int(digit) for digit in str(product)), product >> 700)
    print(max((collatz(n), n) for n in range(1, 1400)))
    bits = 0
    for n in range(16000):
        bits ^= (n << (n % 11)) | (n >> 3) & ~n
    print(bits, bin(bits).count("1"), "%o" % bits, int("zz", 36), int("-0x1f", 16))


main()
