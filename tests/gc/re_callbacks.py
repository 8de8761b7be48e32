# Substitution with callables: the matcher holds only pointers into strings.
import re

text = "alpha-12 beta-7 gamma-300 delta-45 " * 4
print(re.sub(r"([a-z]+)-(\d+)", lambda m: m.group(2) + ":" + m.group(1).upper(), text))
print(re.sub(r"\d+", lambda m: str(int(m.group(0)) * 2), text, 3))


def nested(m):
    inner = re.sub(r"[aeiou]", lambda v: "<" + v.group(0) + ">", m.group(0))
    return "".join([inner, str(len(inner))])


print(re.sub(r"[a-z]+", nested, "one two three four"))

seen = []


def remember(m):
    seen.append((m.group(1), [m.group(0)] * 2))
    return "%s=%d" % (m.group(1), len(seen))


print(re.sub(r"(\w)\w*", remember, "some words that make a list"))
print(seen)
# The source string belongs to nobody else.
print(re.sub("x", lambda m: "y" * 3, "".join(["ax" + str(i) for i in range(20)])))
pattern = re.compile(r"(\d+)\.(\d+)")
for piece in ["v1.2", "v10.20", "none", "v3.4.5"]:
    found = pattern.search(piece + "!" * 2)
    print(found and (found.group(0), found.group(1), found.group(2)))
print(re.compile(r"[,; ]+").split("a, b;c  d,e; f"))
print(re.match(r"(a+)(b*)(c?)", "aaabb").group(3) == "")
