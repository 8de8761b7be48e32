"""Tests: cases with assertions, suites, and a runner whose text is CPython's.

Tracebacks have no source lines, as everywhere here. There is no discovery of files
(each test is loaded from a module) and no unittest.mock.
"""

from unittest.case import (
    FunctionTestCase,
    IsolatedAsyncioTestCase,
    SkipTest,
    TestCase,
    expectedFailure,
    skip,
    skipIf,
    skipUnless,
)
from unittest.loader import TestLoader, TestSuite, defaultTestLoader
from unittest.result import TestResult
from unittest.runner import TestProgram, TextTestResult, TextTestRunner, main
