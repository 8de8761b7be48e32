"""What a test can assert, and what it says when that is wrong."""

import re as _re

_OMITTED = "\nDiff is %s characters long. Set self.maxDiff to None to see it."


def safe_repr(obj, short=False):
    try:
        result = repr(obj)
    except Exception:
        result = "<%s object at %#x>" % (type(obj).__name__, id(obj))
    return result[:80] + " [truncated]..." if short and len(result) >= 80 else result


def _shorten(text, before, after):
    left_out = len(text) - before - after
    return "%s[%d chars]%s" % (text[:before], left_out, text[len(text) - after :]) if left_out > 12 else text


def _short_reprs(*objects):
    """Reprs of two objects, without the middle of what they have in common if they are long."""
    texts = [safe_repr(each) for each in objects]
    longest = max(map(len, texts))
    if longest <= 80:
        return tuple(texts)
    same = 0
    while same < min(map(len, texts)) and texts[0][same] == texts[1][same]:
        same += 1
    room = 80 - (longest - same + 5 + 12)
    prefix = texts[0][:same]
    if room > 5:
        prefix = _shorten(prefix, 5, room)
        return tuple([prefix + text[same:] for text in texts])
    prefix = _shorten(prefix, 5, 5)
    return tuple([prefix + _shorten(text[same:], 41, 5) for text in texts])


def _lines_diff(first, second):
    import difflib
    import pprint

    return "\n" + "\n".join(difflib.ndiff(pprint.pformat(first).splitlines(), pprint.pformat(second).splitlines()))


class Assertions:
    failureException = AssertionError
    longMessage = True
    maxDiff = 80 * 8

    def _truncateMessage(self, message, diff):
        return message + (diff if self.maxDiff is None or len(diff) <= self.maxDiff else _OMITTED % len(diff))

    def _formatMessage(self, msg, standard):
        if not self.longMessage:
            return msg or standard
        return standard if msg is None else "%s : %s" % (standard, msg)

    def fail(self, msg=None):
        raise self.failureException(msg)

    def _check(self, holds, msg, standard, *objects):
        if not holds:
            self.fail(self._formatMessage(msg, standard % tuple([safe_repr(each) for each in objects])))

    def assertTrue(self, expr, msg=None):
        self._check(expr, msg, "%s is not true", expr)

    def assertFalse(self, expr, msg=None):
        self._check(not expr, msg, "%s is not false", expr)

    # ---- equality ----

    def addTypeEqualityFunc(self, typeobj, function):
        self._equality = dict(getattr(self, "_equality", {}))
        self._equality[typeobj] = function

    def assertEqual(self, first, second, msg=None):
        kind = type(first)
        if kind is type(second):
            own = getattr(self, "_equality", {}).get(kind)
            if own is not None:
                if isinstance(own, str):
                    own = getattr(self, own)
                own(first, second, msg=msg)
                return
            name = _BY_TYPE.get(kind)
            if name is not None:
                getattr(self, name)(first, second, msg=msg)
                return
        self._baseAssertEqual(first, second, msg)

    def _baseAssertEqual(self, first, second, msg=None):
        if not first == second:
            self.fail(self._formatMessage(msg, "%s != %s" % _short_reprs(first, second)))

    def assertNotEqual(self, first, second, msg=None):
        self._check(first != second, msg, "%s == %s", first, second)

    def assertMultiLineEqual(self, first, second, msg=None):
        import difflib

        self.assertIsInstance(first, str, "First argument is not a string")
        self.assertIsInstance(second, str, "Second argument is not a string")
        if first == second:
            return
        lines = first.splitlines(True), second.splitlines(True)
        if len(lines[0]) == 1 and first.strip("\r\n") == first:
            lines = [first + "\n"], [second + "\n"]
        diff = "\n" + "".join(difflib.ndiff(*lines))
        self.fail(self._formatMessage(msg, self._truncateMessage("%s != %s" % _short_reprs(first, second), diff)))

    def assertSequenceEqual(self, first, second, msg=None, seq_type=None):
        name = "sequence"
        if seq_type is not None:
            name = seq_type.__name__
            for which, each in (("First", first), ("Second", second)):
                if not isinstance(each, seq_type):
                    raise self.failureException("%s sequence is not a %s: %s" % (which, name, safe_repr(each)))
        if first == second:
            return
        text = "%ss differ: %s != %s\n" % ((name[:1].upper() + name[1:],) + _short_reprs(first, second))
        sizes = len(first), len(second)
        for i in range(min(sizes)):
            if first[i] != second[i]:
                text += "\nFirst differing element %d:\n%s\n%s\n" % ((i,) + _short_reprs(first[i], second[i]))
                break
        else:
            if sizes[0] == sizes[1] and seq_type is None and type(first) is not type(second):
                return
        if sizes[0] != sizes[1]:
            which, longer = ("First", first) if sizes[0] > sizes[1] else ("Second", second)
            text += "\n%s %s contains %d additional elements.\n" % (which, name, abs(sizes[0] - sizes[1]))
            text += "First extra element %d:\n%s\n" % (min(sizes), safe_repr(longer[min(sizes)]))
        self.fail(self._formatMessage(msg, self._truncateMessage(text, _lines_diff(first, second))))

    def assertListEqual(self, list1, list2, msg=None):
        self.assertSequenceEqual(list1, list2, msg, list)

    def assertTupleEqual(self, tuple1, tuple2, msg=None):
        self.assertSequenceEqual(tuple1, tuple2, msg, tuple)

    def assertSetEqual(self, set1, set2, msg=None):
        lines = []
        for which, other, difference in (("first", "second", set1 - set2), ("second", "first", set2 - set1)):
            if difference:
                lines.append("Items in the %s set but not the %s:" % (which, other))
                lines.extend([repr(item) for item in difference])
        if lines:
            self.fail(self._formatMessage(msg, "\n".join(lines)))

    def assertDictEqual(self, d1, d2, msg=None):
        self.assertIsInstance(d1, dict, "First argument is not a dictionary")
        self.assertIsInstance(d2, dict, "Second argument is not a dictionary")
        if d1 != d2:
            self.fail(self._formatMessage(msg, self._truncateMessage("%s != %s" % _short_reprs(d1, d2), _lines_diff(d1, d2))))

    def assertCountEqual(self, first, second, msg=None):
        """The same items, in any order."""
        counts = []  # [item, how often in the first, in the second]
        for which, items in ((1, list(first)), (2, list(second))):
            for item in items:
                for known in counts:
                    if known[0] == item:
                        break
                else:
                    known = [item, 0, 0]
                    counts.append(known)
                known[which] += 1
        lines = ["First has %d, Second has %d:  %r" % (a, b, item) for item, a, b in counts if a != b]
        if lines:
            self.fail(self._formatMessage(msg, self._truncateMessage("Element counts were not equal:\n", "\n".join(lines))))

    def _distance(self, first, second, places, delta):
        """(whether they are near, how that is called)"""
        if places is not None and delta is not None:
            raise TypeError("specify delta or places not both")
        difference = abs(first - second)
        if delta is not None:
            return difference <= delta, "within %s delta (%s difference)" % (safe_repr(delta), safe_repr(difference))
        places = 7 if places is None else places
        return round(difference, places) == 0, "within %r places (%s difference)" % (places, safe_repr(difference))

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if first != second:
            near, text = self._distance(first, second, places, delta)
            self._check(near, msg, "%s != %s " + text.replace("%", "%%"), first, second)

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        near, text = self._distance(first, second, places, delta)
        if delta is None:
            text = text[: text.index(" (")]
        self._check(first != second and not near, msg, "%s == %s " + text.replace("%", "%%"), first, second)

    # ---- comparison ----

    def assertIs(self, expr1, expr2, msg=None):
        self._check(expr1 is expr2, msg, "%s is not %s", expr1, expr2)

    def assertIsNot(self, expr1, expr2, msg=None):
        self._check(expr1 is not expr2, msg, "unexpectedly identical: %s", expr1)

    def assertIsNone(self, obj, msg=None):
        self._check(obj is None, msg, "%s is not None", obj)

    def assertIsNotNone(self, obj, msg=None):
        self._check(obj is not None, msg, "unexpectedly None")

    def assertIn(self, member, container, msg=None):
        self._check(member in container, msg, "%s not found in %s", member, container)

    def assertNotIn(self, member, container, msg=None):
        self._check(member not in container, msg, "%s unexpectedly found in %s", member, container)

    def assertLess(self, a, b, msg=None):
        self._check(a < b, msg, "%s not less than %s", a, b)

    def assertLessEqual(self, a, b, msg=None):
        self._check(a <= b, msg, "%s not less than or equal to %s", a, b)

    def assertGreater(self, a, b, msg=None):
        self._check(a > b, msg, "%s not greater than %s", a, b)

    def assertGreaterEqual(self, a, b, msg=None):
        self._check(a >= b, msg, "%s not greater than or equal to %s", a, b)

    def assertIsInstance(self, obj, cls, msg=None):
        self._check(isinstance(obj, cls), msg, "%s is not an instance of %s", obj, cls)

    def assertNotIsInstance(self, obj, cls, msg=None):
        self._check(not isinstance(obj, cls), msg, "%s is an instance of %s", obj, cls)

    def assertRegex(self, text, expected_regex, msg=None):
        regex = _re.compile(expected_regex) if isinstance(expected_regex, str) else expected_regex
        if not regex.search(text):
            self.fail(self._formatMessage(msg, "Regex didn't match: %r not found in %r" % (regex.pattern, text)))

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        regex = _re.compile(unexpected_regex) if isinstance(unexpected_regex, str) else unexpected_regex
        found = regex.search(text)
        if found:
            part = text[found.start() : found.end()]
            self.fail(self._formatMessage(msg, "Regex matched: %r matches %r in %r" % (part, regex.pattern, text)))

    # ---- what happens ----

    def assertRaises(self, expected_exception, *args, **kwargs):
        return _Raises(self, expected_exception, None).handle(args, kwargs)

    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **kwargs):
        return _Raises(self, expected_exception, expected_regex).handle(args, kwargs)

    def assertWarns(self, expected_warning, *args, **kwargs):
        return _Warns(self, expected_warning, None).handle(args, kwargs)

    def assertWarnsRegex(self, expected_warning, expected_regex, *args, **kwargs):
        return _Warns(self, expected_warning, expected_regex).handle(args, kwargs)

    def assertLogs(self, logger=None, level=None):
        from unittest._logs import Logs

        return Logs(self, logger, level, False)

    def assertNoLogs(self, logger=None, level=None):
        from unittest._logs import Logs

        return Logs(self, logger, level, True)


_BY_TYPE = {
    dict: "assertDictEqual", list: "assertListEqual", tuple: "assertTupleEqual", set: "assertSetEqual",
    frozenset: "assertSetEqual", str: "assertMultiLineEqual",
}


class _Raises:
    """The context of assertRaises()."""

    _what = "raised"

    def __init__(self, case, expected, regex):
        for each in expected if isinstance(expected, tuple) else (expected,):
            if not (isinstance(each, type) and issubclass(each, BaseException)):
                raise TypeError("%s() arg 1 must be an exception type or tuple of exception types" % self._name)
        self.case = case
        self.expected = expected
        self.regex = _re.compile(regex) if isinstance(regex, str) else regex
        self.msg = self.called = None

    _name = "assertRaises"

    def handle(self, args, keywords):
        if not args:
            self.msg = keywords.pop("msg", None)
            if keywords:
                raise TypeError("%r is an invalid keyword argument for this function" % next(iter(keywords)))
            return self
        self.called = getattr(args[0], "__name__", str(args[0]))
        with self:
            args[0](*args[1:], **keywords)
        return None

    def _fail(self, text):
        raise self.case.failureException(self.case._formatMessage(self.msg, text))

    def _not_seen(self):
        expected = self.expected
        name = getattr(expected, "__name__", None) or str(expected)
        by = " by %s" % self.called if self.called else ""
        self._fail("%s not %s%s" % (name, self._what, by))

    def _check_text(self, text):
        if self.regex is not None and not self.regex.search(text):
            self._fail('"%s" does not match "%s"' % (self.regex.pattern, text))

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, tb):
        if exc_type is None:
            self._not_seen()
        if not issubclass(exc_type, self.expected):
            return False
        self.exception = exc_value
        self._check_text(str(exc_value))
        return True


class _Warns(_Raises):
    _what = "triggered"
    _name = "assertWarns"

    def __enter__(self):
        import warnings

        self._context = warnings.catch_warnings(record=True)
        self.warnings = self._context.__enter__()
        warnings.simplefilter("always", self.expected if isinstance(self.expected, type) else Warning)
        return self

    def __exit__(self, exc_type, exc_value, tb):
        self._context.__exit__(exc_type, exc_value, tb)
        if exc_type is not None:
            return False
        matching = [each for each in self.warnings if isinstance(each.message, self.expected)]
        for each in matching:
            self.warning = each.message
            self.filename, self.lineno = each.filename, each.lineno
            if self.regex is None or self.regex.search(str(each.message)):
                return None
        if matching:
            self._check_text(str(matching[0].message))
        self._not_seen()
