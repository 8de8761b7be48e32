"""Days of the calendar, which is the Gregorian one for all times."""

import re
from _timetext import day_of_year, days_before, format_time, is_leap, iso_week
from collections import namedtuple
from time import gmtime, struct_time, time

from ._delta import DAY, full_name, timedelta


class IsoCalendarDate(namedtuple("IsoCalendarDate", ("year", "week", "weekday"))):
    def __repr__(self):
        return "datetime.IsoCalendarDate(year=%d, week=%d, weekday=%d)" % tuple(self)

    __str__ = __repr__


_LAST = 3652059  # the ordinal of 9999-12-31
_ISO = re.compile("([0-9]{4})(-?)(?:([0-9][0-9])\\2([0-9][0-9])|W([0-9][0-9])(?:\\2([0-9]))?)")


def check_date(year, month, day):
    for value in (year, month, day):
        if not isinstance(value, int):
            raise TypeError("'%s' object cannot be interpreted as an integer" % type(value).__name__)
    if not 1 <= year <= 9999:
        raise ValueError("year %d is out of range" % year)
    if not 1 <= month <= 12:
        raise ValueError("month must be in 1..12")
    if not 1 <= day <= 31 or day > 28 and day > (31, 28 + is_leap(year), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]:
        raise ValueError("day is out of range for month")


def ymd(ordinal):
    """Year, month and day of an ordinal."""
    if not 1 <= ordinal <= _LAST:
        raise OverflowError("date value out of range")
    year = ordinal * 400 // 146097 + 2  # or one or two less
    while days_before(year) >= ordinal:
        year -= 1
    rest = ordinal - days_before(year)
    month = min((rest + 30) // 29, 12)
    while day_of_year(year, month, 1) > rest:
        month -= 1
    return year, month, rest - day_of_year(year, month, 1) + 1


def parse_iso(text):
    """Year, month, day at the start of a text and where they end, or None."""
    found = _ISO.match(text)
    if not found:
        return None
    year, _, month, day, week, weekday = found.groups()
    if week:
        return _from_week(int(year), int(week), int(weekday or 1)) + (found.end(),)
    return int(year), int(month), int(day), found.end()


def _from_week(year, week, weekday):
    if not 1 <= year <= 9999:
        raise ValueError("Year is out of range: %d" % year)
    if not 1 <= week <= 53 or week == 53 and iso_week(year, 12, 31)[1] != 53:
        raise ValueError("Invalid week: %d" % week)
    if not 1 <= weekday <= 7:
        raise ValueError("Invalid day: %d (range is [1, 7])" % weekday)
    fourth = days_before(year) + 4  # is always in the first week
    return ymd(fourth - (fourth + 6) % 7 + (week - 1) * 7 + weekday - 1)


def format_fields(self, format, fields, microsecond=0, offset="", zone=""):
    if not isinstance(format, str):
        raise TypeError("strftime() argument 1 must be str, not " + type(format).__name__)
    return format_time(format, fields, microsecond, offset, zone)


class date:
    def __new__(cls, year, month, day):
        check_date(year, month, day)
        self = object.__new__(cls)
        self._year, self._month, self._day = year, month, day
        return self

    year = property(lambda self: self._year)
    month = property(lambda self: self._month)
    day = property(lambda self: self._day)

    @classmethod
    def today(cls):
        return cls.fromtimestamp(time())

    @classmethod
    def fromtimestamp(cls, timestamp):
        return cls(*gmtime(timestamp)[:3])

    @classmethod
    def fromordinal(cls, n):
        if not 1 <= n <= _LAST:
            raise ValueError("ordinal must be >= 1" if n < 1 else "year is out of range")
        return cls(*ymd(n))

    @classmethod
    def fromisoformat(cls, text):
        if not isinstance(text, str):
            raise TypeError("fromisoformat: argument must be str")
        found = parse_iso(text)
        if not found or found[3] != len(text):
            raise ValueError("Invalid isoformat string: %r" % text)
        return cls(*found[:3])

    @classmethod
    def fromisocalendar(cls, year, week, day):
        return cls(*_from_week(year, week, day))

    def toordinal(self):
        return days_before(self._year) + day_of_year(self._year, self._month, self._day)

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.toordinal() % 7 or 7

    def isocalendar(self):
        return IsoCalendarDate(*iso_week(self._year, self._month, self._day))

    def isoformat(self):
        return "%04d-%02d-%02d" % (self._year, self._month, self._day)

    def ctime(self):
        return self.strftime("%a %b %e %H:%M:%S ") + "%04d" % self._year

    def timetuple(self):
        yday = day_of_year(self._year, self._month, self._day)
        return struct_time((self._year, self._month, self._day, 0, 0, 0, self.weekday(), yday, -1))

    def strftime(self, format):
        return format_fields(self, format, self.timetuple())

    def __format__(self, format):
        return self.strftime(format) if format else str(self)

    def replace(self, year=None, month=None, day=None):
        return type(self)(
            self._year if year is None else year,
            self._month if month is None else month,
            self._day if day is None else day,
        )

    def __str__(self):
        return self.isoformat()

    def __repr__(self):
        return "%s(%d, %d, %d)" % (full_name(self), self._year, self._month, self._day)

    def __reduce__(self):
        return type(self), (self._year, self._month, self._day)

    def __hash__(self):
        return hash((self._year, self._month, self._day))

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return type(self)(*ymd(self.toordinal() + other.days))

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return type(self)(*ymd(self.toordinal() - other.days))
        if isinstance(other, date) and not hasattr(other, "hour"):
            return timedelta._of((self.toordinal() - other.toordinal()) * DAY)
        return NotImplemented

    def _against(self, other):
        """Two tuples to compare, or None."""
        if isinstance(other, date) and not hasattr(other, "hour"):
            return (self._year, self._month, self._day), (other._year, other._month, other._day)
        return None

    def __eq__(self, other):
        pair = self._against(other)
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


date.min = date(1, 1, 1)
date.max = date(9999, 12, 31)
date.resolution = timedelta(1)
