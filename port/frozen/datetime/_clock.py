"""Times of day, and what they share with moments."""

import re

from ._date import format_fields
from ._delta import DAY, full_name, offset_text, timedelta, timezone, tzinfo

_HMS = "([0-9][0-9])(?:(:?)([0-9][0-9])(?:\\%d([0-9][0-9])(?:[.,]([0-9]+))?)?)?"
_ISO = re.compile(_HMS % 2 + "(?:(Z)|([+-])" + _HMS % 9 + ")?$")
_SPECS = ("auto", "hours", "minutes", "seconds", "milliseconds", "microseconds")


def check_time(hour, minute, second, microsecond, tz, fold):
    for value in (hour, minute, second, microsecond):
        if not isinstance(value, int):
            raise TypeError("'%s' object cannot be interpreted as an integer" % type(value).__name__)
    if not 0 <= hour <= 23:
        raise ValueError("hour must be in 0..23")
    if not 0 <= minute <= 59:
        raise ValueError("minute must be in 0..59")
    if not 0 <= second <= 59:
        raise ValueError("second must be in 0..59")
    if not 0 <= microsecond <= 999999:
        raise ValueError("microsecond must be in 0..999999")
    if fold not in (0, 1):
        raise ValueError("fold must be either 0 or 1")
    if tz is not None and not isinstance(tz, tzinfo):
        raise TypeError("tzinfo argument must be None or of a tzinfo subclass, not type '%s'" % type(tz).__name__)


def _us(hour, minute, second, fraction):
    return ((int(hour) * 60 + int(minute or 0)) * 60 + int(second or 0)) * 1000000 + int(((fraction or "") + "000000")[:6])


def parse_iso(text):
    """Hour, minute, second, microsecond and zone of a text, or None."""
    found = _ISO.match(text)
    if not found:
        return None
    g = found.groups()
    zone = None
    if g[5]:
        zone = timezone.utc
    elif g[6]:
        us = _us(g[7], g[9], g[10], g[11])
        zone = timezone(timedelta._of(-us if g[6] == "-" else us))
    return int(g[0]), int(g[2] or 0), int(g[3] or 0), int(((g[4] or "") + "000000")[:6]), zone


def iso_text(self, timespec):
    """A time of day by its specification, without zone."""
    if timespec not in _SPECS:
        raise ValueError("Unknown timespec value")
    us = self._microsecond
    if timespec == "auto":
        timespec = "microseconds" if us else "seconds"
    text = "%02d:%02d:%02d" % (self._hour, self._minute, self._second)
    if timespec == "hours":
        return text[:2]
    if timespec == "minutes":
        return text[:5]
    if timespec == "milliseconds":
        return text + ".%03d" % (us // 1000)
    return text + ".%06d" % us if timespec == "microseconds" else text


def remade(cls, args, fold):
    return cls(*args, fold=fold)


def repr_tail(self):
    tail = ""
    if self._tzinfo is not None:
        tail += ", tzinfo=%r" % self._tzinfo
    if self._fold:
        tail += ", fold=1"
    return tail + ")"


class WithZone:
    """The properties of what has a time of day and perhaps a zone."""

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    def _set_time(self, hour, minute, second, microsecond, tz, fold):
        self._hour, self._minute, self._second, self._microsecond = hour, minute, second, microsecond
        self._tzinfo, self._fold = tz, fold

    def _day_us(self):
        return ((self._hour * 60 + self._minute) * 60 + self._second) * 1000000 + self._microsecond

    def _asked(self):
        """What the zone is asked about."""
        return self

    def utcoffset(self):
        if self._tzinfo is None:
            return None
        offset = self._tzinfo.utcoffset(self._asked())
        if offset is not None:
            if not isinstance(offset, timedelta):
                raise TypeError("tzinfo.utcoffset() must return None or a timedelta, not '%s'" % type(offset).__name__)
            if not -DAY < offset._us < DAY:
                raise ValueError(
                    "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not %r."
                    % offset
                )
        return offset

    def dst(self):
        return None if self._tzinfo is None else self._tzinfo.dst(self._asked())

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(self._asked())

    def _offset_text(self, colon=":"):
        offset = self.utcoffset()
        return "" if offset is None else offset_text(offset, colon)

    def _formatted(self, format, fields):
        offset = zone = ""
        if self._tzinfo is not None:  # asked only if the format has it
            offset = self._offset_text("") if "%z" in format else ""
            zone = (self.tzname() or "") if "%Z" in format else ""
        return format_fields(self, format, fields, self._microsecond, offset, zone)

    def __format__(self, format):
        return self.strftime(format) if format else str(self)

    def __eq__(self, other):
        pair = self._against(other, True)
        return pair[0] == pair[1] if pair else NotImplemented

    def __lt__(self, other):
        pair = self._against(other)
        return pair[0] < pair[1] if pair else NotImplemented

    def __le__(self, other):
        pair = self._against(other)
        return pair[0] <= pair[1] if pair else NotImplemented

    def __gt__(self, other):
        pair = self._against(other)
        return pair[0] > pair[1] if pair else NotImplemented

    def __ge__(self, other):
        pair = self._against(other)
        return pair[0] >= pair[1] if pair else NotImplemented


class time(WithZone):
    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        check_time(hour, minute, second, microsecond, tzinfo, fold)
        self = object.__new__(cls)
        self._set_time(hour, minute, second, microsecond, tzinfo, fold)
        return self

    @classmethod
    def fromisoformat(cls, text):
        if not isinstance(text, str):
            raise TypeError("fromisoformat: argument must be str")
        found = parse_iso(text[1:] if text[:1] == "T" else text)
        if not found:
            raise ValueError("Invalid isoformat string: %r" % text)
        return cls(*found)

    def _asked(self):
        return None  # there is no day

    def isoformat(self, timespec="auto"):
        return iso_text(self, timespec) + self._offset_text()

    __str__ = isoformat

    def __repr__(self):
        parts = [self._hour, self._minute]
        if self._second or self._microsecond:
            parts.append(self._second)
        if self._microsecond:
            parts.append(self._microsecond)
        return "%s(%s%s" % (full_name(self), ", ".join(map(str, parts)), repr_tail(self))

    def strftime(self, format):
        return self._formatted(format, (1900, 1, 1, self._hour, self._minute, self._second, 0, 1, -1))

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        return type(self)(
            self._hour if hour is None else hour,
            self._minute if minute is None else minute,
            self._second if second is None else second,
            self._microsecond if microsecond is None else microsecond,
            self._tzinfo if tzinfo is True else tzinfo,
            fold=self._fold if fold is None else fold,
        )

    def _against(self, other, equal=False):
        if not isinstance(other, time):
            return None
        a, b = self.utcoffset(), other.utcoffset()
        if (a is None) != (b is None):
            if equal:
                return 0, 1
            raise TypeError("can't compare offset-naive and offset-aware times")
        return self._day_us() - (a._us if a else 0), other._day_us() - (b._us if b else 0)

    def __reduce__(self):
        args = self._hour, self._minute, self._second, self._microsecond, self._tzinfo
        return remade, (type(self), args, self._fold)

    def __hash__(self):
        offset = self.utcoffset()
        return hash(self._day_us() - (offset._us if offset else 0))


time.min = time()
time.max = time(23, 59, 59, 999999)
time.resolution = timedelta(microseconds=1)
