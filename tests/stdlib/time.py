import time


def error(function, *args, **keywords):
    try:
        return function(*args, **keywords)
    except Exception as e:
        return type(e).__name__, str(e)


t = time.gmtime(1700000000)
print(t, t.tm_year, t[1], tuple(t), len(t), t.tm_wday, t.tm_yday, t.tm_isdst, isinstance(t, tuple), t == tuple(t))
print([tuple(time.gmtime(s)) for s in (0, 1, 86399, 951782400, 951868800, -1, -86400 * 365, 4102444800, 253402300799, 1e9 + 0.5)])
print(time.struct_time((2024, 2, 29, 1, 2, 3, 3, 60, 0)), error(time.struct_time, (1, 2)), error(time.gmtime, float("nan"))[0])
for f in ("%Y-%m-%d %H:%M:%S", "%a %A %b %B %d", "%c", "%x %X", "%j %U %W %w %u", "%I:%M %p", "%y %C %e", "%G-%V", "%D %F %T %R", "100%%", "plain", "%Y%m%dT%H%M%S", "%n%t|"):
    print(f, time.strftime(f, t), time.strftime(f, time.gmtime(951826245)), time.strftime(f, time.gmtime(1672531200)))
for text, f in (
    ("2024-02-29 13:14:15", "%Y-%m-%d %H:%M:%S"), ("29 Feb 2024", "%d %b %Y"), ("Thu Feb  9 01:02:03 2023", "%a %b %d %H:%M:%S %Y"), ("12/31/99", "%m/%d/%y"), ("1:05 PM", "%I:%M %p"), ("12:00 am", "%I:%M %p"),
    ("March 5, 2021", "%B %d, %Y"), ("2024 060", "%Y %j"), ("20240102", "%Y%m%d"), ("5", "%d"), ("100%", "100%%"), ("2023 10 1", "%Y %W %w"),
):
    print(text, tuple(time.strptime(text, f)))
for text, f in (("2024-13-01", "%Y-%m-%d"), ("x", "%Y"), ("2024-01-01 extra", "%Y-%m-%d"), ("2024", "%Q"), ("2023-02-30", "%Y-%m-%d"), ("", "%Y"), ("1", "%Y")):
    print(text, error(time.strptime, text, f))
print(time.asctime(t), time.ctime(0)[-4:], time.strftime("%Y", (2020, 1, 1, 0, 0, 0, 0, 1, 0)))
a, b = time.perf_counter(), time.monotonic()
time.sleep(0.01)
print(time.perf_counter() - a >= 0.009, time.monotonic() > b, time.perf_counter_ns() > 0, time.monotonic_ns() > 0, time.process_time() >= 0, time.time() > 1.6e9, time.time_ns() > 10**18, isinstance(time.time(), float))
print(error(time.sleep, -1), time.daylight in (0, 1), isinstance(time.tzname, tuple), abs(time.mktime(time.localtime(1e9)) - 1e9) < 1, len(time.localtime()), time.strftime("%Y") >= "2024")
