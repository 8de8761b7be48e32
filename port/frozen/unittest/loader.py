"""Suites of tests, and where tests come from."""

from unittest.case import SkipTest, TestCase, _name_of
from unittest.result import ErrorHolder


class TestSuite:
    """Tests and other suites, run in order; with setUpClass() and setUpModule() at the right time."""

    def __init__(self, tests=()):
        self._tests = []
        self.addTests(tests)

    def addTest(self, test):
        if not callable(test):
            raise TypeError("%r is not callable" % (test,))
        if isinstance(test, type):
            raise TypeError("TestCases and TestSuites must be instantiated before passing them to addTest()")
        self._tests.append(test)

    def addTests(self, tests):
        for test in tests:
            self.addTest(test)

    def __iter__(self):
        return iter(self._tests)

    def __repr__(self):
        return "<unittest.suite.TestSuite tests=%s>" % (self._tests,)

    def countTestCases(self):
        return sum([test.countTestCases() for test in self._tests])

    def __call__(self, *args, **kwargs):
        return self.run(*args, **kwargs)

    def _all(self):
        for test in self._tests:
            if isinstance(test, TestSuite):
                yield from test._all()
            else:
                yield test

    def run(self, result, debug=False):
        state = _Fixtures(result)
        for test in self._all():
            if result.shouldStop:
                break
            if state.ready_for(test):
                test(result)
        state.leave_class()
        state.leave_module()
        return result

    def debug(self):
        for test in self._all():
            test.debug()


class _Fixtures:
    """Which class and module the tests are in that are being run."""

    def __init__(self, result):
        self.result = result
        self.cls = self.module = None
        self.class_failed = self.module_failed = False

    def _try(self, function, name):
        try:
            function()
            return False
        except SkipTest as e:
            self.result.addSkip(ErrorHolder(name), str(e))
        except Exception as e:
            self.result.addError(ErrorHolder(name), (type(e), e, None))
        return True

    def _of_module(self, name):
        import sys

        module = __import__("__main__") if self.module == "__main__" else sys.modules.get(self.module)
        return getattr(module, name, None)

    def ready_for(self, test):
        cls = type(test)
        if cls is not self.cls:
            self.leave_class()
            if cls.__module__ != self.module:
                self.leave_module()
                self.module = cls.__module__
                set_up = self._of_module("setUpModule")
                if set_up is not None:
                    self.module_failed = self._try(set_up, "setUpModule (%s)" % self.module)
            self.cls = cls
            self.class_failed = False
            if not self.module_failed and isinstance(test, TestCase) and not getattr(cls, "__unittest_skip__", False):
                self.class_failed = self._try(cls.setUpClass, "setUpClass (%s)" % _name_of(cls))
        return not (self.class_failed or self.module_failed)

    def leave_class(self):
        cls, self.cls = self.cls, None
        if cls is None or self.module_failed or not issubclass(cls, TestCase):
            return
        name = "tearDownClass (%s)" % _name_of(cls)
        if not self.class_failed and not getattr(cls, "__unittest_skip__", False):
            self._try(cls.tearDownClass, name)
        for raised in cls.doClassCleanups():
            self.result.addError(ErrorHolder(name), (type(raised), raised, None))

    def leave_module(self):
        if self.module is not None and not self.module_failed:
            tear_down = self._of_module("tearDownModule")
            if tear_down is not None:
                self._try(tear_down, "tearDownModule (%s)" % self.module)
        self.module = None
        self.module_failed = False


class TestLoader:
    testMethodPrefix = "test"
    sortTestMethodsUsing = None
    suiteClass = TestSuite
    testNamePatterns = None

    def getTestCaseNames(self, testCaseClass):
        def wanted(name):
            if not name.startswith(self.testMethodPrefix) or not callable(getattr(testCaseClass, name)):
                return False
            if self.testNamePatterns is None:
                return True
            from fnmatch import fnmatchcase

            full = "%s.%s" % (_name_of(testCaseClass), name)
            return any([fnmatchcase(full, pattern) for pattern in self.testNamePatterns])

        return sorted([name for name in dir(testCaseClass) if wanted(name)])

    def loadTestsFromTestCase(self, testCaseClass):
        if issubclass(testCaseClass, TestSuite):
            raise TypeError("Test cases should not be derived from TestSuite. Maybe you meant to derive from TestCase?")
        names = self.getTestCaseNames(testCaseClass)
        if not names and hasattr(testCaseClass, "runTest"):
            names = ["runTest"]
        return self.suiteClass([testCaseClass(name) for name in names])

    def loadTestsFromModule(self, module, *, pattern=None):
        tests = []
        for name in sorted(dir(module)):
            found = getattr(module, name)
            if isinstance(found, type) and issubclass(found, TestCase) and not found.__module__.startswith("unittest"):
                tests.append(self.loadTestsFromTestCase(found))
        suite = self.suiteClass(tests)
        load_tests = getattr(module, "load_tests", None)
        return suite if load_tests is None else load_tests(self, suite, pattern)

    def loadTestsFromName(self, name, module=None):
        parts = name.split(".")
        found = module
        if found is None:
            found = __import__(parts.pop(0))
        above = None
        for part in parts:
            above, found = found, getattr(found, part)
        if isinstance(found, TestSuite):
            return found
        if isinstance(found, type) and issubclass(found, TestCase):
            return self.loadTestsFromTestCase(found)
        if isinstance(above, type) and issubclass(above, TestCase):
            return self.suiteClass([above(parts[-1])])
        if callable(found):
            made = found()
            return made if isinstance(made, TestSuite) else self.suiteClass([made])
        return self.loadTestsFromModule(found)

    def loadTestsFromNames(self, names, module=None):
        return self.suiteClass([self.loadTestsFromName(name, module) for name in names])


defaultTestLoader = TestLoader()
