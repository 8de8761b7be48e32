"""Memory: trees of small objects built and dropped, beside some that stay."""


class Node:
    def __init__(self, left, right):
        self.left = left
        self.right = right


def tree(depth):
    if depth == 0:
        return Node(None, None)
    return Node(tree(depth - 1), tree(depth - 1))


def count(node):
    if node.left is None:
        return 1
    return 1 + count(node.left) + count(node.right)


def main():
    kept = tree(12)
    total = 0
    for depth in range(4, 12):
        for _ in range(1 << (14 - depth)):
            total += count(tree(depth))
    for i in range(150000):
        row = [i, (i, i + 1), {"i": i}]
        total += row[1][1] - row[0] + len(row[2])
    print("garbage", total, count(kept))


main()
