# Thousands of calls in any order; what they give and leave is compared as a whole.
import hashlib

state = 12345


def below(n):
    global state
    state = (state * 1103515245 + 12345) & 0x7FFFFFFF
    return (state >> 8) % n


def sizes():
    return (0, 1, 2, 10, 100, 4095, 4096, 5000, 8191, 8192, 8193, 20000)[below(12)]


digest = hashlib.sha256()
for mode in ("wb+", "ab+", "rb+", "xb+"):
    name = "random.x" if mode == "xb+" else "random.bin"
    with open(name, mode) as f:
        for step in range(400):
            choice = below(9)
            if choice < 3:
                data = bytes([below(256)]) * sizes()
                told = f.write(data)
                if mode == "ab+":
                    f.flush()  # only then it is known where the end is
            elif choice < 5:
                told = f.read(sizes())
            elif choice == 5:
                told = f.seek(below(60000))
            elif choice == 6:
                told = f.readline(1000)
            elif choice == 7:
                told = f.truncate(below(50000)) if below(4) == 0 else f.seek(0, 2)
            else:
                told = f.flush() if below(2) else f.tell()
            digest.update(repr(told).encode())
            digest.update(str(f.tell()).encode())
    with open(name, "rb") as f:
        whole = f.read()
    print(mode, len(whole), hashlib.sha256(whole).hexdigest(), digest.hexdigest())
print(digest.hexdigest())

# Text is only read or only written between two places that are known.
digest = hashlib.sha256()
letters = "ab\n\r\u00e9\u20ac\U0001f600"
with open("random.txt", "w", newline="") as f:
    for step in range(3000):
        f.write(letters[below(len(letters))] * (1 + below(9)))
for newline in (None, "", "\n", "\r", "\r\n"):
    with open("random.txt", newline=newline) as f:
        while True:
            part = f.readline(below(50)) if below(2) else f.read(1 + below(200))
            digest.update(part.encode() + b"|")
            if not part and not f.read(1):
                break
        f.seek(0)
        digest.update(f.read().encode())
        f.seek(0)
        for line in f:
            digest.update(line.encode() + b"|")
print(digest.hexdigest())
