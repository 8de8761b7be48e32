"""Integer arithmetic in loops: a pseudo-random sequence, and greatest common divisors.

All values stay below 2**30, so that an interpreter with 32-bit words does the
same work as one with 64-bit words: neither leaves its small integers.
"""


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


def main():
    value = 1
    bits = 0
    for i in range(1600000):
        value = (value * 1366 + 150889) % 714025
        if value & 4:
            bits ^= value << 3
        else:
            bits = (bits + i) & 0xFFFFFF
    divisors = 0
    for a in range(1, 600):
        for b in range(1, 600):
            divisors += gcd(a, b)
    print("integers", value, bits, divisors)


main()
