from datetime import date, datetime, timedelta, timezone

d = date(2024, 2, 28)
print(d, d + timedelta(days=2), d.weekday(), d.isoformat(), d.strftime("%d/%m/%Y %A %j"), d.replace(year=2023))
dt = datetime(2024, 3, 10, 14, 5, 9, 250000)
print(dt, repr(dt), dt.isoformat(), dt.date(), dt.time(), dt.strftime("%Y-%m-%d %H:%M:%S.%f %I:%M %p %b %a"))
parsed = datetime.strptime("2024-12-25 08:30", "%Y-%m-%d %H:%M")
gap = parsed - dt
print(parsed, gap, gap.days, gap.total_seconds(), gap // timedelta(hours=1), timedelta(hours=49, minutes=3))
print(datetime.fromisoformat("2024-01-02T03:04:05"), date.fromisoformat("2024-01-02").toordinal(), date.fromordinal(738000))
print(sorted([date(2024, 5, 1), date(2023, 5, 1)]), date(2024, 5, 1) > date(2024, 4, 30), dt.replace(microsecond=0) == dt)
utc = datetime(2024, 1, 1, tzinfo=timezone.utc)
print(utc.isoformat(), utc.timestamp(), datetime.fromtimestamp(0, timezone.utc), utc.astimezone(timezone(timedelta(hours=5, minutes=30))))
print(timedelta(days=-1, seconds=3600), abs(timedelta(days=-2)), timedelta(minutes=90) / 2, -timedelta(1), timedelta(weeks=1).days)


def age(born, today):
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


print(age(date(1990, 6, 15), date(2024, 6, 14)), (date(2024, 12, 31) - date(2024, 1, 1)).days, d.isocalendar()[1])
week = [d + timedelta(days=i) for i in range(-d.weekday(), 7 - d.weekday())]
print([f"{x:%a %d}" for x in week], [x.day for x in week if x.weekday() < 5])
for bad in ("2024-13-01", "hello"):
    try:
        datetime.strptime(bad, "%Y-%m-%d")
    except ValueError as e:
        print(e)
try:
    date(2023, 2, 29)
except ValueError as e:
    print(e)
print(f"{dt:%H:%M}", str(timedelta(seconds=3725)), datetime.min.year, date.max, dt.timetuple().tm_yday)
