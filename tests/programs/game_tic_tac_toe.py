from itertools import product

LINES = [[(r, c) for c in range(3)] for r in range(3)]
LINES += [list(col) for col in zip(*LINES)]
LINES += [[(i, i) for i in range(3)], [(i, 2 - i) for i in range(3)]]


class Board:
    SYMBOLS = {1: "X", -1: "O", 0: " "}

    def __init__(self, cells=None):
        self.cells = dict.fromkeys(product(range(3), repeat=2), 0) if cells is None else dict(cells)

    def play(self, square, player):
        if self.cells.get(square) != 0:
            raise ValueError(f"{square} is taken or off the board")
        return Board({**self.cells, square: player})

    @property
    def winner(self):
        for line in LINES:
            total = sum(self.cells[s] for s in line)
            if abs(total) == 3:
                return total // 3
        return 0

    @property
    def free(self):
        return [s for s, v in self.cells.items() if not v]

    def __str__(self):
        rows = (" | ".join(self.SYMBOLS[self.cells[r, c]] for c in range(3)) for r in range(3))
        return "\n--+---+--\n".join(rows)

    def key(self):
        return tuple(self.cells.values())


def minimax(board, player, memo={}):
    key = board.key(), player
    if key not in memo:
        if board.winner or not board.free:
            memo[key] = board.winner, None
        else:
            pick = max if player == 1 else min
            memo[key] = pick(((minimax(board.play(s, player), -player)[0], s) for s in board.free), key=lambda t: t[0])
    return memo[key]


board, player = Board(), 1
board = board.play((0, 0), 1).play((2, 2), -1)
while not board.winner and board.free:
    score, move = minimax(board, player)
    board = board.play(move, player)
    player = -player
print(board)
print("winner:", Board.SYMBOLS[board.winner] if board.winner else "draw", "free:", len(board.free))
try:
    board.play((0, 0), 1)
except ValueError as e:
    print(e)
try:
    board.play((5, 5), 1)
except ValueError as e:
    print(e)
