import sys
n = int(sys.argv[1])
print(len(("b" * n).join([""] * n)))
