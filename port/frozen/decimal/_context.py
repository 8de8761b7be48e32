"""Contexts: how many digits, how they are rounded, and what raises."""

ROUND_DOWN = "ROUND_DOWN"
ROUND_HALF_UP = "ROUND_HALF_UP"
ROUND_HALF_EVEN = "ROUND_HALF_EVEN"
ROUND_CEILING = "ROUND_CEILING"
ROUND_FLOOR = "ROUND_FLOOR"
ROUND_UP = "ROUND_UP"
ROUND_HALF_DOWN = "ROUND_HALF_DOWN"
ROUND_05UP = "ROUND_05UP"
_MODES = (
    ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP
)  # fmt: skip

MAX_PREC = 999999999999999999
MAX_EMAX = 999999999999999999
MIN_EMIN = -999999999999999999
MIN_ETINY = -1999999999999999997


class DecimalException(ArithmeticError):
    pass


class Clamped(DecimalException):
    pass


class InvalidOperation(DecimalException):
    pass


class ConversionSyntax(InvalidOperation):
    pass


class DivisionByZero(ZeroDivisionError):
    pass


class DivisionImpossible(InvalidOperation):
    pass


class DivisionUndefined(InvalidOperation):
    pass


class InvalidContext(InvalidOperation):
    pass


class Inexact(DecimalException):
    pass


class Rounded(DecimalException):
    pass


class Subnormal(DecimalException):
    pass


class Overflow(Inexact):
    pass


class Underflow(Inexact):
    pass


class FloatOperation(TypeError):
    pass


_SIGNALS = (
    InvalidOperation, FloatOperation, DivisionByZero, Overflow, Subnormal, Underflow, Inexact, Rounded, Clamped
)  # fmt: skip


def round_up(mode, sign, quotient, twice, sticky):
    """Whether to go one further from zero. `twice` says how twice the rest compares
    to what it was divided by: below 0, 0, or above; `sticky`, whether there is a rest.
    """
    if not sticky:
        return False
    if mode == ROUND_HALF_EVEN:
        return twice > 0 or twice == 0 and quotient % 2 == 1
    if mode == ROUND_HALF_UP:
        return twice >= 0
    if mode == ROUND_HALF_DOWN:
        return twice > 0
    if mode == ROUND_DOWN:
        return False
    if mode == ROUND_UP:
        return True
    if mode == ROUND_CEILING:
        return not sign
    if mode == ROUND_FLOOR:
        return sign == 1
    return quotient % 5 == 0  # ROUND_05UP


def _flags(signals, what):
    if isinstance(signals, dict):
        return {signal: bool(signals.get(signal, False)) for signal in _SIGNALS}
    if not isinstance(signals, (list, tuple)):
        raise TypeError("%s must be a signal dict or a list of signals" % what)
    return {signal: signal in signals for signal in _SIGNALS}


class Context:
    def __init__(
        self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None
    ):
        default = DefaultContext
        self.prec = default.prec if prec is None else prec
        self.rounding = default.rounding if rounding is None else rounding
        self.Emin = default.Emin if Emin is None else Emin
        self.Emax = default.Emax if Emax is None else Emax
        self.capitals = default.capitals if capitals is None else capitals
        self.clamp = default.clamp if clamp is None else clamp
        self.flags = _flags([] if flags is None else flags, "flags")
        self.traps = dict(default.traps) if traps is None else _flags(traps, "traps")

    def __setattr__(self, name, value):
        if name == "prec" and not 1 <= value <= MAX_PREC:
            raise ValueError("valid range for prec is [1, MAX_PREC]")
        if name == "rounding" and value not in _MODES:
            raise TypeError(
                "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n"
                "   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]"
            )
        if name == "Emax" and not 0 <= value <= MAX_EMAX:
            raise ValueError("valid range for Emax is [0, MAX_EMAX]")
        if name == "Emin" and not MIN_EMIN <= value <= 0:
            raise ValueError("valid range for Emin is [MIN_EMIN, 0]")
        object.__setattr__(self, name, value)

    def __repr__(self):
        return (
            "Context(prec=%d, rounding=%s, Emin=%d, Emax=%d, capitals=%d, clamp=%d, flags=[%s], traps=[%s])"
            % (
                self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp,
                ", ".join([s.__name__ for s in _SIGNALS if self.flags[s]]),
                ", ".join([s.__name__ for s in _SIGNALS if self.traps[s]]),
            )
        )  # fmt: skip

    def __getattr__(self, name):
        """The methods that are a number's, with this context."""
        from ._number import Decimal

        binary = {
            "add": "+", "subtract": "-", "multiply": "*", "divide": "/", "divide_int": "//", "remainder": "%",
            "divmod": "divmod", "power": "**", "minus": "neg", "plus": "pos", "abs": "abs",
        }  # fmt: skip
        if name in binary:
            return lambda a, *more: self._with(lambda: _operate(binary[name], Decimal(a), *map(Decimal, more)))
        if name[:1] != "_" and name not in ("from_float", "as_tuple") and hasattr(Decimal, name):
            return lambda a, *more: self._with(lambda: getattr(Decimal(a), name)(*map(Decimal, more)))
        raise AttributeError("'decimal.Context' object has no attribute '%s'" % name)

    def _with(self, function):
        saved = getcontext()
        setcontext(self)
        try:
            return function()
        finally:
            setcontext(saved)

    def create_decimal(self, num="0"):
        from ._number import Decimal

        return self._with(lambda: +Decimal(num))

    def create_decimal_from_float(self, f):
        return self.create_decimal(f)

    def copy(self):
        return Context(
            self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp,
            [s for s in _SIGNALS if self.flags[s]], [s for s in _SIGNALS if self.traps[s]],
        )  # fmt: skip

    __copy__ = copy

    def clear_flags(self):
        self.flags = {signal: False for signal in _SIGNALS}

    def clear_traps(self):
        self.traps = {signal: False for signal in _SIGNALS}

    def Etiny(self):
        return self.Emin - self.prec + 1

    def Etop(self):
        return self.Emax - self.prec + 1

    def raised(self, signal, detail=None):
        """Notes a signal, and raises it if it is trapped."""
        self.flags[signal] = True
        if self.traps[signal]:
            raise signal("[<class 'decimal.%s'>]" % (detail or signal).__name__)


def _operate(name, a, b=None, modulo=None):
    if name == "+":
        return a + b
    if name == "-":
        return a - b
    if name == "*":
        return a * b
    if name == "/":
        return a / b
    if name == "//":
        return a // b
    if name == "%":
        return a % b
    if name == "**":
        return a**b if modulo is None else a.__pow__(b, modulo)
    return divmod(a, b) if name == "divmod" else -a if name == "neg" else +a if name == "pos" else abs(a)


class _Defaults:
    prec, rounding, Emin, Emax, capitals, clamp = 28, ROUND_HALF_EVEN, -999999, 999999, 1, 0
    traps = {signal: signal in (InvalidOperation, DivisionByZero, Overflow) for signal in _SIGNALS}


DefaultContext = _Defaults
DefaultContext = Context()
BasicContext = Context(9, ROUND_HALF_UP, traps=[InvalidOperation, DivisionByZero, Overflow, Underflow, Clamped])
ExtendedContext = Context(9, ROUND_HALF_EVEN, traps=[])
_current = None


def getcontext():
    global _current
    if _current is None:
        _current = DefaultContext.copy()
    return _current


def setcontext(context):
    global _current
    if not isinstance(context, Context):
        raise TypeError("optional argument must be a context")
    if context in (DefaultContext, BasicContext, ExtendedContext):
        context = context.copy()
    _current = context


class localcontext:
    """Another context for the body of a with statement."""

    def __init__(self, ctx=None, **keywords):
        if ctx is not None and not isinstance(ctx, Context):
            raise TypeError("optional argument must be a context")
        self._new = (ctx or getcontext()).copy()
        for name, value in keywords.items():
            if name not in ("prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags", "traps"):
                raise TypeError("'%s' is an invalid keyword argument for this function" % name)
            setattr(self._new, name, _flags(value, name) if name in ("flags", "traps") else value)

    def __enter__(self):
        self._saved = getcontext()
        setcontext(self._new)
        return self._new

    def __exit__(self, *exception):
        setcontext(self._saved)
