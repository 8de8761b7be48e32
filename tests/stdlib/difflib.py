import difflib

pairs = [("abcd", "bcde"), ("", ""), ("", "x"), ("private Thread currentThread;", "private volatile Thread currentThread;"), ("qabxcd", "abycdf"), ("kitten", "sitting"), ([1, 2, 3], [2, 3, 4]), ("ab" * 150, "ba" * 150), ("same", "same"), ("tide", "diet"), ("a" * 250, "b" + "a" * 249)]
for a, b in pairs:
    s = difflib.SequenceMatcher(None, a, b)
    print(s.ratio(), s.quick_ratio(), s.real_quick_ratio(), s.get_matching_blocks(), str(s.get_opcodes()), list(s.get_grouped_opcodes(1)))
s = difflib.SequenceMatcher(lambda x: x == " ", " abcd", "abcd abcd")
print(s.find_longest_match(0, 5, 0, 9), s.find_longest_match(), s.bjunk, s.get_opcodes())
s = difflib.SequenceMatcher(None, "x" * 300, "x" * 300, autojunk=False)
print(s.ratio(), difflib.SequenceMatcher(a="x" * 300, b="x" * 300).ratio(), s.bpopular)
s.set_seq1("xy")
print(round(s.ratio(), 6))
print(difflib.get_close_matches("appel", ["ape", "apple", "peach", "puppy"]), difflib.get_close_matches("wheel", ["while", "for", "whee"], n=1), difflib.get_close_matches("zzz", ["a"]), difflib.get_close_matches("aple", ["apple", "ample", "maple", "able"], n=4, cutoff=0.5))
for bad in (lambda: difflib.get_close_matches("a", [], n=0), lambda: difflib.get_close_matches("a", [], cutoff=2), lambda: list(difflib.restore([], 3)), lambda: list(difflib.unified_diff([b"x"], ["y"])), lambda: list(difflib.unified_diff(["x"], ["y"], fromfile=3))):
    try:
        print(bad())
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
one = """Beautiful is better than ugly.
Explicit is better than implicit.
Simple is better than complex.
Complex is better than complicated.
Flat is better than nested.
Sparse is better than dense.
Readability counts.
Special cases aren't special enough to break the rules.
Although practicality beats purity.
Errors should never pass silently.
""".splitlines(keepends=True)
two = """Beautiful is better than ugly.
Explicit is better than  implicit.
Simple is better than complex.
Complicated is better than complex.
Flat is better than nested.
Sparse is better than dense.
Readability counts!
A new line.
Special cases aren't special enough to break the rules.
Although practicality beats purity.
\tErrors should pass silently.
The end.
""".splitlines(keepends=True)
print("".join(difflib.unified_diff(one, two, "before", "after", "2020-01-01", "2020-01-02")))
print("".join(difflib.unified_diff(one, two, n=0)))
print("\n".join(difflib.unified_diff(["a", "b"], ["a", "c"], fromfile="x", tofile="y", lineterm="")))
print("".join(difflib.context_diff(one, two, fromfile="before", tofile="after", n=1)))
print("".join(difflib.context_diff(one, one[:5])))
delta = list(difflib.ndiff(one, two))
print("".join(delta))
print("".join(difflib.restore(delta, 1)) == "".join(one), "".join(difflib.restore(delta, 2)) == "".join(two))
print("".join(difflib.Differ().compare(["abc\n", "def\n"], ["abd\n", "xyz\n", "def\n"])), list(difflib.unified_diff(one, one)), list(difflib.unified_diff([], ["x\n"])), list(difflib.unified_diff(["x\n"], [])))
print("".join(difflib.ndiff("one\ntwo\nthree\n".splitlines(True), "ore\ntree\nemu\n".splitlines(True))))
print("".join(difflib.ndiff(["\tx = 1\n", "a b\n"], ["\tx = 12\n", "a  b\n", "\ty\n"], linejunk=difflib.IS_LINE_JUNK)))
print(difflib.IS_LINE_JUNK("  # \n"), difflib.IS_LINE_JUNK("x"), difflib.IS_CHARACTER_JUNK("\t"))
m = s.find_longest_match(0, 1, 0, 1)
print(m.a, m.b, m.size, m)
