import re
import textwrap

TEXT = """The quick brown fox jumps over the lazy dog. Sphinx of black quartz,
judge my vow! How vexingly quick daft zebras jump; "Pack my box," she said."""

print(textwrap.fill(TEXT.replace("\n", " "), width=40))
print(textwrap.shorten(TEXT, 30), textwrap.wrap("aaa bbb ccc", 7))
print(textwrap.dedent("""
    def f():
        return 1
""").strip(), textwrap.indent("a\nb", "> "), sep="\n")
sentences = [s.strip() for s in re.split(r"(?<=[.!?;])\s+", TEXT) if s.strip()]
print(len(sentences), [len(s.split()) for s in sentences])
print(re.sub(r"\b(\w)(\w*)\b", lambda m: m[1].upper() + m[2][::-1], "hello big world"))


def snake(name):
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def camel(name):
    head, *tail = name.split("_")
    return head + "".join(map(str.capitalize, tail))


def slug(title):
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


print(snake("parseHttpResponse"), camel("max_retry_count"), slug("  Hello, World! It's 2024  "))
TOKEN = re.compile(r"\s*(?:(?P<num>\d+(?:\.\d+)?)|(?P<name>[a-z]\w*)|(?P<op>[-+*/()=]))", re.I)
pos, tokens = 0, []
source = "area = 3.5 * (W + 2)"
while pos < len(source):
    m = TOKEN.match(source, pos)
    if not m:
        raise SyntaxError(source[pos:])
    tokens.append((m.lastgroup, m.group(m.lastgroup)))
    pos = m.end()
print(tokens)
emails = "ann@example.org, bad@, bob.s+tag@mail.example.com; @no"
print(re.findall(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", emails))
print(bool(re.fullmatch(r"(?=.*\d)(?=.*[a-z]).{6,}", "abc123")), re.match(r"(\d{3})-(\d{4})", "555-1234").groups())
template = "Dear {name}, you owe ${amount:.2f} since {when}."
print(template.format(name="Ann", amount=12.5, when="May"), "{0[a]} {1.real} {2!r:>5}".format({"a": 1}, 5, "x"))
vowels = {v: TEXT.lower().count(v) for v in "aeiou"}
print(vowels, TEXT.partition("fox")[0].split()[-1], "abc" < "abd", "Zebra".casefold(), "tEST".title())
print("a,b;c d".replace(",", " ").replace(";", " ").split(), " x ".strip() + "|", "xxhixx".strip("x"), "a-b-c".rsplit("-", 1), "line1\nline2\r\n".splitlines())
acronym = "".join(w[0] for w in "portable network graphics".split()).upper()
print(acronym, "".join(sorted(set("mississippi"), key="mississippi".index)), "listen" if sorted("listen") == sorted("silent") else "")
for line in ["key = value", "# comment", "", "flag", "n=3  # three"]:
    line = line.split("#")[0].strip()
    if not line:
        continue
    key, eq, value = (part.strip() for part in line.partition("="))
    print(key, repr(value) if eq else None)
