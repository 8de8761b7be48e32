class Tree:
    def __init__(self, items):
        self.items = items

    def walk(self):
        for item in self.items:
            yield [0, 1][item]

    def total(self):
        return sum(n for n in self.walk())


totals = [(lambda tree: tree.total())(Tree(items)) for items in ([0, 1], [1, 2])]
