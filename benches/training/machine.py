"""A processor with a few instructions, run two ways; and a puzzle by search."""

PROGRAM = [
    ("push", 0), ("store", "sum"), ("push", 1), ("store", "i"),
    ("load", "i"), ("push", 260), ("less", None), ("unless", 21),
    ("load", "i"), ("push", 3), ("mod", None), ("if", 16),
    ("load", "sum"), ("load", "i"), ("add", None), ("store", "sum"),
    ("load", "i"), ("push", 1), ("add", None), ("store", "i"), ("jump", 4),
    ("load", "sum"), ("halt", None),
]  # fmt: skip


def run_chain(program):
    stack, names, at, steps = [], {}, 0, 0
    while True:
        name, value = program[at]
        at += 1
        steps += 1
        if name == "push":
            stack.append(value)
        elif name == "load":
            stack.append(names[value])
        elif name == "store":
            names[value] = stack.pop()
        elif name == "add":
            stack.append(stack.pop() + stack.pop())
        elif name == "mod":
            right = stack.pop()
            stack[-1] %= right
        elif name == "less":
            right = stack.pop()
            stack[-1] = stack[-1] < right
        elif name == "jump":
            at = value
        elif name == "if":
            if stack.pop():
                at = value
        elif name == "unless":
            if not stack.pop():
                at = value
        else:
            return stack.pop(), steps


class Machine:
    def __init__(self, program):
        self.code = [(getattr(self, "do_" + name), value) for name, value in program]
        self.stack = []
        self.names = {}
        self.at = 0

    def run(self):
        while self.at >= 0:
            function, value = self.code[self.at]
            self.at += 1
            function(value)
        return self.stack.pop()

    def do_push(self, value):
        self.stack.append(value)

    def do_load(self, name):
        self.stack.append(self.names[name])

    def do_store(self, name):
        self.names[name] = self.stack.pop()

    def do_add(self, _):
        right = self.stack.pop()
        self.stack.append(self.stack.pop() + right)

    def do_mod(self, _):
        right = self.stack.pop()
        self.stack.append(self.stack.pop() % right)

    def do_less(self, _):
        right = self.stack.pop()
        self.stack.append(self.stack.pop() < right)

    def do_jump(self, target):
        self.at = target

    def do_if(self, target):
        if self.stack.pop():
            self.at = target

    def do_unless(self, target):
        if not self.stack.pop():
            self.at = target

    def do_halt(self, _):
        self.at = -1


def queens(size, row=0, columns=0, left=0, right=0):
    if row == size:
        return 1
    count = 0
    free = ~(columns | left | right) & ((1 << size) - 1)
    while free:
        bit = free & -free
        free ^= bit
        count += queens(size, row + 1, columns | bit, (left | bit) << 1, (right | bit) >> 1)
    return count


def permutations(items):
    if len(items) <= 1:
        return [items]
    result = []
    for i, item in enumerate(items):
        for rest in permutations(items[:i] + items[i + 1 :]):
            result.append([item] + rest)
    return result


def hanoi(count, source, target, spare):
    if count == 0:
        return 0
    return hanoi(count - 1, source, spare, target) + 1 + hanoi(count - 1, spare, target, source)


def main():
    for _ in range(9):
        result = run_chain(PROGRAM)
    print(result, Machine(PROGRAM).run(), Machine(PROGRAM).run())
    print(queens(6), queens(8), len(permutations(list("abcdef"))), hanoi(12, "a", "b", "c"))


main()
