"""Running examples, and telling of them."""

import sys as _sys
from collections import namedtuple as _namedtuple
from contextlib import redirect_stdout as _redirect_stdout
from doctest._check import (
    FAIL_FAST,
    IGNORE_EXCEPTION_DETAIL,
    REPORT_ONLY_FIRST_FAILURE,
    SKIP,
    OutputChecker,
    _indent,
)
from io import StringIO as _StringIO

TestResults = _namedtuple("TestResults", "failed attempted")


class DocTestFailure(Exception):
    """Raised for the first example that fails, where that is asked for."""

    def __init__(self, test, example, got):
        super().__init__(test, example, got)
        self.test = test
        self.example = example
        self.got = got


class UnexpectedException(Exception):
    """Raised for the first example that raises, where that is asked for."""

    def __init__(self, test, example, exc_info):
        super().__init__(test, example, exc_info)
        self.test = test
        self.example = example
        self.exc_info = exc_info


def _told(exc):
    import traceback

    told = traceback.TracebackException(type(exc), exc)
    # What doctest itself calls is not of interest.
    told.stack[:] = [frame for frame in told.stack if "doctest/" not in frame.filename]
    return "".join(told.format())


class DocTestRunner:
    DIVIDER = "*" * 70

    def __init__(self, checker=None, verbose=None, optionflags=0, raise_on_error=False):
        self._checker = checker or OutputChecker()
        self._verbose = "-v" in _sys.argv if verbose is None else verbose
        self.optionflags = optionflags
        self._raise = raise_on_error
        self.tries = self.failures = 0
        self._by_name = {}

    # ---- telling; for subclasses to change ----

    def report_start(self, out, test, example):
        if self._verbose:
            expecting = "Expecting:\n" + _indent(example.want) if example.want else "Expecting nothing\n"
            out("Trying:\n" + _indent(example.source) + expecting)

    def report_success(self, out, test, example, got):
        if self._verbose:
            out("ok\n")

    def report_failure(self, out, test, example, got):
        if self._raise:
            raise DocTestFailure(test, example, got)
        out(self._heading(test, example) + self._checker.output_difference(example, got, self._flags(example)))

    def report_unexpected_exception(self, out, test, example, exc_info):
        if self._raise:
            raise UnexpectedException(test, example, exc_info)
        out(self._heading(test, example) + "Exception raised:\n" + _indent(_told(exc_info[1])))

    def _heading(self, test, example):
        if test.filename:
            place = 'File "%s", line %s' % (test.filename, "?" if test.lineno is None else test.lineno + example.lineno + 1)
        else:
            place = "Line %s" % (example.lineno + 1)
        return "%s\n%s, in %s\nFailed example:\n%s" % (self.DIVIDER, place, test.name, _indent(example.source))

    def _flags(self, example):
        flags = self.optionflags
        for flag, is_on in example.options.items():
            flags = flags | flag if is_on else flags & ~flag
        return flags

    # ---- running ----

    def run(self, test, compileflags=None, out=None, clear_globs=True):
        out = out or (lambda text: print(text, end=""))
        failures = tries = 0
        for number, example in enumerate(test.examples):
            flags = self._flags(example)
            if flags & SKIP:
                continue
            quiet = flags & REPORT_ONLY_FIRST_FAILURE and failures > 0
            tries += 1
            if not quiet:
                self.report_start(out, test, example)
            got, raised = self._got(test, example, number)
            if raised is not None and example.exc_msg is None:
                failures += 1
                if not quiet:
                    self.report_unexpected_exception(out, test, example, (type(raised), raised, None))
            elif self._is_right(example, got, raised, flags):
                if not quiet:
                    self.report_success(out, test, example, got)
            else:
                failures += 1
                if not quiet:
                    if raised is not None:
                        got += _told(raised)
                    self.report_failure(out, test, example, got)
            if failures and flags & FAIL_FAST:
                break
        known = self._by_name.get(test.name, (0, 0))
        self._by_name[test.name] = known[0] + failures, known[1] + tries
        self.failures += failures
        self.tries += tries
        if clear_globs:
            test.globs.clear()
        return TestResults(failures, tries)

    def _got(self, test, example, number):
        """What an example prints, and what it raises."""
        stream = _StringIO()

        def show(value):
            if value is not None:
                print(repr(value))

        # What is left of an expression goes there.
        test.globs["__repl_print__"] = show
        raised = None
        with _redirect_stdout(stream):
            try:
                exec(compile(example.source, "<doctest %s[%d]>" % (test.name, number), "single"), test.globs)
            except KeyboardInterrupt:
                raise
            except Exception as e:
                raised = e
        return stream.getvalue(), raised

    def _is_right(self, example, got, raised, flags):
        if raised is None:
            return self._checker.check_output(example.want, got, flags)
        import traceback

        message = traceback.format_exception_only(raised)[-1]
        if self._checker.check_output(example.exc_msg, message, flags):
            return True
        if flags & IGNORE_EXCEPTION_DETAIL:
            return _name_only(example.exc_msg) == _name_only(message)
        return False

    def summarize(self, verbose=None):
        if verbose is None:
            verbose = self._verbose
        names = sorted(self._by_name)
        empty = [name for name in names if not self._by_name[name][1]]
        passed = [(name, self._by_name[name][1]) for name in names if self._by_name[name][1] and not self._by_name[name][0]]
        failed = [(name,) + self._by_name[name] for name in names if self._by_name[name][0]]
        if verbose:
            for items, text in ((empty, "items had no tests:"), (passed, "items passed all tests:")):
                if items:
                    print(len(items), text)
                    for item in items:
                        print("    " + item if isinstance(item, str) else " %3d tests in %s" % (item[1], item[0]))
        if failed:
            print(self.DIVIDER)
            print(len(failed), "items had failures:")
            for name, failures, tries in failed:
                print(" %3d of %3d in %s" % (failures, tries, name))
        if verbose:
            print(self.tries, "tests in", len(names), "items.")
            print(self.tries - self.failures, "passed and", self.failures, "failed.")
        if self.failures:
            print("***Test Failed***", self.failures, "failures.")
        elif verbose:
            print("Test passed.")
        return TestResults(self.failures, self.tries)


def _name_only(message):
    """The name of an exception, without its module and text."""
    return message.split("\n")[0].partition(":")[0].rpartition(".")[2]
