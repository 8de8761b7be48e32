def table(rows, headers, align=None, sep=" | "):
    cells = [[str(h) for h in headers]]
    for row in rows:
        cells.append([f"{c:.2f}" if isinstance(c, float) else "" if c is None else str(c) for c in row])
    widths = [max(len(r[i]) for r in cells) for i in range(len(headers))]
    align = align or ["<"] * len(headers)
    lines = [sep.join(f"{c:{a}{w}}" for c, a, w in zip(r, align, widths)).rstrip() for r in cells]
    lines.insert(1, "-+-".join("-" * w for w in widths))
    return "\n".join(lines)


rows = [("apple", 3, 1.5), ("fig", 12, 0.25), ("dragon fruit", None, 11.0)]
print(table(rows, ["Fruit", "Count", "Price"], ["<", ">", ">"]))
print(table(sorted(rows, key=lambda r: r[2], reverse=True), ("a", "b", "c"), "^^^"))
print("{:<8}{:^8}{:>8}".format("left", "mid", "right"))
print("%-8s|%8s|%08.3f|%+d|%x|%5.1f%%" % ("ab", "cd", 3.14159, 5, 255, 45.678))
print(f"{'*' * 5:=^20}", f"{1234567.891:,.1f}", f"{0.256:.1%}", f"{255:#010b}", f"{-5:+05d}", f"{1e6:g}", f"{12:>6}|")
for n in (1, 23, 456):
    print(f"{n:3d} {n ** 2:>7,} {n ** 0.5:8.4f} {n:e} {n:o} {n:#x}")
box = ["one", "three", "seventeen"]
w = max(map(len, box)) + 2
print("+" + "-" * w + "+", *(f"|{s.center(w)}|" for s in box), "+" + "-" * w + "+", sep="\n")
print("\t".join(["a", "b"]).expandtabs(4), "x".zfill(3), "ab".rjust(4, "."), "-7".zfill(4))
