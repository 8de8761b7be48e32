import argparse
import io
import sys


class Parser(argparse.ArgumentParser):
    """Says on stdout what it would say on stderr."""

    def _print_message(self, message, file=None):
        if message:
            print(message, end="")


def parse(parser, *lines):
    for line in lines:
        args = line if isinstance(line, list) else line.split()
        try:
            print(args, "->", parser.parse_args(args))
        except SystemExit as e:
            print("exit", (e.args or (None,))[0])
        except argparse.ArgumentError as e:
            print("error", e)


p = Parser(prog="tool", description="What the tool does, in a text that is long enough to need more than one line of eighty characters.", epilog="The end.")
p.add_argument("input", help="the input file")
p.add_argument("output", nargs="?", default="out.txt", help="the output file (default: %(default)s)")
p.add_argument("-v", "--verbose", action="store_true", help="say more")
p.add_argument("-n", "--number", type=int, default=3, metavar="N", help="how many; a help text that is rather long and has to be wrapped somewhere")
p.add_argument("--ratio", type=float)
p.add_argument("-c", "--color", choices=["red", "green", "blue"], default="red")
p.add_argument("-q", action="count", default=0)
p.add_argument("-t", "--tag", action="append", help="may be repeated")
p.add_argument("--list", nargs="+", type=int)
p.add_argument("--pair", nargs=2, metavar=("A", "B"))
p.add_argument("--maybe", nargs="?", const="c", default="d")
p.add_argument("--no-cache", dest="cache", action="store_false")
p.add_argument("--version", action="version", version="%(prog)s 1.0")
p.add_argument("--a-very-long-option-name-indeed", help="the help is on the next line")
p.add_argument("--hidden", help=argparse.SUPPRESS)
p.print_help()
p.print_usage()
parse(
    p, "in", "in out -v -n 5 --ratio 2.5 -c blue -qqq -t a --tag=b", "--list 1 2 3 -- in", "in --pair x y --maybe", "in --maybe=z --no-cache", "-vqn7 in", "-n=8 in", "-n8 in",
    "in --verb", "in --ver", "in --hid x", "", "in -n x", "in --ratio", "in -c pink", "in --list", "in --pair 1", "in out more", "in --bogus", "in --list 1 x", "--version", "-h", "in -vx", "in --verbose=1",
    "in -n -5", "-- -x", "in -- -y", "in --ratio -.5", ["in", "a b"], ["in", "-n", "1", "-t", "-x y"], ["", ""], "in -t",
)

p = Parser(prog="p", add_help=False)
p.add_argument("x", type=int)
p.add_argument("rest", nargs="*")
p.add_argument("-f", "--force", action=argparse.BooleanOptionalAction)
p.add_argument("--extend", action="extend", nargs="*", default=["d"])
p.add_argument("--const", action="store_const", const=42)
p.add_argument("--one", dest="many", action="append_const", const=1)
p.add_argument("--two", dest="many", action="append_const", const=2)
parse(p, "1", "1 a b c", "1 --force", "1 --no-force", "1 --extend a b --extend c", "1 --const --one --two --one", "x", "1 a --const b", "-1")
print(p.format_help())
print(p.parse_known_args(["1", "--what", "-z", "q"]), p.parse_known_args(["1"]))

p = Parser(prog="git")
p.add_argument("--debug", action="store_true")
subs = p.add_subparsers(dest="command", help="what to do", metavar="COMMAND")
a = subs.add_parser("add", help="add files", aliases=["a"], description="Adds.")
a.add_argument("files", nargs="+")
a.set_defaults(func="run_add")
c = subs.add_parser("commit", help="commit what was added")
c.add_argument("-m", "--message", required=True)
c.add_argument("--amend", action="store_true")
r = subs.add_parser("remote")
rs = r.add_subparsers(title="remote commands", description="all of them", required=True, dest="sub")
rs.add_parser("list", help="lists")
ra = rs.add_parser("add")
ra.add_argument("name")
p.print_help()
a.print_help()
c.print_help()
r.print_help()
parse(p, "add x y", "--debug a z", "commit -m hi", "commit", "remote add o", "remote", "push", "", "commit -m x --bogus", "remote list extra", "add --help")

p = Parser(prog="ex")
g = p.add_mutually_exclusive_group()
g.add_argument("-a", action="store_true")
g.add_argument("-b", metavar="X")
h = p.add_mutually_exclusive_group(required=True)
h.add_argument("--json", action="store_true")
h.add_argument("--csv", action="store_true")
h.add_argument("--secret", help=argparse.SUPPRESS)
i = p.add_argument_group("more", "a group of its own")
i.add_argument("--in-group", type=int, help="an int")
p.print_help()
parse(p, "--json", "-a -b 1 --csv", "--json --csv", "", "--csv --in-group 3 -b x", "--secret x")

for formatter in (argparse.RawDescriptionHelpFormatter, argparse.RawTextHelpFormatter, argparse.ArgumentDefaultsHelpFormatter, argparse.MetavarTypeHelpFormatter, lambda prog: argparse.HelpFormatter(prog, max_help_position=40, width=60)):
    p = Parser(prog="fmt", description="one\n  two\nthree", formatter_class=formatter, epilog="with\n   lines for %(prog)s")
    p.add_argument("--foo", type=int, default=42, help="foo\n  help 100%%, %(type)s")
    p.add_argument("bar", nargs="*", type=str, default=[1, 2, 3], help="bar")
    p.add_argument("--long-option-with-value", type=str, help="words " * 12)
    p.print_help()

parent = argparse.ArgumentParser(add_help=False)
parent.add_argument("--user", default="me")
pg = parent.add_argument_group("auth")
pg.add_argument("--token")
p = Parser(prog="child", parents=[parent], argument_default=argparse.SUPPRESS)
p.add_argument("--own", type=int)
p.print_help()
parse(p, "--user x --token y", "--own 1")
p.set_defaults(user="them", extra=5)
print(p.get_default("user"), p.get_default("extra"))
parse(p, "")


def positive(text):
    value = int(text)
    if value <= 0:
        raise argparse.ArgumentTypeError("%s is not positive" % value)
    return value


class Upper(argparse.Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, (values.upper(), option_string))


p = Parser(prog="custom", usage="%(prog)s [anything]", prefix_chars="-+")
p.add_argument("-p", type=positive)
p.add_argument("+u", "--upper", action=Upper)
p.add_argument("--default-text", type=int, default="7")
p.add_argument("--choice", type=int, choices=range(1, 4))
p.add_argument("cmd", nargs=argparse.REMAINDER)
p.print_help()
parse(p, "-p 3", "-p 0", "-p x", "+u a", "--upper b", "--choice 2", "--choice 9", "run --this -x", "-p 1 run -p 2")

p = Parser(prog="a-program-with-a-very-long-name-that-takes-nearly-all-the-line-of-the-usage")
for name in ("alpha", "beta", "gamma", "delta"):
    p.add_argument("--" + name + "-option", required=name == "beta")
p.add_argument("first")
p.add_argument("second", nargs="+")
p.print_usage()
p.prog = "short"
p.print_usage()
p = Parser(prog="x")
for name in ("some-long-positional-%d" % i for i in range(6)):
    p.add_argument(name)
p.print_help()
p = Parser(prog="strict", allow_abbrev=False, exit_on_error=False)
p.add_argument("--number", type=int)
parse(p, "--number 1", "--number x", "--num 1")
p = Parser(prog="resolve", conflict_handler="resolve")
p.add_argument("-f", "--foo", help="old")
p.add_argument("--foo", help="new")
p.print_help()
for bad in (lambda: p.add_argument("-f"), lambda: Parser().add_argument("-h"), lambda: p.add_argument("x", required=True), lambda: p.add_argument("--y", action="nope"), lambda: p.add_argument("--z", type="int"), lambda: p.add_argument("a", dest="b"), lambda: p.add_argument("--w", nargs=2, metavar=("a",)), lambda: p.add_argument("--s", nargs=0), lambda: p.add_argument("-a", "b")):
    try:
        bad()
        print("taken")
    except (ValueError, TypeError, argparse.ArgumentError) as e:
        print(type(e).__name__, e)
ns = argparse.Namespace(a=1, b="x")
print(ns, ns == argparse.Namespace(b="x", a=1), "a" in ns, "c" in ns, vars(ns), argparse.Namespace(**{"not-a-name": 1, "c": 2}))
p = Parser(prog="n")
p.add_argument("--z", default=0)
print(p.parse_args([], namespace=ns), p.parse_args(["--z", "1"]).z)
stream = io.StringIO()
argparse.ArgumentParser(prog="real").print_help(stream)
print(stream.getvalue())
p = Parser(prog="neg")
p.add_argument("-1", dest="one", action="store_true")
p.add_argument("nums", nargs="*", type=int)
parse(p, "-1", "1 2", "-2", "3 -1 4")
p = Parser(prog="inter")
p.add_argument("a")
p.add_argument("b", nargs="?")
p.add_argument("c", nargs="*")
p.add_argument("--opt")
parse(p, "1", "1 2 3", "--opt x 1 2", "1 --opt x 2 3", "1 2 --opt x 3")
