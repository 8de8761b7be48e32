import contextlib
import doctest
import io


class Doc:
    """Examples in a class, whose docstring is always there.

    >>> 1 + 1
    2
    >>> print("a"); print("b")
    a
    b
    >>> x = 5
    >>> x * 2
    10
    >>> for i in range(3):
    ...     print(i)
    0
    1
    2
    >>> def f(a):
    ...     return a + 1
    ...
    >>> f(2)
    3
    >>> None
    >>> "text"
    'text'
    >>> [1, 2,
    ...  3]
    [1, 2, 3]
    >>> 1 / 0
    Traceback (most recent call last):
        ...
    ZeroDivisionError: division by zero
    >>> raise ValueError("multi\\nline")
    Traceback (most recent call last):
    ValueError: multi
    line
    >>> print("x\\n\\ny")
    x
    <BLANKLINE>
    y
    >>> list(range(20)) # doctest: +ELLIPSIS
    [0, 1, ..., 18, 19]
    >>> list(range(20)) # doctest: +NORMALIZE_WHITESPACE
    [0,   1,  2,  3,  4,  5,  6,  7,  8,  9,
    10,  11, 12, 13, 14, 15, 16, 17, 18, 19]
    >>> broken( # doctest: +SKIP
    >>> int("x") # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    ValueError: something else
    >>> True
    1
    """


class Bad:
    """
    >>> 1 + 1
    3
    >>> print("nothing wanted")
    >>> 5
    5
    >>> x = 1
    something
    >>> {}["k"]
    0
    >>> 1 / 0
    Traceback (most recent call last):
    ValueError: other
    """


def plain(text):
    lines = []
    for line in text.split("\n"):
        if 'File "' in line and "<doctest" in line:
            line = line[: line.index("<doctest")] + line[line.index(", line") :]
        if not line.strip().startswith(("File \"/", "exec(compile", "File \"<stdin", "{}[", "1 / 0", "~~", "^")):
            lines.append(line)
    return "\n".join(lines)


def shown(test, **keywords):
    runner = doctest.DocTestRunner(verbose=keywords.pop("verbose", False), **keywords)
    pieces = []
    print(runner.run(test, out=pieces.append))
    print(plain("".join(pieces)))
    runner.summarize()


def test_of(thing, name="T"):
    return doctest.DocTestParser().get_doctest(thing if isinstance(thing, str) else thing.__doc__, {}, name, "file.py", 10)


shown(test_of(Doc))
shown(test_of(Bad))
shown(test_of(">>> 1\n1\n>>> 2\n3\n"), verbose=True)
shown(test_of(">>> 1\n2\n>>> 2\n3\n"), optionflags=doctest.REPORT_ONLY_FIRST_FAILURE)
shown(test_of(">>> 1\n2\n>>> 2\n3\n"), optionflags=doctest.FAIL_FAST)
shown(test_of(">>> print('a\\nb\\nc\\nd')\na\nb\nx\nd\n"), optionflags=doctest.REPORT_UDIFF)
shown(test_of(">>> print('a\\nb\\nc\\nd')\na\nb\nx\nd\n"), optionflags=doctest.REPORT_NDIFF)
shown(test_of(">>> print('a\\nb\\nc\\nd')\na\nb\nx\nd\n"), optionflags=doctest.REPORT_CDIFF)
doctest.run_docstring_examples(Doc.__doc__, {}, name="Doc")
doctest.run_docstring_examples(">>> y\n7\n>>> z\n", {"y": 7, "z": 8}, name="names")
doctest.run_docstring_examples("text only", {})
for e in doctest.DocTestParser().get_examples("""
intro
    >>> a = 1
    >>> a # doctest: +ELLIPSIS, -SKIP
    1

text
  >>> if a:
  ...     print(a)
  ... else:
  ...     print(0)
  1
  not blank
"""):
    print(repr(e.source), repr(e.want), e.lineno, e.indent, e.options, e.exc_msg)
for bad in (">>>1\n", "  >>> 1\n 1\n", ">>> 1 # doctest: +NOPE\n"):
    try:
        doctest.DocTestParser().get_examples(bad, "bad")
        print("taken")
    except ValueError as e:
        print(e)
checker = doctest.OutputChecker()
for want, got in (("a...z", "abcz"), ("...", ""), ("a...b...c", "axbyc"), ("a...b", "ab"), ("aa...aa", "aaa"), ("x", "y")):
    print(want, got, checker.check_output(want, got, doctest.ELLIPSIS))
try:
    doctest.DocTestRunner(checker, False, 0)
    print(doctest.TestResults(1, 2))
except Exception as e:
    print(e)
stream = io.StringIO()
with contextlib.redirect_stdout(stream):
    result = doctest.testmod(verbose=False)
print(plain(stream.getvalue()))
print(result.failed, result.attempted)
