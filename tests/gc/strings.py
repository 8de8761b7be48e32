# Building, formatting, joining, splitting, searching; some beyond ASCII.
parts = []
for i in range(60):
    parts.append("{}-{:03d}-{:<4}|".format(i, i * i, chr(97 + i % 26)))
text = "".join(parts)
print(len(text), text[:60], text[-24:])
s = ""
for i in range(80):
    s += str(i)
    if i % 7 == 0:
        s = s.replace("1", "<" + str(i) + ">")
print(s[:80], len(s), s.count("<"))
print(",".join(text.split("|")[:5]), text.rsplit("-", 2)[1:], text.split("-", 3)[:3])
print("%s has %d items of %5.2f, %r %x %c" % ("box" * 2, 12, 3.14159, ["q" + "r"], 255, "z"))
print("{0:>8}|{0:^8}|{0:<8}|{1:+d}|{1:08b}|{name!r}".format("mid" + "", 37, name="n" * 3))
name, width = "py" + "thon", 10
print(f"{name:>{width}} {name.upper()!r} {[c for c in name]} {width * 2:#x}")
print(" \t padded\n ".strip() + "|" + "xxabcxx".strip("x") + "|" + "left  ".rstrip() + "|")
words = "It was the best of times it was the worst of times".lower().split()
counts = {}
for w in words:
    counts[w] = counts.get(w, 0) + 1
print(sorted(counts.items()), " ".join(w[0].upper() + w[1:] for w in words))
print([text.find(p) for p in ("9-081", "nothing", "z")], "abcabc".rfind("c"), text.startswith("0-"), text.endswith("|"))
print("a,b,,c".split(","), "k=v=w".partition("="), "k=v=w".rpartition("="), "\n".join(["x", "y"]).splitlines() if hasattr("", "splitlines") else ["x", "y"])
uni = "größe 漢字 ✓ " * 3
print(uni, len(uni), uni[6], uni.split()[1], uni.encode()[:9], uni.encode().decode() == uni)
print("".join(chr(0x3B1 + i) for i in range(10)), [ord(c) for c in "é✓"], "x" * 0 + "y" * 3)
print(repr("tab\t quote' nl\n \\ end"), str([("a" + "b", {"k": None})]), "%-6s|%6s" % ("ab", "cd"))
caesar = "".join(chr((ord(c) - 97 + 3) % 26 + 97) if "a" <= c <= "z" else c for c in "the quick brown fox")
print(caesar, "".join(reversed(caesar)), "-".join(sorted(set(caesar))))
