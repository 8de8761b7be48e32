import re


def error(function, *args, **keywords):
    try:
        return function(*args, **keywords)
    except re.error as e:
        return "error", str(e)
    except Exception as e:
        return type(e).__name__, str(e)


def plain(x):
    """Without characters that the two might quote in different ways."""
    if isinstance(x, str):
        return "".join([c if " " <= c < "\x7f" else "{%x}" % ord(c) for c in x])
    return tuple([plain(each) for each in x]) if isinstance(x, (tuple, list)) else x


def show(m):
    return m and (m.span(), m.group(), m.groups(), m.lastindex)


def search(pattern, text, flags=0):
    m = error(re.search, pattern, text, flags)
    print(plain(pattern), plain(text), plain(show(m) if not isinstance(m, tuple) else m))


# ---- what matches ----
for pattern, text in (
    ("a", "a"), ("a", "b"), ("abc", "xabcy"), ("a.c", "abc"), ("a.c", "a\nc"), ("^a", "ba"), ("a$", "ba"), ("a$", "a\n"), ("^$", ""), ("", "abc"),
    ("a*", "aaa"), ("a*", "b"), ("a+", "baaa"), ("a?b", "b"), ("a{2}", "aaa"), ("a{2,}", "aaaa"), ("a{,2}", "aaaa"), ("a{1,2}b", "aab"), ("a{,}", "aa"), ("a{x}", "a{x}"), ("a{1", "a{1"), ("x{2,1}", "x"),
    ("a*?", "aaa"), ("a+?", "aaa"), ("a??b", "ab"), ("a{2,3}?", "aaaa"), ("<.*>", "<a><b>"), ("<.*?>", "<a><b>"), ("<.+?>x", "<a><b>x"),
    ("a|b", "b"), ("ab|cd", "cd"), ("a(b|c)d", "acd"), ("(a|ab)(c|bcd)(d*)", "abcd"), ("(a)|(b)", "b"), ("(a)|b", "b"), ("(?:a|b)+", "abab"), ("|a", "a"), ("(|a)+", "aa"), ("(a|b|)+c", "abc"),
    ("[abc]", "c"), ("[^abc]", "abd"), ("[a-c]+", "xxabcd"), ("[]a]+", "]a"), ("[^]a]", "]ab"), ("[-a]+", "-a"), ("[a-]+", "a-"), ("[a\\-z]+", "a-z"), ("[\\w.]+", "a.b c"), ("[\\d\\s]+", "1 2"), ("[^\\d]+", "12ab"), ("[\\]]", "]"), ("[.]", "a."), ("[$^]", "^"), ("[a-z0-9_]+", "X_y1"),
    ("\\d+", "ab123"), ("\\D+", "12ab"), ("\\w+", "  foo_1 "), ("\\W+", "ab -+c"), ("\\s+", "a \t\nb"), ("\\S+", "  ab "), ("\\bfoo\\b", "a foo b"), ("\\bfoo\\b", "afoo"), ("\\Boo\\b", "foo"), ("\\Aab", "ab"), ("ab\\Z", "cab"), ("ab\\Z", "ab\n"), ("\\bx", ""),
    ("(a)(b)(c)", "abc"), ("((a)(b))", "ab"), ("(a)+", "aaa"), ("(a*)*", "aaa"), ("(a*)+", "b"), ("(a|b)*", "abba"), ("(?:(a)|b)*", "ab"), ("(a)?b", "b"), ("((a)|b)*", "ab"), ("(a+|b)*c", "aabac"), ("(x)?(y)?", ""), ("(?:(x)|(y)|(z))+", "xyz"),
    ("(?P<first>\\w+) (?P<second>\\w+)", "hello world"), ("(\\w)\\1", "hello"), ("(?P<q>['\"]).*?(?P=q)", "say \"hi'there\" x"), ("(a)\\1?", "a"), ("(ab)\\1+", "ababab"), ("(a*)b\\1", "aabaa"), ("\\1(a)", "aa"), ("(a\\1)", "aa"),
    ("foo(?=bar)", "foobar"), ("foo(?=bar)", "foobaz"), ("foo(?!bar)", "foobaz"), ("(?<=a)b", "ab"), ("(?<=a)b", "cb"), ("(?<!a)b", "ab cb"), ("(?<=ab|cd)e", "cde"), ("(?<=a+)b", "ab"), ("(?=(a+))a*b\\1", "baaabac"), ("(?!.*x)a", "ab"), ("(?<=^)a", "a"), ("a(?=b(?=c))", "abc"), ("(?<!^)a", "aa"), ("(?=a)*", "a"), ("(?<=(a))b", "ab"),
    ("(?>a+)b", "aab"), ("(?>a+)a", "aaa"), ("a++b", "aab"), ("a++a", "aaa"), ("a*+a", "aa"), ("a?+a", "a"), ("(?:ab)++c", "ababc"), ("a{1,2}+a", "aaa"),
    ("(a)?(?(1)b|c)", "ab"), ("(a)?(?(1)b|c)", "c"), ("(?P<x><)?y(?(x)>)", "<y>"), ("(a)?(?(1)b)", "x"), ("(?(2)a|b)(c)", "bc"),
    ("\\x41", "A"), ("\\u00e9", "é"), ("\\101", "A"), ("\\0", "\0"), ("\\t\\n", "\t\n"), ("\\.", "a.b"), ("\\\\", "a\\b"), ("\\/", "/"), ("\\-", "-"), ("é+", "caféé"), ("[é-ü]+", "aéêü"), ("\\w+", "naïve café"), (".", "é"), ("^.{3}$", "éaü"), ("(?<=é)x", "éx"), ("😀", "a😀b"), ("[😀-😂]", "x😁"), ("\\W", "a—b"), ("\\s", "a\xa0b"),
    ("(a(b(c)?)?)?", "ab"), ("(?:a(?:b(?:c)?)?)?d", "abd"), ("x*y+z?", "xxyy"), ("(.)(.)(.)", "abc"), ("^(\\d{3})-(\\d{4})$", "555-1234"), ("(\\d+)\\.(\\d+)", "v3.14"), ("^\\s*$", "   "), ("[^@]+@[^@]+\\.[a-z]+", "me@x.org"), ("(foo|bar)baz", "xbarbaz"), ("a.*b.*c", "a1b2c3b4c5"), ("(a+)(a+)", "aaaa"), ("(a+?)(a+)", "aaaa"), ("(a*)(a*)", "aa"), ("(?:a|ab)(?:c|bcd)$", "abcd"),
):
    search(pattern, text)
for pattern, text, flags in (
    ("abc", "ABC", re.I), ("[a-z]+", "XyZ", re.I), ("[^a-z]+", "XyZ1", re.I), ("É", "é", re.I), ("(a)\\1", "aA", re.I), ("^b", "a\nb", re.M), ("a$", "a\nb", re.M), ("a.b", "a\nb", re.S), ("a b # comment\n c", "abc", re.X), ("a\\ b [ ] c", "a b c", re.X), ("\\w+", "é", re.A), ("\\bé", "é", re.A), ("(?i)abc", "ABC", 0), ("(?im)^b$", "A\nB", 0), ("(?i:a)b", "Ab", 0), ("(?i:a)b", "AB", 0), ("(?-i:a)b", "aB", re.I), ("(?s).+", "a\nb", 0), ("(?x) a # c", "a", 0), ("a(?i)b", "ab", 0), ("straße", "STRASSE", re.I), ("Ж", "ж", re.I), ("[а-я]+", "ПРИВЕТ", re.I), ("ǅ", "ǅ", re.I), ("a#b", "a#b", 0), ("^.*$", "x\ny", re.M | re.S), ("(?a)\\w", "é", 0), ("σ", "Σ", re.I),
):
    search(pattern, text, flags)
# ---- errors ----
for pattern in (
    "(", ")", "a)", "[", "[a", "[z-a]", "*a", "+", "?", "a**", "a*{2}", "(?P<a>x)(?P<a>y)", "(?P<1>x)", "(?P=nope)", "\\", "\\q", "(?<=a*)b", "(?z)", "(?", "(?P", "(?Px", "\\2(a)", "(?(1)a|b|c)(x)", "[\\q]", "\\x1", "(?P<n", "(?#", "(a", "a{99999999999}", "(?<x)", "((a)", "(?P<>x)", "[\\d-z]", "(?(0)a)", "(?i", "(?i-", "x(?:", "(?=", "{1}", "^*", "a|*", "(*)", "\\8", "(?P<é>x)",
):
    print(plain(pattern), error(lambda: re.compile(pattern) and "fine"))
# ---- functions ----
print(re.findall("\\d+", "a1b22c333"), re.findall("(\\w)(\\d)", "a1 b2"), re.findall("(a)|b", "ab"), re.findall("", "abc"), re.findall("a*", "baac"), re.findall("x?", "axb"), re.findall("\\w+", "the quick"), re.findall("(?:ab)+", "ababxab"), len(re.findall("é", "éaé")))
print([m.span() for m in re.finditer("[aeiou]", "education")], [m.group() for m in re.finditer("a|", "ba")], [(m.start(), m.end()) for m in re.finditer("é", "aébé")], list(re.finditer("z", "abc")))
print(re.split("[,;]", "a,b;c"), re.split("(,)", "a,b,c"), re.split(",", "a,b,c", 1), re.split(",", "a,b,c", maxsplit=2), re.split("x*", "axbc"), re.split("\\b", "hello world"), re.split("", "abc"), re.split("(a)|b", "xaybz"), re.split(r"\s+", " a  b "))
print(re.sub("a", "b", "banana"), re.sub("a", "b", "banana", 2), re.sub("a", "b", "banana", count=1), re.sub("x*", "-", "abxd"), re.sub("(\\w)(\\d)", "\\2\\1", "a1b2"), re.sub("(?P<n>\\d)", "<\\g<n>>", "1a2"), re.sub("b", "\\g<0>\\g<0>", "abc"), re.sub("a", "\\n\\t\\\\", "a") == "\n\t\\", re.sub("", "-", "ab"), re.sub("(a)?b", "[\\1]", "b"), re.sub("\\s+", " ", " a \n b "))
print(re.sub("\\d+", lambda m: str(int(m.group()) * 2), "1 a 20"), re.subn("a", "x", "banana"), re.subn("z", "x", "abc"), re.sub("(?i)A", "x", "aA"), re.sub("é", "e", "café"), re.sub("^", "> ", "a\nb", flags=re.M), re.sub("[aeiou]", "", "education"), re.sub("(.)", "\\1\\1", "abc"), re.sub("a", "\\0", "a") == "\0", re.sub("(a)", "\\1001", "a"))
print(error(re.sub, "a", "\\q", "a"), error(re.sub, "a", "\\1", "a"), error(re.sub, "a", "\\g<x>", "a"), error(re.sub, "a", "\\g<", "a"), error(re.sub, "a", "\\", "a"), error(re.sub, "a", 5, "a")[0], error(re.sub, "a", lambda m: 5, "a")[0])
print(re.match("b", "ab"), show(re.match("a", "ab")), re.fullmatch("a", "ab"), show(re.fullmatch("a|ab", "ab")), show(re.fullmatch("a*?", "aa")), show(re.fullmatch("(a|ab)(c|bcd)?", "abcd")), re.match("a$", "a\n"), re.fullmatch("a$", "a\n"))
p = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)(-(?P<day>\d\d))?", re.I)
m = p.search("on 2024-05 at")
print(p, m, p.pattern, p.groups, dict(p.groupindex) == {"year": 1, "month": 2, "day": 4}, p.flags == re.I | re.U, re.compile("a"), re.compile(p) is p, re.compile("x", re.M | re.S))
print(m.group("year"), m["month"], m[0], m.group(1, 2), m.group("day"), m.groups(), m.groups("?"), sorted(m.groupdict().items(), key=lambda kv: kv[0]), m.groupdict("")["day"], m.start("month"), m.end(), m.span(4), m.start("day"), m.lastgroup, m.lastindex)
print(m.string, m.re is p, m.pos, m.endpos, m.regs, bool(m), m.expand("\\g<month>/\\1"), error(m.group, 9), error(m.group, "zz"), error(lambda: m[7]))
print(p.match("x2024-01", 1) is not None, p.search("2024-01 2025-02", 3).group(), p.search("2024-01", 0, 6), p.findall("2024-01-02 2023-04"), p.fullmatch("2024-01").end(), re.compile("^a").search("ba", 1), re.compile("a$").search("ab", 0, 1) is not None)
print(re.compile("é(.)").search("aéb").span(1), re.compile("b").search("éb").start(), re.compile("x").search("éxéx", 2).start(), re.compile("x").search("xéx", 1, 2))
print(re.findall(b"\\w+", b"ab cd"), re.sub(b"a", b"x", b"banana"), re.search(b"\xe9", b"caf\xe9").span(), re.split(b",", b"a,b"), re.match(b"(.)(.)", b"ab").groups(), error(re.match, "a", b"a"), error(re.match, b"a", "a"), re.compile(b"a"), re.search(b"a", bytearray(b"ba")).group(), error(re.match, "a", 5)[0])
print(re.escape("a.b*c[d]é-#&~"), re.escape("abc_123"), re.escape(b"a+b"), re.fullmatch(re.escape("(x+y)*2"), "(x+y)*2") is not None, re.escape(" \t"))
print(error(re.compile, 5)[0], error(re.compile, p, re.I), re.purge(), re.I | re.M == 10, int(re.X), isinstance(p, re.Pattern), isinstance(m, re.Match), re.compile("a") == re.compile("a"), hash(re.compile("a")) == hash(re.compile("a")), re.compile("a") == re.compile("a", re.I))
try:
    re.compile("ab\n(c")
except re.error as e:
    print(e, e.msg, e.pattern, e.pos, e.lineno, e.colno)
# ---- as programs use it ----
log = "2024-01-05 10:20:30 ERROR [db] timeout after 30s\n2024-01-05 10:21:00 INFO [web] GET /index 200\n"
line = re.compile(r"^(?P<date>\S+) (?P<time>\S+) (?P<level>[A-Z]+) \[(?P<part>\w+)\] (?P<text>.*)$", re.MULTILINE)
print([(g["level"], g["part"], g["text"]) for g in (m.groupdict() for m in line.finditer(log))])
tokens = re.compile(r"\s*(?:(\d+\.?\d*)|(\w+)|(.))")
print([next(i for i, g in enumerate(t) if g) for t in tokens.findall("x1 = 3.5 * (y + 2)")], re.findall(r"[A-Za-z]+|\d+|[^\w\s]", "if (a1>=10) {b--;}"))
print(re.sub(r"(?<!^)(?=[A-Z])", "_", "camelCaseString").lower(), re.sub(r"_(\w)", lambda m: m.group(1).upper(), "snake_case_name"), re.sub(r"(\d)(?=(\d{3})+$)", r"\1,", "1234567"), re.split(r"(?<=[.!?])\s+", "One. Two! Three?"))
print(re.findall(r"\b[\w.+-]+@[\w-]+\.[\w.-]+\b", "mail a.b@c.org, x+y@z.co.uk; not@"), re.findall(r"https?://[^\s<>\"]+", 'see http://a.example/c?d=1 and <https://x.example>'), re.findall(r"#(\w+)", "#one two #three"), re.match(r"^(?=.*\d)(?=.*[a-z]).{4,}$", "abc1") is not None)
print(re.search("(a+)+$", "a" * 16 + "b"), re.search("(a|aa)+$", "a" * 20 + "b"), re.search("(x+x+)+y", "x" * 12), re.search("^(([a-z])+.)+[A-Z]([a-z])+$", "a" * 16), len(re.findall("(?:a?){12}a{12}", "a" * 12)), re.search("(.*)(.*)(.*)(.*)x", "y" * 40))
big = "word " * 2000
print(len(re.findall("\\w+", big)), len(re.sub("o", "00", big)), re.search("(?:word )+x", big), re.search("z", big), len(re.split(" ", big)), re.match("(?:.*? ){2000}", big).end(), re.match("(.* )*", big).end())
