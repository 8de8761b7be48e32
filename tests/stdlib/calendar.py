import calendar
from calendar import Calendar, TextCalendar


def error(function, *args, **keywords):
    try:
        return function(*args, **keywords)
    except Exception as e:
        return type(e).__name__, str(e)


print([calendar.isleap(y) for y in (1900, 2000, 2023, 2024, 0, -4)], calendar.leapdays(1900, 2024), calendar.leapdays(2000, 2001), [calendar.monthrange(2024, m) for m in range(1, 13)], calendar.monthrange(1, 1), calendar.monthrange(9999, 12), error(calendar.monthrange, 2024, 13), calendar.weekday(2024, 2, 29), error(calendar.weekday, 2023, 2, 29), calendar.timegm((2024, 2, 29, 1, 2, 3)), calendar.timegm((1970, 1, 1, 0, 0, 0)))
print(list(calendar.day_name), list(calendar.day_abbr), list(calendar.month_name), list(calendar.month_abbr), calendar.month_name[3], len(calendar.day_name), calendar.MONDAY, calendar.SUNDAY, calendar.day_name[calendar.FRIDAY], calendar.January, calendar.February)
for first in (0, 6, 3):
    c = Calendar(first)
    for month in ((2024, 2), (2023, 1), (2023, 12), (2021, 2)):
        print(first, list(c.iterweekdays()), list(c.itermonthdays(*month)), list(c.itermonthdays2(*month))[:9], list(c.itermonthdays3(*month))[:8], list(c.itermonthdays4(*month))[-8:], [str(d) for d in c.itermonthdates(*month)][-8:], c.monthdayscalendar(*month), c.monthdays2calendar(*month)[-1], len(c.monthdatescalendar(*month)))
print(Calendar().yeardayscalendar(2024)[0][1], len(Calendar().yeardays2calendar(2024, 4)), Calendar().yeardatescalendar(2024)[0][0][0][0])
t = TextCalendar(6)
for year, month in ((2024, 2), (2023, 10)):
    print(calendar.month(year, month), t.formatmonth(year, month), t.formatmonth(year, month, 4, 2), repr(t.formatmonth(year, month, 10)), sep="\n")
calendar.prmonth(2024, 1)
t.prmonth(2024, 1)
print(calendar.calendar(2024), TextCalendar().formatyear(2023, m=4, c=3), TextCalendar().formatyear(2023, 3, 2, 4, 2), calendar.weekheader(3), calendar.week([(1, 0), (0, 1)], 3), t.formatweekheader(9), sep="\n")
print(calendar.firstweekday(), calendar.setfirstweekday(6), calendar.firstweekday(), calendar.monthcalendar(2024, 2), error(calendar.setfirstweekday, 9), calendar.month(2024, 2))
calendar.setfirstweekday(calendar.MONDAY)

# What programs do with them.
fridays = [max(w[calendar.FRIDAY] for w in calendar.monthcalendar(2024, m)) for m in range(1, 13)]
thirteenth = [m for m in range(1, 13) if calendar.weekday(2023, m, 13) == calendar.FRIDAY]
print(fridays, thirteenth, sum(1 for w in calendar.monthcalendar(2024, 2) for d in w[:5] if d))
