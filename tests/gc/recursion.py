# Deep recursion with values held over the calls, and recursion without end.
def tree(depth, path=""):
    if depth == 0:
        return [path]
    left = tree(depth - 1, path + "l")
    right = tree(depth - 1, path + "r")
    return left + right


def descend(n, held):
    mine = [n, str(n)]
    below = descend(n - 1, held + [n]) if n else ["bottom", len(held)]
    return below if n % 30 else below + mine


def ackermann(m, n):
    return n + 1 if m == 0 else ackermann(m - 1, 1) if n == 0 else ackermann(m - 1, ackermann(m, n - 1))


def hanoi(n, a, b, c, moves):
    if n:
        hanoi(n - 1, a, c, b, moves)
        moves.append(a + ">" + c)
        hanoi(n - 1, b, a, c, moves)
    return moves


def is_even(n):
    return "even" + str(n) if n == 0 else is_odd(n - 1)


def is_odd(n):
    return "odd" + str(n) if n == 0 else is_even(n - 1)


print(tree(5)[::1][3], len(tree(6)))
print(descend(120, []))
print(ackermann(2, 6))
print(hanoi(5, "a", "b", "c", [])[-5:])
print(is_even(101), is_even(150))


def endless(n):
    keep = [n]
    return endless(n + 1) + keep


for attempt in range(2):
    try:
        endless(0)
    except RuntimeError:
        print("RuntimeError")
print(descend(60, ["after"])[:2])
