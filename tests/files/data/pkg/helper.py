from .sub.deep import depth


def double(n):
    return 2 * n
