"""Big integers: digits of pi, powers with a modulus, factorials."""


def pi_digits(count):
    """A sum of the digits that the spigot by Gibbons yields, in tens of digits."""
    q, r, t, k, n, l = 1, 0, 1, 1, 3, 3
    digits = 0
    total = 0
    while digits < count:
        if 4 * q + r - t < n * t:
            digits += 1
            total = (total * 10 + n) % 1000003
            q, r, n = 10 * q, 10 * (r - n * t), 10 * (3 * q + r) // t - 10 * n
        else:
            q, r, t, k, n, l = (
                q * k,
                (2 * q + r) * l,
                t * l,
                k + 1,
                (q * (7 * k + 2) + r * l) // (t * l),
                l + 2,
            )
    return total


def main():
    prime = (1 << 521) - 1
    power = 3
    for i in range(60):
        power = pow(power, 65537 + i, prime)
    factorial = 1
    for i in range(1, 1400):
        factorial *= i
    text = str(factorial)
    total = sum(int(digit) for digit in text)
    print("bigints", pi_digits(900), power % 1000003, len(text), total, int(text) % 1000003)


main()
