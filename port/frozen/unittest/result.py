"""What has become of tests."""

import traceback as _traceback


def _is_ours(filename):
    return filename.startswith("unittest/") or "/unittest/" in filename


def _told(exc):
    """The traceback of an exception without what unittest called."""
    told = _traceback.TracebackException(type(exc), exc)
    level = told
    failed = isinstance(exc, AssertionError)
    while level is not None:
        stack = level.stack
        while stack and _is_ours(stack[0].filename):
            stack.pop(0)
        if failed:
            # What assert...() calls is not of interest.
            for at, frame in enumerate(stack):
                if _is_ours(frame.filename):
                    stack[at:] = []
                    break
        level = level.__cause__ or level.__context__
    return "".join(told.format())


class TestResult:
    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.failfast = False
        self.failures = []
        self.errors = []
        self.skipped = []
        self.expectedFailures = []
        self.unexpectedSuccesses = []
        self.testsRun = 0
        self.shouldStop = False
        self.buffer = False
        self.tb_locals = False

    def startTestRun(self):
        pass

    def stopTestRun(self):
        pass

    def printErrors(self):
        pass

    def startTest(self, test):
        self.testsRun += 1

    def stopTest(self, test):
        pass

    def _stop_if_fast(self):
        if self.failfast:
            self.stop()

    def addError(self, test, err):
        self.errors.append((test, _told(err[1])))
        self._stop_if_fast()

    def addFailure(self, test, err):
        self.failures.append((test, _told(err[1])))
        self._stop_if_fast()

    def addSubTest(self, test, subtest, err):
        if err is not None:
            kept = self.failures if isinstance(err[1], test.failureException) else self.errors
            kept.append((subtest, _told(err[1])))
            self._stop_if_fast()

    def addSuccess(self, test):
        pass

    def addSkip(self, test, reason):
        self.skipped.append((test, reason))

    def addExpectedFailure(self, test, err):
        self.expectedFailures.append((test, _told(err[1])))

    def addUnexpectedSuccess(self, test):
        self.unexpectedSuccesses.append(test)
        self._stop_if_fast()

    def wasSuccessful(self):
        return not (self.failures or self.errors or self.unexpectedSuccesses)

    def stop(self):
        self.shouldStop = True

    def __repr__(self):
        return "<%s.%s run=%i errors=%i failures=%i>" % (
            type(self).__module__, type(self).__name__, self.testsRun, len(self.errors), len(self.failures),
        )


class ErrorHolder:
    """Stands for what is no test, but failed: setUpClass() and its like."""

    failureException = None

    def __init__(self, description):
        self.description = description

    def id(self):
        return self.description

    def shortDescription(self):
        return None

    def __str__(self):
        return self.description
