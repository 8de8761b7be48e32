# What an open file is and does beside reading and writing.
f = open("objects.txt", "w+")
print(f.name, f.mode, f.closed, f.isatty(), f.readable(), f.writable(), f.seekable())
print(f.write("ab"), f.write(""), f.write("é€😀"))
print(f.flush(), f.closed)
for call in (
    lambda: f.write(b"x"),
    lambda: f.write(1),
    lambda: f.write(),
    lambda: f.writelines(["a", 1]),
    lambda: f.read("x"),
    lambda: f.seek("x"),
    lambda: f.seek(0, 9),
    lambda: f.seek(-1),
    lambda: f.seek(1, 1),
    lambda: f.seek(1, 2),
):
    try:
        print("did", call())
    except Exception as e:
        print(type(e).__name__)
print(f.close(), f.close(), f.closed)
for name in ("read", "readline", "readlines", "flush", "tell", "readable", "isatty", "truncate"):
    try:
        getattr(f, name)()
    except ValueError as e:
        print(name, "ValueError")
for call in (lambda: f.write("x"), lambda: f.seek(0), lambda: next(f), lambda: f.__enter__()):
    try:
        call()
    except ValueError as e:
        print(e)

with open("objects.txt", "wb") as f:
    print(f.write(b"ab"), f.write(bytearray(b"cd")), f.write(memoryview(b"ef")), f.write(b""))
    for value in ("text", 1, None):
        try:
            f.write(value)
        except TypeError as e:
            print("TypeError")
    f.writelines([b"1", bytearray(b"2")])
print(f.closed, open("objects.txt", "rb").read())

buffer = bytearray(5)
with open("objects.txt", "rb") as f:
    print(f.readinto(buffer), buffer, f.readinto(buffer), buffer, f.readinto(buffer))
    print(f.read(), f.readline(), f.readlines(), list(f))

try:
    with open("objects.txt", "w") as f:
        f.write("kept though it fails")
        raise KeyError("in between")
except KeyError:
    print(f.closed, open("objects.txt").read())

with open("objects.txt", "w") as f:
    print("printed", 1, 2.5, sep="|", end="!\n", file=f)
    f.writelines(line + "\n" for line in ("x", "y"))
with open("objects.txt") as f:
    print(next(f), f.readline(), next(f, "end"), next(f, "end"))

import json

with open("objects.txt", "w") as f:
    json.dump({"key": [1, None, "e"]}, f)
print(json.load(open("objects.txt")) == {"key": [1, None, "e"]})

f = open("lines.txt")
first = iter(f)
print(first is f, [line for line in f], [line for line in f])
f.seek(0)
print(sum(1 for line in f))
with open("lines.txt") as a, open("lines.txt") as b:
    print(a.readline(), b.read(), a.read())
print(open("lines.txt").readlines(4), open("lines.txt").readlines(5), open("lines.txt").readlines(0))
print(open(file="lines.txt", mode="r", encoding="utf-8").encoding)
