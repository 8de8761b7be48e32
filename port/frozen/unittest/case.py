"""A test case: tests that are methods, and how one is run."""

from _functools import decorated as _decorated
from unittest._assertions import Assertions


class SkipTest(Exception):
    """Raised by a test that is not to be run."""


class _Stop(Exception):
    """Raised when a subtest has failed and nothing more is to be run."""


def _marked(thing, **marks):
    """A function or class with attributes."""
    if not isinstance(thing, type):
        thing = _decorated(thing)
    for name, value in marks.items():
        setattr(thing, name, value)
    return thing


def skip(reason):
    """A decorator for tests and cases that are not to be run."""
    if callable(reason) and not isinstance(reason, str):
        return _marked(reason, __unittest_skip__=True, __unittest_skip_why__="")
    return lambda thing: _marked(thing, __unittest_skip__=True, __unittest_skip_why__=reason)


def skipIf(condition, reason):
    return skip(reason) if condition else lambda thing: thing


def skipUnless(condition, reason):
    return skipIf(not condition, reason)


def expectedFailure(test_item):
    return _marked(test_item, __unittest_expecting_failure__=True)


def _name_of(cls):
    return "%s.%s" % (cls.__module__, cls.__qualname__)


class _Outcome:
    """What has become of one test so far."""

    def __init__(self, result):
        self.result = result
        self.success = True
        self.expecting = False
        self.expected_failure = None

    def part(self, test, function, is_sub=False):
        """Runs a part of a test, and tells the result what it raised. Whether it went well."""
        before = self.success
        self.success = True
        try:
            function()
        except KeyboardInterrupt:
            raise
        except SkipTest as e:
            self.success = False
            self.result.addSkip(test, str(e))
        except _Stop:
            self.success = False
        except Exception as e:
            self.success = False
            info = (type(e), e, None)
            if self.expecting:
                self.expected_failure = info
            elif is_sub:
                self.result.addSubTest(test.test_case, test, info)
            elif isinstance(e, test.failureException):
                self.result.addFailure(test, info)
            else:
                self.result.addError(test, info)
        else:
            if is_sub and self.success:
                self.result.addSubTest(test.test_case, test, None)
        went_well = self.success
        self.success = before and went_well
        return went_well


class TestCase(Assertions):
    """Derive from it, and write methods whose names begin with test."""

    _class_cleanups = None

    def __init__(self, methodName="runTest"):
        self._testMethodName = methodName
        self._outcome = None
        self._cleanups = []
        self._subtest = None
        method = getattr(self, methodName, None)
        if method is None and methodName != "runTest":
            raise ValueError("no such test method in %s: %s" % (type(self), methodName))
        self._testMethodDoc = getattr(method, "__doc__", None)

    def setUp(self):
        pass

    def tearDown(self):
        pass

    @classmethod
    def setUpClass(cls):
        pass

    @classmethod
    def tearDownClass(cls):
        pass

    def countTestCases(self):
        return 1

    def defaultTestResult(self):
        from unittest.result import TestResult

        return TestResult()

    def shortDescription(self):
        doc = self._testMethodDoc
        return doc.strip().split("\n")[0].strip() if doc else None

    def id(self):
        return _name_of(type(self)) + "." + self._testMethodName

    def __str__(self):
        return "%s (%s.%s)" % (self._testMethodName, _name_of(type(self)), self._testMethodName)

    def __repr__(self):
        return "<%s testMethod=%s>" % (_name_of(type(self)), self._testMethodName)

    def __eq__(self, other):
        return type(self) is type(other) and self._testMethodName == other._testMethodName

    def __hash__(self):
        return hash((type(self), self._testMethodName))

    def skipTest(self, reason):
        raise SkipTest(reason)

    def subTest(self, msg=None, **params):
        """A context for a part that may fail while the test goes on."""
        return _SubContext(self, msg, params)

    # ---- cleaning up ----

    def addCleanup(self, function, *args, **kwargs):
        self._cleanups.append((function, args, kwargs))

    def enterContext(self, cm):
        result = cm.__enter__()
        self.addCleanup(cm.__exit__, None, None, None)
        return result

    def doCleanups(self):
        outcome = self._outcome or _Outcome(self.defaultTestResult())
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            outcome.part(self, lambda: self._call(function, *args, **kwargs))
        return outcome.success

    @classmethod
    def addClassCleanup(cls, function, *args, **kwargs):
        if "_class_cleanups" not in cls.__dict__:
            cls._class_cleanups = []
        cls._class_cleanups.append((function, args, kwargs))

    @classmethod
    def doClassCleanups(cls):
        """What the cleanups raised, as a list."""
        raised = []
        while cls._class_cleanups:
            function, args, kwargs = cls._class_cleanups.pop()
            try:
                function(*args, **kwargs)
            except Exception as e:
                raised.append(e)
        return raised

    # ---- running ----

    def _call(self, function, *args, **kwargs):
        return function(*args, **kwargs)

    def run(self, result=None):
        if result is None:
            result = self.defaultTestResult()
        method = getattr(self, self._testMethodName)
        result.startTest(self)
        try:
            for holder in (type(self), method):
                if getattr(holder, "__unittest_skip__", False):
                    result.addSkip(self, holder.__unittest_skip_why__)
                    return result
            self._run(method, _Outcome(result), result)
        finally:
            result.stopTest(self)
        return result

    def _run(self, method, outcome, result):
        expecting = any([getattr(each, "__unittest_expecting_failure__", False) for each in (type(self), method)])
        self._outcome = outcome
        try:
            if outcome.part(self, lambda: self._call(self.setUp)):
                outcome.expecting = expecting
                outcome.part(self, lambda: self._call(method))
                outcome.expecting = False
                outcome.part(self, lambda: self._call(self.tearDown))
            self.doCleanups()
        finally:
            self._outcome = None
        if outcome.expected_failure is not None:
            result.addExpectedFailure(self, outcome.expected_failure)
        elif outcome.success and expecting:
            result.addUnexpectedSuccess(self)
        elif outcome.success:
            result.addSuccess(self)

    def __call__(self, *args, **kwargs):
        return self.run(*args, **kwargs)

    def debug(self):
        self._call(self.setUp)
        self._call(getattr(self, self._testMethodName))
        self._call(self.tearDown)
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            self._call(function, *args, **kwargs)


class _SubTest:
    """A part of a test, for the result."""

    failureException = AssertionError

    def __init__(self, test_case, message, params):
        self.test_case = test_case
        self._message = message
        self.params = params

    def _description(self):
        parts = ["[%s]" % self._message] if self._message is not None else []
        if self.params:
            parts.append("(%s)" % ", ".join(["%s=%r" % item for item in self.params.items()]))
        return " ".join(parts) or "(<subtest>)"

    def id(self):
        return self.test_case.id() + " " + self._description()

    def shortDescription(self):
        return self.test_case.shortDescription()

    def __str__(self):
        return "%s %s" % (self.test_case, self._description())


class _SubContext:
    def __init__(self, case, message, params):
        self.case = case
        self.message = message
        self.params = params

    def __enter__(self):
        case = self.case
        self.outer = case._subtest
        params = dict(self.outer.params, **self.params) if self.outer is not None else self.params
        case._subtest = self.sub = _SubTest(case, self.message, params)

    def __exit__(self, exc_type, exc_value, tb):
        case, outcome = self.case, self.case._outcome
        case._subtest = self.outer
        if outcome is None or (exc_type is not None and not issubclass(exc_type, Exception)):
            return False
        if exc_type is not None and outcome.expecting:
            return False

        def again():
            if exc_value is not None and not isinstance(exc_value, _Stop):
                raise exc_value

        outcome.part(self.sub, again, is_sub=True)
        if exc_type is not None and getattr(outcome.result, "failfast", False):
            raise _Stop
        return True


class FunctionTestCase(TestCase):
    """A test that is a function."""

    def __init__(self, testFunc, setUp=None, tearDown=None, description=None):
        super().__init__()
        self._functions = testFunc, setUp, tearDown
        self._testMethodDoc = description

    def setUp(self):
        if self._functions[1] is not None:
            self._functions[1]()

    def tearDown(self):
        if self._functions[2] is not None:
            self._functions[2]()

    def runTest(self):
        self._functions[0]()

    def id(self):
        return self._functions[0].__name__

    def __str__(self):
        return "%s (%s)" % (_name_of(type(self)), self._functions[0].__name__)


class IsolatedAsyncioTestCase(TestCase):
    """Tests that are asynchronous; each part is run by a loop of its own."""

    async def asyncSetUp(self):
        pass

    async def asyncTearDown(self):
        pass

    addAsyncCleanup = TestCase.addCleanup

    def _call(self, function, *args, **kwargs):
        import asyncio

        if function == self.setUp or getattr(function, "__name__", "") == "setUp":
            function()
            return asyncio.run(self.asyncSetUp())
        if getattr(function, "__name__", "") == "tearDown":
            asyncio.run(self.asyncTearDown())
            return function()
        result = function(*args, **kwargs)
        return asyncio.run(result) if asyncio.iscoroutine(result) else result
