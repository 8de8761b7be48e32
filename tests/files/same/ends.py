# Where lines end, in each way of looking at it, and wherever blocks end.
try:
    show = ascii
except NameError:
    show = repr  # it escapes what is not ASCII there

for newline in (None, "", "\n", "\r", "\r\n"):
    with open("ends.txt", newline=newline) as f:
        print(show(newline), show(list(f)))
    with open("ends.txt", newline=newline) as f:
        print(repr(f.read()))
    for size in (1, 2, 3, 7):
        with open("ends.txt", newline=newline) as f:
            parts = []
            while True:
                part = f.read(size)
                if not part:
                    break
                parts.append(part)
            print(size, parts)
        with open("ends.txt", newline=newline) as f:
            parts = []
            while True:
                part = f.readline(size)
                if not part:
                    break
                parts.append(part)
            print(size, parts)
    with open("written.txt", "w", newline=newline) as f:
        print(f.write("a\nb\r\nc\r\n\n"))
    print(open("written.txt", "rb").read())
with open("ends.txt", "rb") as f:
    print(list(f))

# Blocks are read ahead; a line may be longer, and \r\n may lie on both sides of an end.
for length in (8189, 8190, 8191, 8192, 8193, 16383, 16384, 20000):
    for end in ("\n", "\r", "\r\n"):
        for extra in ("", "x"):
            text = "é" + "x" * (length - 2) + end + "second" + end + extra
            with open("long.txt", "w", newline="") as f:
                f.write(text)
            for newline in (None, "", "\n", "\r", "\r\n"):
                with open("long.txt", newline=newline) as f:
                    lines = f.readlines()
                with open("long.txt", newline=newline) as f:
                    first = f.readline(length)
                    rest = f.read(3)
                    more = f.read()
                told = [(len(line), line[:1], line[-3:]) for line in lines]
                print(length, repr(end), repr(newline), show(told), len(first), show(rest), len(more))
