# seek, tell and truncate.
with open("places.bin", "wb+") as f:
    print(f.tell(), f.write(b"0123456789"), f.tell())
    print(f.seek(3), f.read(2), f.tell(), f.seek(-1, 1), f.read(1), f.seek(-2, 2), f.read())
    print(f.seek(5), f.write(b"ab"), f.tell(), f.read(), f.seek(0), f.read())
    print(f.seek(20), f.read(), f.write(b"end"), f.seek(0), f.read())
    print(f.truncate(12), f.tell(), f.seek(0), f.read(), f.truncate(), f.truncate(3), f.seek(0), f.read())
    print(f.seek(5), f.truncate(), f.seek(0), f.read())
    for arguments in ((-1,), (-100, 1), (-100, 2), (0, 9)):
        try:
            print(f.seek(*arguments))
        except (OSError, ValueError) as e:
            print(type(e).__name__)
    try:
        f.truncate(-1)
    except (OSError, ValueError) as e:
        print("refused")
    print(f.tell())
with open("places.bin", "ab+") as f:
    print(f.tell(), f.write(b"one"), f.tell(), f.seek(0), f.write(b"two"), f.tell(), f.seek(0), f.read())
with open("lines.txt") as f:
    places = [f.tell()]
    while f.readline():
        places.append(f.tell())
    print(places)
    for place in reversed(places):
        f.seek(place)
        print(place, repr(f.read()))
    print(f.seek(0, 2), f.tell(), f.seek(0), f.seek(0, 1))
with open("utf8.txt") as f:
    f.readline()
    place = f.tell()
    rest = f.read()
    f.seek(place)
    print(f.read() == rest, place)
with open("text.txt", "w+") as f:
    print(f.write("first\nsecond\n"), f.seek(0), f.readline(), f.seek(0, 2), f.write("third\n"), f.seek(0), f.read())
    print(f.seek(6), f.truncate(), f.seek(0), f.read())
with open("text.txt", "a") as f:
    print(f.tell(), f.write("more"), f.tell())
with open("text.txt", "r+") as f:
    print(f.read(3), f.seek(0), f.write("FIRST"), f.seek(0), f.read())
for mode in ("rb", "r"):
    with open("text.txt", mode) as f:
        try:
            f.truncate(0)
        except OSError as e:
            print(type(e).__name__)
with open("text.txt", "rb", buffering=0) as f:
    print(f.read(2), f.tell(), f.seek(1), f.read(2))
with open("text.txt", "wb", buffering=0) as f:
    print(f.write(b"at once"), open("text.txt", "rb").read())
with open("text.txt", "w", buffering=1) as f:
    f.write("a line\n")
    print(open("text.txt").read())
