"""Moments: a day and a time of day."""

import _timetext
from time import struct_time, time as now

from ._clock import WithZone, check_time, iso_text, parse_iso, remade, repr_tail, time
from ._date import check_date, date, parse_iso as parse_iso_date, ymd
from ._delta import DAY, full_name, nearest, timedelta, timezone, tzinfo as tzinfo_class

_EPOCH = 719163 * DAY


class datetime(WithZone, date):
    def __new__(cls, year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        check_date(year, month, day)
        check_time(hour, minute, second, microsecond, tzinfo, fold)
        self = object.__new__(cls)
        self._year, self._month, self._day = year, month, day
        self._set_time(hour, minute, second, microsecond, tzinfo, fold)
        return self

    @classmethod
    def _of(cls, us, tz=None):
        """The moment so many microseconds after day 0."""
        days, us = divmod(us, DAY)
        seconds, us = divmod(us, 1000000)
        year, month, day = ymd(days)
        return cls(year, month, day, seconds // 3600, seconds // 60 % 60, seconds % 60, us, tz)

    def _us(self):
        return self.toordinal() * DAY + self._day_us()

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(now(), tz)

    @classmethod
    def today(cls):
        return cls.fromtimestamp(now())

    @classmethod
    def utcnow(cls):
        return cls.fromtimestamp(now())

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        if tz is not None and not isinstance(tz, tzinfo_class):
            raise TypeError("tzinfo argument must be None or of a tzinfo subclass, not type '%s'" % type(tz).__name__)
        a, b = timestamp.as_integer_ratio()
        us = nearest(a * 1000000, b) + _EPOCH
        if not DAY <= us < 3652060 * DAY:
            raise ValueError("year %d is out of range" % ((us // DAY) * 400 // 146097 + 1))
        moment = cls._of(us, tz)
        return moment if tz is None else tz.fromutc(moment)

    @classmethod
    def utcfromtimestamp(cls, timestamp):
        return cls.fromtimestamp(timestamp)

    @classmethod
    def combine(cls, date_, time_, tzinfo=True):
        if not isinstance(date_, date):
            raise TypeError("combine() argument 1 must be datetime.date, not " + type(date_).__name__)
        if not isinstance(time_, time):
            raise TypeError("combine() argument 2 must be datetime.time, not " + type(time_).__name__)
        if tzinfo is True:
            tzinfo = time_.tzinfo
        return cls(
            date_._year, date_._month, date_._day,
            time_._hour, time_._minute, time_._second, time_._microsecond, tzinfo, fold=time_._fold,
        )  # fmt: skip

    @classmethod
    def fromisoformat(cls, text):
        if not isinstance(text, str):
            raise TypeError("fromisoformat: argument must be str")
        day = parse_iso_date(text)
        clock = ()
        if day and day[3] < len(text):
            clock = parse_iso(text[day[3] + 1 :])
        if not day or clock is None:
            raise ValueError("Invalid isoformat string: %r" % text)
        return cls(*(day[:3] + clock))

    @classmethod
    def strptime(cls, text, format):
        found = _timetext.parse_time(text, format)
        tz = None
        if "z" in found:
            offset = timedelta(seconds=found["z"])
            tz = timezone(offset, ("UTC", "GMT")[found["Z"]]) if "Z" in found else timezone(offset)
        year, month, day, hour, minute, second = _timetext.date_of(found)
        if "Y" not in found and "y" not in found and "G" not in found:
            year = 1900  # as it is without a year, which may have no such day
        return cls(year, month, day, hour, minute, second, found.get("f", 0), tz)

    def date(self):
        return date(self._year, self._month, self._day)

    def time(self):
        return time(self._hour, self._minute, self._second, self._microsecond, fold=self._fold)

    def timetz(self):
        return time(self._hour, self._minute, self._second, self._microsecond, self._tzinfo, fold=self._fold)

    def replace(
        self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None, tzinfo=True,
        *, fold=None
    ):  # fmt: skip
        return type(self)(
            self._year if year is None else year,
            self._month if month is None else month,
            self._day if day is None else day,
            self._hour if hour is None else hour,
            self._minute if minute is None else minute,
            self._second if second is None else second,
            self._microsecond if microsecond is None else microsecond,
            self._tzinfo if tzinfo is True else tzinfo,
            fold=self._fold if fold is None else fold,
        )

    def _utc_us(self):
        """Microseconds in UTC; a moment without zone is taken to be in it."""
        offset = self.utcoffset()
        return self._us() - (offset._us if offset else 0)

    def timestamp(self):
        return (self._utc_us() - _EPOCH) / 1000000

    def astimezone(self, tz=None):
        if tz is None:
            tz = timezone.utc
        elif not isinstance(tz, tzinfo_class):
            raise TypeError("tz argument must be an instance of tzinfo")
        if tz is self._tzinfo:
            return self
        return tz.fromutc(type(self)._of(self._utc_us(), tz))

    def timetuple(self):
        dst = self.dst()
        return self._fields(-1 if dst is None else 1 if dst else 0)

    def _fields(self, dst):
        yday = _timetext.day_of_year(self._year, self._month, self._day)
        clock = self._hour, self._minute, self._second, self.weekday(), yday, dst
        return struct_time((self._year, self._month, self._day) + clock)

    def utctimetuple(self):
        return datetime._of(self._utc_us())._fields(0)

    def isoformat(self, sep="T", timespec="auto"):
        return date.isoformat(self) + sep + iso_text(self, timespec) + self._offset_text()

    def __str__(self):
        return self.isoformat(" ")

    def __repr__(self):
        parts = [self._year, self._month, self._day, self._hour, self._minute]
        if self._second or self._microsecond:
            parts.append(self._second)
        if self._microsecond:
            parts.append(self._microsecond)
        return "%s(%s%s" % (full_name(self), ", ".join(map(str, parts)), repr_tail(self))

    def strftime(self, format):
        return self._formatted(format, self._fields(-1))

    def __reduce__(self):
        clock = self._hour, self._minute, self._second, self._microsecond, self._tzinfo
        return remade, (type(self), (self._year, self._month, self._day) + clock, self._fold)

    def __hash__(self):
        return hash(self._utc_us())

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return type(self)._of(self._us() + other._us, self._tzinfo)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return type(self)._of(self._us() - other._us, self._tzinfo)
        if not isinstance(other, datetime):
            return NotImplemented
        if self._tzinfo is other._tzinfo:
            return timedelta._of(self._us() - other._us())
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        return timedelta._of(self._utc_us() - other._utc_us())

    def _against(self, other, equal=False):
        if not isinstance(other, datetime):
            if isinstance(other, date) and not equal:
                raise TypeError("can't compare datetime.datetime to datetime.date")
            return None
        if self._tzinfo is other._tzinfo:
            return self._us(), other._us()
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            if equal:
                return 0, 1
            raise TypeError("can't compare offset-naive and offset-aware datetimes")
        return self._utc_us(), other._utc_us()


datetime.min = datetime(1, 1, 1)
datetime.max = datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta(microseconds=1)
