import copy
import datetime as module
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo


def error(function, *args, **keywords):
    try:
        return function(*args, **keywords)
    except Exception as e:
        return type(e).__name__, str(e)


def kind(function, *args):
    try:
        return function(*args)
    except Exception as e:
        return type(e).__name__


# durations
for d in (
    timedelta(), timedelta(1), timedelta(-1), timedelta(hours=25), timedelta(seconds=-1), timedelta(microseconds=1), timedelta(weeks=2, days=3, hours=4, minutes=5, seconds=6, milliseconds=7, microseconds=8),
    timedelta(days=0.5), timedelta(seconds=1.5), timedelta(microseconds=0.5), timedelta(microseconds=1.5), timedelta(days=1e-6, hours=-0.3), timedelta(days=-1.25), timedelta(0, 0.1, 0.7), timedelta.max, timedelta.min, timedelta.resolution,
):
    print(repr(d), d, d.days, d.seconds, d.microseconds, d.total_seconds(), bool(d))
a, b = timedelta(days=2, hours=3), timedelta(minutes=90, seconds=1)
print(a + b, a - b, -a, +a, abs(-b), a * 3, 3 * a, a * 0.37, 1.5 * b, a / 2, a / b, a / 0.7, a // 7, a // b, a % b, divmod(a, b))
print(timedelta(microseconds=5) / 2, timedelta(microseconds=7) / 2, timedelta(microseconds=-5) / 2, timedelta(microseconds=5) * 0.5, timedelta(microseconds=5) // -2, -timedelta(microseconds=5) % a)
print(a == b, a != b, a < b, a >= b, a > b, a <= a, a == timedelta(hours=51), hash(a) == hash(timedelta(hours=51)), a == 3, sorted([a, b, -a]), sum([a, b], timedelta()), max(a, b))
print(error(timedelta, 10**9), error(timedelta, "x")[0], error(lambda: a / 0), kind(lambda: a + 1), kind(lambda: a < 1), kind(lambda: a // timedelta()), error(lambda: timedelta.max + timedelta.resolution)[0], kind(lambda: a * "s"), str(timedelta(days=-1, hours=1)), f"{a}")

# days
for d in (date(2024, 2, 29), date(1, 1, 1), date(9999, 12, 31), date(2000, 12, 31), date(1970, 1, 1), date(2021, 1, 3), date(2020, 12, 31), date(2026, 1, 1)):
    print(repr(d), d, d.toordinal(), d.weekday(), d.isoweekday(), d.isocalendar(), tuple(d.isocalendar()), d.isocalendar().week, d.timetuple(), d.ctime(), date.fromordinal(d.toordinal()) == d, d.strftime("%a %d %b %Y %j %U %W %V %G %y %A %B %m/%d %% %H:%M:%S.%f[%z%Z]"))
    print(date.fromisoformat(d.isoformat()) == d, date.fromisocalendar(*d.isocalendar()) == d, d.replace(day=1), hash(d) == hash(d.replace()), f"{d:%d.%m.%Y}", f"{d}", "{:%Y}".format(d), copy.copy(d) == d, copy.deepcopy(d) == d)
n = 1
while n < 3652059:
    d = date.fromordinal(n)
    assert d.toordinal() == n and d.isoweekday() == (n - 1) % 7 + 1, n
    n += 7919
for year in range(1, 10000, 7):
    for d in (date(year, 1, 1), date(year, 2, 28), date(year, 3, 1), date(year, 12, 31)):
        assert date.fromordinal(d.toordinal()) == d == date.fromisocalendar(*d.isocalendar()), d
d, e = date(2024, 3, 1), date(2023, 12, 25)
print(d - e, e - d, d + timedelta(365), d - timedelta(days=1, hours=23), timedelta(1) + d, d > e, d == e, d != e, d <= d, d == date(2024, 3, 1), d == "2024-03-01", (d - e).days, [str(e + timedelta(days=i)) for i in range(5, 9)])
print(min(d, e), sorted([d, e])[0], {d: 1}[date(2024, 3, 1)], isinstance(d, date), date.min, date.max, date.resolution, d.year + d.month + d.day)
for text in ("2024-01-02", "20240102", "2024-W05-3", "2024W053", "2024-W05", "2024W05", "2024-1-2", "2024-13-01", "2023-02-29", "", "x", "2024-01-02T", "2024-01-0a", "2024-0102", "202401-02", "2024-W54", "2021-W53-1", "0000-01-01", "2024-W05-9"):
    print(text, kind(date.fromisoformat, text))
print(error(date.fromisoformat, "hello"), error(date, 2023, 2, 29), error(date, 2023, 13, 1), error(date, 0, 1, 1), error(date, 10000, 1, 1), error(date, 2023, 1, 0), error(date, 2023, 1, "1")[0], error(lambda: date.max + timedelta(1)), error(date.fromordinal, 0), kind(lambda: d - 1), kind(lambda: d < 3), kind(lambda: d + d), kind(setattr, d, "year", 3))
print(error(date.fromisocalendar, 2021, 53, 1), error(date.fromisocalendar, 2021, 0, 1), error(date.fromisocalendar, 2021, 1, 8), date.today() >= date(2024, 1, 1), date.fromtimestamp(86400 * 365) == date(1971, 1, 1))

# times of day
plus = timezone(timedelta(hours=5, minutes=30))
for t in (time(), time(1), time(1, 2), time(1, 2, 3), time(1, 2, 3, 4), time(23, 59, 59, 999999), time(12, tzinfo=UTC), time(12, 30, tzinfo=plus), time(12, fold=1), time.min, time.max, time.resolution):
    print(repr(t), t)
t = time(13, 5, 9, 120500)
print([t.isoformat(s) for s in ("auto", "hours", "minutes", "seconds", "milliseconds", "microseconds")], t.isoformat(timespec="minutes"), error(t.isoformat, "x"), t.strftime("%H:%M:%S.%f %I %p [%z] [%Z] %Y-%m-%d"), f"{t:%H}", t.replace(hour=1), t.replace(tzinfo=UTC), t.hour, t.minute, t.second, t.microsecond, t.tzinfo, t.utcoffset(), t.tzname(), t.dst())
print(t < time(14), t == time(13, 5, 9, 120500), t == time(13, 5, 9, 120500, UTC), error(lambda: t < time(1, tzinfo=UTC)), time(12, tzinfo=UTC) == time(17, 30, tzinfo=plus), time(12, tzinfo=UTC) < time(12, tzinfo=plus), hash(time(12, tzinfo=UTC)) == hash(time(17, 30, tzinfo=plus)), t != 3, bool(time()), time(12, tzinfo=plus).strftime("%z %Z"), time(12, tzinfo=plus).utcoffset())
for text in ("04", "04:23", "0423", "04:23:01", "042301", "04:23:01.5", "04:23:01,123456789", "T04:23", "04:23:01Z", "04:23+05:30", "04:23-0530", "04:23:01.000384+01", "04:23+01:02:03.000004", "4:23", "04:2", "24:00", "04:2301", "04:23:", "04:23+25:00", "04:23:01+", ""):
    print(text, repr(kind(time.fromisoformat, text)))
print(error(time, 24), error(time, 1, 60), error(time, 1, 1, 60), error(time, 1, 1, 1, 1000000), error(time, 1, fold=2), error(time, 1, tzinfo=3), error(time.fromisoformat, "zz"))

# zones
for z in (timezone.utc, UTC, timezone(timedelta(0)), timezone(timedelta(hours=-3, minutes=-30)), timezone(timedelta(hours=1), "CET"), plus, timezone.min, timezone.max, timezone(timedelta(seconds=3661)), timezone(timedelta(0), "GMT")):
    print(repr(z), z, z.utcoffset(None), z.tzname(None), z.dst(None), z == UTC, hash(z) == hash(UTC))
print(UTC is timezone.utc, timezone(timedelta(0)) is UTC, error(timezone, timedelta(1)), error(timezone, 3)[0], plus == timezone(timedelta(hours=5, minutes=30), "IST"))

# moments
for m in (
    datetime(2024, 2, 29), datetime(2024, 2, 29, 13), datetime(2024, 2, 29, 13, 14, 15), datetime(2024, 2, 29, 13, 14, 15, 16), datetime(2024, 2, 29, 13, 14, tzinfo=UTC), datetime(2024, 2, 29, 13, 14, 0, 5, plus), datetime(1, 1, 1), datetime.max, datetime(2024, 1, 1, fold=1),
):
    print(repr(m), m, m.isoformat(), m.isoformat(" ", "minutes"), m.isoformat(timespec="milliseconds"), m.date(), m.time(), repr(m.timetz()), m.timetuple(), m.ctime(), m.weekday(), m.isocalendar()[:3], m.toordinal(), m.tzname(), m.utcoffset())
    print(m.strftime("%Y-%m-%dT%H:%M:%S.%f%z|%Z|%c|%x|%X|%p|%I|%j|%s"[:-3]), f"{m:%H:%M}", f"{m}", m == m.replace(), hash(m) == hash(m.replace()), datetime.fromisoformat(m.isoformat()) == m, copy.deepcopy(m) == m)
m, k = datetime(2024, 2, 28, 23, 59, 30), datetime(2023, 12, 31, 1, 2, 3, 4)
print(m + timedelta(minutes=1), m - timedelta(days=60, microseconds=1), m - k, k - m, timedelta(1) + m, m > k, m < k, m == k, m != k, (m - k).total_seconds(), (m - k).days, m.replace(hour=1, minute=2, second=3, microsecond=4, year=2020, month=5, day=6))
w = datetime(2024, 6, 1, 12, tzinfo=UTC)
print(w.astimezone(plus), w.astimezone(timezone(timedelta(hours=-8))), w.astimezone(plus) == w, w.astimezone(plus) - w, hash(w.astimezone(plus)) == hash(w), w.timestamp(), w.utctimetuple(), w.astimezone(plus).utctimetuple()[:6], w.astimezone(plus).timestamp() == w.timestamp(), w.replace(tzinfo=None), w.astimezone(UTC) is w)
print(error(lambda: w < m), error(lambda: w - m), w == m, w != m, error(lambda: m < date(2024, 1, 1)), m == date(2024, 2, 28), date(2024, 2, 28) == m, kind(lambda: m + 1), kind(lambda: m < 1), kind(lambda: m - 1), kind(lambda: m - date(2024, 1, 1)))
for stamp in (0, 1, 1.5, 1700000000, 1700000000.123456, 0.0000005, 0.0000015, -1, -1.25, 253402200000, 1e9 + 0.1):
    print(datetime.fromtimestamp(stamp, UTC), datetime.fromtimestamp(stamp, plus), datetime.utcfromtimestamp(stamp), datetime.fromtimestamp(stamp, UTC).timestamp())
print(kind(datetime.fromtimestamp, float("nan"), UTC), kind(datetime.fromtimestamp, 1, 3))
for text in ("2024-01-02", "2024-01-02T03", "2024-01-02T03:04", "2024-01-02 03:04:05", "2024-01-02T03:04:05.678", "2024-01-02T03:04:05Z", "20240102T030405", "2024-01-02T03:04:05.123456+01:30", "2024-01-02T03:04:05-0800", "2024-W01-2T10:00", "2024W012T10", "2024-01-02x03:04", "2024-01-02T", "2024-01-02T3", "2024-01-0203:04", "x", "2024-02-30T00:00", "2011-11-04 00:05:23.283+00:00"):
    print(text, repr(kind(datetime.fromisoformat, text)))
for text, f in (
    ("2024-02-29 13:14:15", "%Y-%m-%d %H:%M:%S"), ("29/Feb/2024:13:14:15 +0100", "%d/%b/%Y:%H:%M:%S %z"), ("2024-01-02T03:04:05.5Z", "%Y-%m-%dT%H:%M:%S.%fZ"), ("Jan 5, 2021 1:05 PM", "%b %d, %Y %I:%M %p"), ("12/31/99", "%m/%d/%y"), ("2024 060", "%Y %j"), ("2020-W01-1", "%G-W%V-%u"), ("2020-W53-7", "%G-W%V-%u"), ("2023 53 0", "%Y %W %w"), ("10:30", "%H:%M"),
    ("2024-01-02 00:00 +05:30", "%Y-%m-%d %H:%M %z"), ("Mon Jan  1 00:00:00 2024", "%c"), ("2024-W05-1", "%G-W%V-%u"), ("-0330", "%z"), ("2024-01-02T03:04:05Z", "%Y-%m-%dT%H:%M:%S%z"), ("20240102", "%Y%m%d"), ("x", "%Y"), ("2024-13-01", "%Y-%m-%d"), ("2023-02-30", "%Y-%m-%d"), ("2024-01-01 ", "%Y-%m-%d"), ("Friday 05 January 2024", "%A %d %B %Y"),
):
    print(text, repr(error(datetime.strptime, text, f)))
print(datetime.combine(date(2024, 1, 2), time(3, 4)), repr(datetime.combine(date(2024, 1, 2), time(3, 4, tzinfo=UTC))), datetime.combine(date.min, time.min, UTC), error(datetime, 2024, 1, 1, 25), error(datetime, 2024, 1, 32), error(datetime, 2024, 1, 1, tzinfo=5)[0], error(lambda: datetime.max + timedelta.resolution))
now = datetime.now()
print(now.tzinfo, datetime.now(UTC).tzinfo, datetime.now(UTC) - datetime.now(UTC) < timedelta(1), datetime.today() >= now, isinstance(now, date), now.year >= 2024, datetime.utcnow().tzinfo, datetime.min, datetime.fromordinal(738000), datetime.fromisocalendar(2024, 1, 1), module.MINYEAR, module.MAXYEAR, sorted([m, k])[0])


class Summer(tzinfo):
    def utcoffset(self, dt):
        return timedelta(hours=1) + self.dst(dt)

    def dst(self, dt):
        return timedelta(hours=1) if dt is not None and 4 <= dt.month < 10 else timedelta(0)

    def tzname(self, dt):
        return "CEST" if self.dst(dt) else "CET"


zone = Summer()
for m in (datetime(2024, 1, 1, 12, tzinfo=zone), datetime(2024, 7, 1, 12, tzinfo=zone)):
    print(m, m.tzname(), m.dst(), m.timetuple().tm_isdst, m.astimezone(UTC), datetime.fromtimestamp(m.timestamp(), zone), m.strftime("%Z%z"), m - datetime(2024, 1, 1, tzinfo=UTC))


class Bare(tzinfo):
    pass


print(error(Bare().utcoffset, None)[0], error(datetime(2024, 1, 1, tzinfo=Bare()).isoformat)[0])


class Stamp(datetime):
    def label(self):
        return self.strftime("<%d>")


class Day(date):
    pass


s = Stamp(2024, 1, 2)
print(repr(s), s.label(), (s + timedelta(1)).label(), type(s.replace(day=3)).__name__, type(Day(2024, 1, 1) + timedelta(1)).__name__, type(Day.today()).__name__, Stamp.now().label()[0])


# What programs do with them.
def age(born, on):
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def workdays(start, end):
    days = (start + timedelta(days=i) for i in range((end - start).days))
    return [d.isoformat() for d in days if d.weekday() < 5]


def month_end(d):
    following = d.replace(day=28) + timedelta(days=4)
    return following - timedelta(days=following.day)


print(age(date(1990, 6, 15), date(2024, 6, 14)), workdays(date(2024, 3, 1), date(2024, 3, 9)), [str(month_end(date(2024, m, 1))) for m in (1, 2, 4, 12)])
log = ["2024-01-02 10:00:00,INFO", "2024-01-02 10:05:30,ERROR", "2024-01-03 00:00:01,INFO"]
times = [datetime.strptime(line.split(",")[0], "%Y-%m-%d %H:%M:%S") for line in log]
print([str(b - a) for a, b in zip(times, times[1:])], {t.date().isoformat(): t.hour for t in times}, max(times) - min(times))
