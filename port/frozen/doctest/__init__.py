"""Examples in docstrings, run and compared.

Where docstrings lie is not known, so places are told as `line ?`. Output is what print()
and the values of expressions give.
"""

from doctest._check import (
    COMPARISON_FLAGS,
    DONT_ACCEPT_BLANKLINE,
    DONT_ACCEPT_TRUE_FOR_1,
    ELLIPSIS,
    FAIL_FAST,
    IGNORE_EXCEPTION_DETAIL,
    NORMALIZE_WHITESPACE,
    REPORT_CDIFF,
    REPORT_NDIFF,
    REPORT_ONLY_FIRST_FAILURE,
    REPORT_UDIFF,
    SKIP,
    OutputChecker,
)
from doctest._parse import DocTest, DocTestFinder, DocTestParser, Example
from doctest._run import DocTestFailure, DocTestRunner, TestResults, UnexpectedException


def testmod(m=None, name=None, globs=None, verbose=None, report=True, optionflags=0, extraglobs=None,
            raise_on_error=False, exclude_empty=False):
    """Runs the examples in the docstrings of a module: the main program, if none is given."""
    module = __import__("__main__") if m is None else m
    if name is None:
        name = module.__name__
    finder = DocTestFinder(exclude_empty=exclude_empty)
    runner = DocTestRunner(verbose=verbose, optionflags=optionflags, raise_on_error=raise_on_error)
    for test in finder.find(module, name, globs=globs, extraglobs=extraglobs):
        runner.run(test)
    if report:
        runner.summarize()
    return TestResults(runner.failures, runner.tries)


def testfile(filename, module_relative=True, name=None, package=None, globs=None, verbose=None, report=True,
             optionflags=0, extraglobs=None, raise_on_error=False, parser=None, encoding=None):
    """Runs the examples in a text file that is granted."""
    with open(filename, encoding=encoding) as file:
        text = file.read()
    names = dict(globs or {}, **(extraglobs or {}))
    names.setdefault("__name__", "__main__")
    runner = DocTestRunner(verbose=verbose, optionflags=optionflags, raise_on_error=raise_on_error)
    runner.run((parser or DocTestParser()).get_doctest(text, names, name or filename.rpartition("/")[2], filename, 0))
    if report:
        runner.summarize()
    return TestResults(runner.failures, runner.tries)


def run_docstring_examples(f, globs, verbose=False, name="NoName", compileflags=None, optionflags=0):
    """Runs the examples of one docstring, and tells what fails."""
    runner = DocTestRunner(verbose=verbose, optionflags=optionflags)
    for test in DocTestFinder(recurse=False).find(f, name, globs=globs):
        runner.run(test)
