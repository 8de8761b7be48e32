"""Durations, and the zones that are a fixed one away from UTC."""

from math import modf

DAY = 86400000000  # in microseconds, as all that is counted here


def nearest(a, b):
    """a / b, rounded to the nearest integer, ties to the even one."""
    q, r = divmod(a, b)
    r *= 2
    if (r > b if b > 0 else r < b) or r == b and q % 2:
        q += 1
    return q


def full_name(self):
    """The class's name; those of this module's have the module's before it."""
    name = type(self).__name__
    return "datetime." + name if name in ("date", "datetime", "time", "timedelta") else name


class timedelta:
    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        us = 0
        rest = 0.0
        for value, unit in (
            (microseconds, 1),
            (milliseconds, 1000),
            (seconds, 1000000),
            (minutes, 60000000),
            (hours, 3600000000),
            (days, DAY),
            (weeks, 7 * DAY),
        ):
            if isinstance(value, float):
                fraction, value = modf(value)
                more, whole = modf(fraction * unit)
                us += int(whole)
                rest += more
                value = int(value)
            elif not isinstance(value, int):
                raise TypeError("unsupported type for timedelta component: %s" % type(value).__name__)
            us += value * unit
        if rest:
            odd = us & 1
            whole = round(rest)
            if abs(whole - rest) == 0.5:  # a tie goes to where the sum is even
                whole = 2 * round((rest + odd) * 0.5) - odd
            us += whole
        return cls._of(us)

    @classmethod
    def _of(cls, us):
        days = us // DAY
        if not -1000000000 < days < 1000000000:
            raise OverflowError("days=%d; must have magnitude <= 999999999" % days)
        self = object.__new__(cls)
        self._us = us
        return self

    days = property(lambda self: self._us // DAY)
    seconds = property(lambda self: self._us // 1000000 % 86400)
    microseconds = property(lambda self: self._us % 1000000)

    def total_seconds(self):
        return self._us / 1000000

    def __repr__(self):
        parts = [
            "%s=%d" % (name, value)
            for name, value in (("days", self.days), ("seconds", self.seconds), ("microseconds", self.microseconds))
            if value
        ]
        return "%s(%s)" % (full_name(self), ", ".join(parts) or "0")

    def __str__(self):
        days, seconds = self.days, self.seconds
        text = "%d:%02d:%02d" % (seconds // 3600, seconds // 60 % 60, seconds % 60)
        if self.microseconds:
            text += ".%06d" % self.microseconds
        return "%d day%s, %s" % (days, "" if abs(days) == 1 else "s", text) if days else text

    def __add__(self, other):
        return timedelta._of(self._us + other._us) if isinstance(other, timedelta) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        return timedelta._of(self._us - other._us) if isinstance(other, timedelta) else NotImplemented

    def __rsub__(self, other):
        return timedelta._of(other._us - self._us) if isinstance(other, timedelta) else NotImplemented

    def __neg__(self):
        return timedelta._of(-self._us)

    def __pos__(self):
        return timedelta._of(self._us)

    def __abs__(self):
        return timedelta._of(abs(self._us))

    def __mul__(self, other):
        if isinstance(other, int):
            return timedelta._of(self._us * other)
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return timedelta._of(nearest(self._us * a, b))
        return NotImplemented

    __rmul__ = __mul__

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._us / other._us
        if isinstance(other, int):
            if not other:
                raise ZeroDivisionError("integer division or modulo by zero")
            return timedelta._of(nearest(self._us, other))
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return timedelta._of(nearest(self._us * b, a))
        return NotImplemented

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._us // other._us
        return timedelta._of(self._us // other) if isinstance(other, int) else NotImplemented

    def __mod__(self, other):
        return timedelta._of(self._us % other._us) if isinstance(other, timedelta) else NotImplemented

    def __divmod__(self, other):
        return (self // other, self % other) if isinstance(other, timedelta) else NotImplemented

    def __eq__(self, other):
        return self._us == other._us if isinstance(other, timedelta) else NotImplemented

    def __lt__(self, other):
        return self._us < other._us if isinstance(other, timedelta) else NotImplemented

    def __le__(self, other):
        return self._us <= other._us if isinstance(other, timedelta) else NotImplemented

    def __gt__(self, other):
        return self._us > other._us if isinstance(other, timedelta) else NotImplemented

    def __ge__(self, other):
        return self._us >= other._us if isinstance(other, timedelta) else NotImplemented

    def __hash__(self):
        return hash(self._us)

    def __bool__(self):
        return self._us != 0

    def __reduce__(self):
        return type(self), (self.days, self.seconds, self.microseconds)


timedelta.min = timedelta(-999999999)
timedelta.max = timedelta._of(1000000000 * DAY - 1)
timedelta.resolution = timedelta(microseconds=1)


def offset_text(offset, colon=":"):
    """A distance from UTC, as +HH:MM and more where it is not whole minutes."""
    us = abs(offset._us)
    seconds = us // 1000000
    text = "%s%02d%s%02d" % ("-" if offset._us < 0 else "+", seconds // 3600, colon, seconds // 60 % 60)
    if seconds % 60 or us % 1000000:
        text += "%s%02d" % (colon, seconds % 60)
    if us % 1000000:
        text += ".%06d" % (us % 1000000)
    return text


class tzinfo:
    """What zones inherit from."""

    def utcoffset(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement utcoffset()")

    def dst(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement dst()")

    def tzname(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement tzname()")

    def fromutc(self, dt):
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        offset, dst = dt.utcoffset(), dt.dst()
        if offset is None or dst is None:
            raise ValueError("fromutc: non-None utcoffset() and dst() results required")
        dt += offset - dst
        return dt + dt.dst()


class timezone(tzinfo):
    def __new__(cls, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError("timezone() argument 1 must be datetime.timedelta, not " + type(offset).__name__)
        if not -DAY < offset._us < DAY:
            raise ValueError(
                "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not %r."
                % offset
            )
        if name is None and not offset and hasattr(cls, "utc"):
            return cls.utc
        self = object.__new__(cls)
        self._offset = offset
        self._name = name
        return self

    def utcoffset(self, dt):
        return self._offset

    def dst(self, dt):
        return None

    def tzname(self, dt):
        if self._name is not None:
            return self._name
        return "UTC" + offset_text(self._offset) if self._offset else "UTC"

    def fromutc(self, dt):
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        return dt + self._offset

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __reduce__(self):
        return type(self), (self._offset,) if self._name is None else (self._offset, self._name)

    def __str__(self):
        return self.tzname(None)

    def __repr__(self):
        if self is timezone.utc:
            return "datetime.timezone.utc"
        name = "" if self._name is None else ", %r" % self._name
        return "datetime.timezone(%r%s)" % (self._offset, name)


timezone.utc = timezone(timedelta(0))
timezone.min = timezone(-timedelta(hours=23, minutes=59))
timezone.max = timezone(timedelta(hours=23, minutes=59))
