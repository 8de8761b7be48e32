from collections import deque


class Node:
    def __init__(self, value, left=None, right=None):
        self.value, self.left, self.right = value, left, right

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.value
        if self.right:
            yield from self.right

    def __repr__(self):
        parts = [repr(self.value)]
        if self.left or self.right:
            parts += [repr(self.left), repr(self.right)]
        return f"Node({', '.join(parts)})"


class Tree:
    def __init__(self, values=()):
        self.root, self.size = None, 0
        for v in values:
            self.insert(v)

    def insert(self, value):
        self.size += 1
        if self.root is None:
            self.root = Node(value)
            return
        node = self.root
        while True:
            side = "left" if value < node.value else "right"
            child = getattr(node, side)
            if child is None:
                setattr(node, side, Node(value))
                return
            node = child

    def remove(self, value):
        def go(node, value):
            if node is None:
                raise KeyError(value)
            if value < node.value:
                node.left = go(node.left, value)
            elif value > node.value:
                node.right = go(node.right, value)
            elif node.left is None:
                return node.right
            elif node.right is None:
                return node.left
            else:
                least = node.right
                while least.left:
                    least = least.left
                node.value = least.value
                node.right = go(node.right, least.value)
            return node

        self.root = go(self.root, value)
        self.size -= 1

    def levels(self):
        queue = deque([(self.root, 0)] if self.root else [])
        out = []
        while queue:
            node, depth = queue.popleft()
            if depth == len(out):
                out.append([])
            out[depth].append(node.value)
            queue.extend((c, depth + 1) for c in (node.left, node.right) if c)
        return out

    def height(self, node="root"):
        node = self.root if node == "root" else node
        return 0 if node is None else 1 + max(self.height(node.left), self.height(node.right))

    def __iter__(self):
        return iter(self.root or ())

    def __len__(self):
        return self.size

    def __contains__(self, value):
        node = self.root
        while node and node.value != value:
            node = node.left if value < node.value else node.right
        return node is not None


tree = Tree([50, 30, 70, 20, 40, 60, 80, 65])
print(list(tree), len(tree), tree.height(), tree.levels())
print(40 in tree, 45 in tree, tree.root)
for v in (20, 70, 50):
    tree.remove(v)
print(list(tree), tree.levels(), tree.root.value)
try:
    tree.remove(999)
except KeyError as e:
    print("missing", e)
print(list(Tree()), len(Tree()), Tree().height(), bool(Tree()), min(tree), max(tree), sum(tree), sorted(tree, reverse=True))
