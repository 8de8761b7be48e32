"""Running tests from a program."""

import sys as _sys
import time as _time
from unittest.loader import defaultTestLoader
from unittest.result import TestResult


class _Stream:
    """A stream that has writeln()."""

    def __init__(self, stream):
        self.stream = stream

    def write(self, text):
        self.stream.write(text)

    def writeln(self, text=""):
        self.stream.write(text + "\n")

    def flush(self):
        if hasattr(self.stream, "flush"):
            self.stream.flush()


class TextTestResult(TestResult):
    """Tells it on a stream."""

    separator1 = "=" * 70
    separator2 = "-" * 70

    def __init__(self, stream, descriptions, verbosity):
        super().__init__(stream, descriptions, verbosity)
        self.stream = stream
        self.showAll = verbosity > 1
        self.dots = verbosity == 1
        self.descriptions = descriptions
        self._newline = True

    def getDescription(self, test):
        doc = test.shortDescription() if self.descriptions else None
        return "%s\n%s" % (test, doc) if doc else str(test)

    def startTest(self, test):
        super().startTest(test)
        if self.showAll:
            self.stream.write(self.getDescription(test) + " ... ")
            self._newline = False

    def _tell(self, test, word, letter, is_sub=False):
        if self.dots:
            self.stream.write(letter)
        elif self.showAll:
            if is_sub or self._newline:
                if not self._newline:
                    self.stream.write("\n")
                self.stream.write(("  " if is_sub else "") + self.getDescription(test) + " ... ")
            self.stream.write(word + "\n")
            self._newline = True

    def addSubTest(self, test, subtest, err):
        if err is not None:
            failed = isinstance(err[1], test.failureException)
            self._tell(subtest, "FAIL" if failed else "ERROR", "F" if failed else "E", True)
        super().addSubTest(test, subtest, err)

    def addSuccess(self, test):
        super().addSuccess(test)
        self._tell(test, "ok", ".")

    def addError(self, test, err):
        super().addError(test, err)
        self._tell(test, "ERROR", "E")

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self._tell(test, "FAIL", "F")

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._tell(test, "skipped %r" % (reason,), "s")

    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)
        self._tell(test, "expected failure", "x")

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self._tell(test, "unexpected success", "u")

    def printErrors(self):
        if self.dots or self.showAll:
            self.stream.write("\n")
        for word, kept in (("ERROR", self.errors), ("FAIL", self.failures)):
            for test, text in kept:
                self.stream.write(
                    "%s\n%s: %s\n%s\n%s\n"
                    % (self.separator1, word, self.getDescription(test), self.separator2, text)
                )
        if self.unexpectedSuccesses:
            self.stream.write(self.separator1 + "\n")
            for test in self.unexpectedSuccesses:
                self.stream.write("UNEXPECTED SUCCESS: %s\n" % self.getDescription(test))


class TextTestRunner:
    """Runs tests and tells of them on a stream: stderr, if no other is given."""

    resultclass = TextTestResult

    def __init__(self, stream=None, descriptions=True, verbosity=1, failfast=False, buffer=False, resultclass=None,
                 warnings=None, *, tb_locals=False):
        self.stream = _Stream(_sys.stderr if stream is None else stream)
        self.descriptions = descriptions
        self.verbosity = verbosity
        self.failfast = failfast
        if resultclass is not None:
            self.resultclass = resultclass

    def _makeResult(self):
        return self.resultclass(self.stream, self.descriptions, self.verbosity)

    def run(self, test):
        result = self._makeResult()
        result.failfast = self.failfast
        start = _time.perf_counter()
        result.startTestRun()
        try:
            test(result)
        finally:
            result.stopTestRun()
        seconds = _time.perf_counter() - start
        result.printErrors()
        count = result.testsRun
        write = self.stream.write
        write("%s\nRan %d test%s in %.3fs\n\n" % ("-" * 70, count, "" if count == 1 else "s", seconds))
        infos = []
        for name, kept in (
            ("failures", result.failures), ("errors", result.errors), ("skipped", result.skipped),
            ("expected failures", result.expectedFailures), ("unexpected successes", result.unexpectedSuccesses),
        ):
            if kept:
                infos.append("%s=%d" % (name, len(kept)))
        write("OK" if result.wasSuccessful() else "FAILED")
        write(" (%s)\n" % ", ".join(infos) if infos else "\n")
        self.stream.flush()
        return result


class TestProgram:
    """Loads the tests of a module and runs them, as the arguments of the program say."""

    def __init__(self, module="__main__", defaultTest=None, argv=None, testRunner=None, testLoader=defaultTestLoader,
                 exit=True, verbosity=1, failfast=None, catchbreak=None, buffer=None, warnings=None, *, tb_locals=False):
        self.module = __import__(module) if isinstance(module, str) else module
        self.testLoader = testLoader
        self.exit = exit
        args = self._parse(list(_sys.argv if argv is None else argv)[1:], verbosity, bool(failfast))
        verbosity, failfast, names = args
        if not names and defaultTest is not None:
            names = [defaultTest] if isinstance(defaultTest, str) else list(defaultTest)
        self.test = testLoader.loadTestsFromNames(names, self.module) if names else testLoader.loadTestsFromModule(self.module)
        if testRunner is None:
            testRunner = TextTestRunner
        if isinstance(testRunner, type):
            testRunner = testRunner(verbosity=verbosity, failfast=failfast)
        self.result = testRunner.run(self.test)
        if exit:
            _sys.exit(not self.result.wasSuccessful())

    def _parse(self, args, verbosity, failfast):
        import argparse

        parser = argparse.ArgumentParser(prog=_sys.argv[0].rpartition("/")[2] if _sys.argv else "")
        parser.add_argument("-v", "--verbose", dest="verbosity", action="store_const", const=2, help="Verbose output")
        parser.add_argument("-q", "--quiet", dest="verbosity", action="store_const", const=0, help="Quiet output")
        parser.add_argument("-f", "--failfast", action="store_true", help="Stop on first fail or error")
        parser.add_argument("-b", "--buffer", action="store_true", help="Taken, and without effect here")
        parser.add_argument("-k", dest="patterns", action="append", help="Only run tests which match the given substring")
        parser.add_argument("tests", nargs="*", help="a list of any number of test classes and test methods")
        given = parser.parse_args(args)
        if given.patterns:
            self.testLoader.testNamePatterns = [each if "*" in each else "*%s*" % each for each in given.patterns]
        return verbosity if given.verbosity is None else given.verbosity, failfast or given.failfast, given.tests


main = TestProgram
