import sys
n = int(sys.argv[1])
def body(): return n if n > 10 else None
print(__build_class__(body, 'X').__name__)
