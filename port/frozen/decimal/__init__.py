"""Decimal numbers, as CPython's decimal, on integers of any size.

Not there: the logical operations (logical_and and its like, rotate, shift), compare_total,
sNaN's and NaN's payloads, and subnormal results beyond Emin. exp(), ln(), log10()
and ** are computed with twelve digits more than asked for, then rounded. DivisionByZero
is a ZeroDivisionError, but no DecimalException.
"""

from ._context import (
    BasicContext, Clamped, Context, ConversionSyntax, DecimalException, DefaultContext, DivisionByZero,
    DivisionImpossible, DivisionUndefined, ExtendedContext, FloatOperation, Inexact, InvalidContext,
    InvalidOperation, MAX_EMAX, MAX_PREC, MIN_EMIN, MIN_ETINY, Overflow, ROUND_05UP, ROUND_CEILING, ROUND_DOWN,
    ROUND_FLOOR, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Rounded, Subnormal, Underflow,
    getcontext, localcontext, setcontext,
)  # fmt: skip
from ._number import Decimal, DecimalTuple

HAVE_THREADS = True
HAVE_CONTEXTVAR = True
