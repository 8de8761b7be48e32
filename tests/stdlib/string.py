import string
from string import Formatter, Template

print(string.ascii_lowercase, string.ascii_uppercase, string.ascii_letters, string.digits, string.hexdigits, string.octdigits)
print(repr(string.punctuation), repr(string.whitespace), repr(string.printable), len(string.printable))
print(string.capwords("hello  wORLD foo"), string.capwords("a-b-c", "-"), repr(string.capwords("  x  y ")))


def error(function, *args, **keywords):
    try:
        return function(*args, **keywords)
    except Exception as e:
        return type(e).__name__, str(e)


t = Template("$who likes ${what}s, $$5 for $who")
print(t.substitute(who="Tim", what="kung pao"), t.substitute({"who": 1, "what": 2}, who=3), error(t.substitute, who="x")[0])
print(t.safe_substitute(who="x"), Template("$ $1 ${x").safe_substitute(x=1), error(Template("a\nb $ c").substitute), error(Template("${bad-name}").substitute))
print(t.template, t.is_valid(), Template("$").is_valid(), t.get_identifiers(), Template("$a_1$b").substitute(a_1="A", b="B"), Template("").substitute())
f = Formatter()
print(f.format("{0} {1} {x}", 1, "two", x=3), f.format("{} {}", "a", "b"), f.format("{{}} {0!r:>5}", "z"), f.format("{0.imag} {1[0]} {2[k]}", 5j, [7], {"k": 8}))
print(f.format("{:{w}}|", "ab", w=5), f.vformat("{a}", (), {"a": 1}), list(f.parse("a{b!r:c}d{{")), error(f.format, "{0}")[0], error(f.format, "{"))


class Default(Formatter):
    def get_value(self, key, args, kwargs):
        return kwargs.get(key, "?") if isinstance(key, str) else super().get_value(key, args, kwargs)


print(Default().format("{a} {b}", a=1))
