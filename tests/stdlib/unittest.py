import io
import logging
import re
import unittest
import warnings


def plain(text):
    """Without times, files, lines and CPython's source lines."""
    lines = []
    for line in text.splitlines():
        if re.match(r"    \s*(self\.|raise|1 / 0|with |int|helper)", line) or re.match(r"    \s*[\^~]+$", line):
            continue
        line = re.sub(r'File ".*", line \d+', 'File "F", line N', line)
        lines.append(re.sub(r"in \d+\.\d+s", "in T", line))
    return "\n".join(lines)


def run(*cases, **keywords):
    suite = unittest.TestSuite()
    for case in cases:
        suite.addTest(unittest.defaultTestLoader.loadTestsFromTestCase(case))
    stream = io.StringIO()
    result = unittest.TextTestRunner(stream=stream, **keywords).run(suite)
    print(plain(stream.getvalue()))
    return result


class Passing(unittest.TestCase):
    log = []

    @classmethod
    def setUpClass(cls):
        cls.log.append("class")

    @classmethod
    def tearDownClass(cls):
        cls.log.append("end of class")

    def setUp(self):
        self.log.append("up")
        self.addCleanup(self.log.append, "clean")

    def tearDown(self):
        self.log.append("down")

    def test_b(self):
        self.log.append("b")

    def test_a(self):
        self.assertEqual(1 + 1, 2)
        self.assertEqual([1, {"a": (2,)}], [1, {"a": (2,)}])

    def helper(self):
        raise ValueError


def helper(n):
    raise ValueError("in helper %d" % n)


def helper2(x):
    pass


class Mixed(unittest.TestCase):
    def test_error(self):
        helper(3)

    def test_fail(self):
        self.fail("on purpose")

    def test_chain(self):
        try:
            helper(1)
        except ValueError as e:
            raise RuntimeError("second") from e

    @unittest.skip("not today")
    def test_skip(self):
        1 / 0

    @unittest.skipIf(True, "because")
    def test_skip_if(self):
        1 / 0

    @unittest.skipUnless(True, "unused")
    def test_skip_unless(self):
        pass

    def test_skip_inside(self):
        self.skipTest("inside")

    @unittest.expectedFailure
    def test_expected(self):
        self.assertEqual(1, 2)

    @unittest.expectedFailure
    def test_unexpected(self):
        pass

    def test_sub(self):
        for i in range(4):
            with self.subTest(i=i):
                self.assertEqual(i % 2, 0)
        with self.subTest("message", key="v"):
            1 / 0

    def test_sub_ok(self):
        with self.subTest("fine"):
            pass


@unittest.skip("the whole class")
class Skipped(unittest.TestCase):
    def test_one(self):
        pass


class BadSetUp(unittest.TestCase):
    def setUp(self):
        1 / 0

    def test_never(self):
        pass


class BadTearDown(unittest.TestCase):
    def tearDown(self):
        1 / 0

    def test_fine(self):
        pass


class BadClass(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        raise RuntimeError("class")

    def test_never(self):
        pass


r = run(Passing)
print(Passing.log, r.wasSuccessful(), r.testsRun)
r = run(Mixed, Skipped, BadSetUp, BadTearDown, BadClass)
print(r.wasSuccessful(), len(r.failures), len(r.errors), len(r.skipped), r.skipped[0][1], [str(t) for t, _ in r.failures], r)
run(Passing, Mixed, Skipped, verbosity=2)
run(Mixed, verbosity=0)
run(Mixed, failfast=True)
print(unittest.TestLoader().getTestCaseNames(Mixed), Passing("test_a").id(), Passing("test_a"), repr(Passing("test_a")), Passing("test_a") == Passing("test_a"), unittest.TestSuite([Passing("test_a")]).countTestCases())


class Loud(unittest.TestCase):
    def runTest(self):
        pass


t = Loud()


def says(function, *args, **kwargs):
    try:
        function(*args, **kwargs)
        print("fine")
    except AssertionError as e:
        print(e)


says(t.assertEqual, 1, 2)
says(t.assertEqual, 1, 2, "my message")
says(t.assertEqual, 1, 1.0)
says(t.assertEqual, [1, 2, 3], [1, 2, 4])
says(t.assertEqual, [1, 2, 3], [1, 2])
says(t.assertEqual, [1], [1, 2], "msg")
says(t.assertEqual, (1, 2), (2, 1))
says(t.assertEqual, {"a": 1, "b": [1, 2]}, {"a": 1, "b": [1, 3]})
says(t.assertEqual, {1, 2}, {2, 3})
says(t.assertEqual, frozenset([1]), frozenset())
says(t.assertEqual, "hello", "hallo")
says(t.assertEqual, "one\ntwo\nthree\n", "one\n2\nthree\nfour")
says(t.assertEqual, "x" * 100 + "y", "x" * 100 + "z")
says(t.assertEqual, list(range(100)), list(range(99)) + [0])
says(t.assertEqual, "a" * 100, "b" * 100)
says(t.assertEqual, b"a" * 100, b"a" * 99)
says(t.assertEqual, [[1] * 50, 2], [[1] * 49, 2])
t.maxDiff = None
says(t.assertEqual, list(range(40)), list(range(1, 41)))
says(t.assertSequenceEqual, [1, 2], (1, 2))
says(t.assertSequenceEqual, [1, 2], (1, 3))
says(t.assertListEqual, [1], (1,))
says(t.assertTupleEqual, (1,), (1,))
says(t.assertNotEqual, 1, 1)
says(t.assertTrue, 0)
says(t.assertTrue, [], "empty")
says(t.assertFalse, "x")
says(t.assertIs, 1, 2)
says(t.assertIsNot, t, t, "same") if False else says(t.assertIsNot, 5, 5)
says(t.assertIsNone, 3)
says(t.assertIsNotNone, None)
says(t.assertIn, 4, [1, 2])
says(t.assertIn, "a", {"a": 1})
says(t.assertNotIn, 1, [1, 2])
says(t.assertIsInstance, 3, str)
says(t.assertIsInstance, 3, (str, list))
says(t.assertNotIsInstance, 3, int)
says(t.assertAlmostEqual, 1.0, 1.00000001)
says(t.assertAlmostEqual, 1.0, 1.5)
says(t.assertAlmostEqual, 1.0, 1.5, places=1)
says(t.assertAlmostEqual, 1.0, 1.5, delta=0.25)
says(t.assertAlmostEqual, 1.0, 1.5, delta=1)
says(t.assertNotAlmostEqual, 1.0, 1.0)
says(t.assertNotAlmostEqual, 1.0, 1.1, delta=0.5)
says(t.assertGreater, 1, 2)
says(t.assertGreaterEqual, 1, 2)
says(t.assertLess, 2, 1)
says(t.assertLessEqual, 2, 1, "ordered")
says(t.assertRegex, "hello", r"^x")
says(t.assertRegex, "hello", re.compile("l+"))
says(t.assertNotRegex, "hello", "l+")
says(t.assertCountEqual, [1, 2, 2], [2, 1, 1])
says(t.assertCountEqual, [[1], {"a": 2}], [{"a": 2}, [1]])
says(t.assertCountEqual, "abc", "cab")
says(t.assertDictEqual, {}, [])
says(t.assertMultiLineEqual, "a\n", "b\n")
says(t.assertRaises, ValueError, int, "x")
says(t.assertRaises, ValueError, int, "3")
says(t.assertRaisesRegex, ValueError, "invalid", int, "x")
says(t.assertRaisesRegex, ValueError, "nothing like it", helper, 3)
t.longMessage = False
says(t.assertEqual, 1, 2, "only mine")
t.longMessage = True
with t.assertRaises(KeyError) as context:
    {}["k"]
print(repr(context.exception))


def nothing():
    with t.assertRaises((KeyError, ValueError), msg="why not"):
        pass


says(nothing)
try:
    with t.assertRaises(KeyError):
        raise IndexError("other")
except IndexError as e:
    print("other error", e)
try:
    t.assertRaises(3)
except TypeError as e:
    print(e)
with t.assertRaisesRegex(ValueError, r"in helper \d"):
    helper(7)
with t.assertWarns(DeprecationWarning) as context:
    warnings.warn("old", DeprecationWarning)
print(context.warning)
says(t.assertWarns, UserWarning, helper2, "x")
with t.assertLogs("some", level="INFO") as logs:
    logging.getLogger("some").info("first")
    logging.getLogger("some.more").error("second")
print(logs.output, logs.records[0].levelname)


def quiet():
    with t.assertLogs(level="ERROR"):
        logging.getLogger().warning("not enough")


says(quiet)
with t.assertNoLogs():
    pass


class Special:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __repr__(self):
        return "S(%d)" % self.n


class Typed(unittest.TestCase):
    def setUp(self):
        self.addTypeEqualityFunc(Special, self.same)

    def same(self, first, second, msg=None):
        if first != second:
            raise self.failureException("%r is not %r" % (first, second))

    def test_typed(self):
        self.assertEqual(Special(1), Special(2))

    def test_context(self):
        class Manager:
            def __enter__(self):
                return "entered"

            def __exit__(self, *info):
                print("left")

        print(self.enterContext(Manager()))


run(Typed)


class Async(unittest.IsolatedAsyncioTestCase):
    def setUp(self):
        print("setUp")

    async def asyncSetUp(self):
        print("asyncSetUp")

    async def asyncTearDown(self):
        print("asyncTearDown")

    async def test_async(self):
        self.assertEqual(1, 1)
        print("test")


run(Async)
suite = unittest.TestLoader().loadTestsFromName("Passing.test_b", module=__import__("__main__"))
print(suite.countTestCases(), unittest.TextTestRunner(stream=io.StringIO()).run(suite).wasSuccessful())


class Program(unittest.TestCase):
    def test_in_main(self):
        pass


for argv in (["x", "Program"], ["x", "Program.test_in_main", "-v"], ["x", "Mixed.test_fail", "-q"]):
    try:
        unittest.main(argv=argv, testRunner=unittest.TextTestRunner(stream=io.StringIO()))
    except SystemExit as e:
        print("exit", e.args)
print(unittest.main(argv=["x", "Passing"], exit=False, testRunner=unittest.TextTestRunner(stream=io.StringIO())).result.testsRun)
