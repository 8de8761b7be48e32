# CPython: has no memory limit
def fill(depth):
    if depth:
        fill(depth - 1)
    chain = None
    while True:
        chain = [chain]


def start():
    fill(3)


start()
