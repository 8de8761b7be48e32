"""Times as text: for time and datetime. Names are the English ones."""

from time import gmtime, struct_time

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def days_before(year):
    """Days from the first day of year 1 to the first day of a year."""
    y = year - 1
    return y * 365 + y // 4 - y // 100 + y // 400


def is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def day_of_year(year, month, day):
    lengths = (31, 28 + is_leap(year), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return sum(lengths[: month - 1]) + day


def weekday(year, month, day):
    """0 for Monday."""
    return (days_before(year) + day_of_year(year, month, day) + 6) % 7


def iso_week(year, month, day):
    """Year, week and weekday (from 1) as ISO 8601 counts them."""
    today = day_of_year(year, month, day)
    wday = weekday(year, month, day)
    week = (today - wday + 9) // 7
    if week == 0:
        year -= 1
        week = _weeks_of(year)
    elif week == 53 and _weeks_of(year) == 52:
        year += 1
        week = 1
    return year, week, wday + 1


def _weeks_of(year):
    return 53 if weekday(year, 1, 1) == 3 or weekday(year, 12, 31) == 3 else 52


def _two(number):
    return "%02d" % number


def format_time(format, fields, microsecond=0, offset="", zone=""):
    """A format with all its % directives replaced. `fields` are those of a
    struct_time; `offset` and `zone` are what %z and %Z stand for.
    """
    year, month, day, hour, minute, second, wday, yday = fields[:8]
    pieces = []
    at = 0
    while at < len(format):
        found = format.find("%", at)
        if found < 0 or found + 1 == len(format):
            pieces.append(format[at:])
            break
        pieces.append(format[at:found])
        c = format[found + 1]
        at = found + 2
        if c == "-" and at < len(format):  # without leading zeros
            plain = format_time("%" + format[at], fields, microsecond, offset, zone)
            pieces.append(plain.lstrip("0") or "0")
            at += 1
        elif c in "YmdHMS":
            value = (year, month, day, hour, minute, second)["YmdHMS".index(c)]
            pieces.append(str(value) if c == "Y" else _two(value))
        elif c == "a" or c == "A":
            pieces.append(DAYS[wday][: 3 if c == "a" else None])
        elif c == "b" or c == "B" or c == "h":
            pieces.append(MONTHS[month - 1][: None if c == "B" else 3])
        elif c == "f":
            pieces.append("%06d" % microsecond)
        elif c == "p":
            pieces.append("AM" if hour < 12 else "PM")
        elif c == "I":
            pieces.append(_two((hour + 11) % 12 + 1))
        elif c == "j":
            pieces.append("%03d" % yday)
        elif c == "y":
            pieces.append(_two(year % 100))
        elif c == "w":
            pieces.append(str((wday + 1) % 7))
        elif c == "u":
            pieces.append(str(wday + 1))
        elif c == "U":
            pieces.append(_two((yday + 6 - (wday + 1) % 7) // 7))
        elif c == "W":
            pieces.append(_two((yday + 6 - wday) // 7))
        elif c == "G" or c == "V":
            iso = iso_week(year, month, day)
            pieces.append(str(iso[0]) if c == "G" else _two(iso[1]))
        elif c == "C":
            pieces.append(_two(year // 100))
        elif c == "e":
            pieces.append("%2d" % day)
        elif c == "z":
            pieces.append(offset)
        elif c == "Z":
            pieces.append(zone)
        elif c == "n" or c == "t":
            pieces.append("\n" if c == "n" else "\t")
        elif c == "%":
            pieces.append("%")
        elif c in _SHORT:
            pieces.append(format_time(_SHORT[c], fields, microsecond, offset, zone))
        else:
            pieces.append("%" + c)
    return "".join(pieces)


_SHORT = {
    "c": "%a %b %e %H:%M:%S %Y",
    "x": "%m/%d/%y",
    "X": "%H:%M:%S",
    "D": "%m/%d/%y",
    "F": "%Y-%m-%d",
    "T": "%H:%M:%S",
    "R": "%H:%M",
    "r": "%I:%M:%S %p",
}


class _Mismatch(Exception):
    pass


def _number(text, at, most_digits, low, high):
    """A number of at most so many digits, as long as it is not too high."""
    end = at
    while end < len(text) and end - at < most_digits and text[end].isdigit():
        end += 1
    while end > at and int(text[at:end]) > high:
        end -= 1
    if end == at or int(text[at:end]) < low:
        raise _Mismatch
    return int(text[at:end]), end


def _name(text, at, names):
    rest = text[at:].lower()
    for number, name in enumerate(names):
        if rest.startswith(name.lower()):
            return number, at + len(name)
    raise _Mismatch


_NUMBERS = {
    "d": (2, 1, 31), "H": (2, 0, 23), "I": (2, 1, 12), "j": (3, 1, 366), "m": (2, 1, 12), "M": (2, 0, 59), "S": (2, 0, 61),
    "U": (2, 0, 53), "W": (2, 0, 53), "V": (2, 1, 53), "w": (1, 0, 6), "u": (1, 1, 7), "y": (2, 0, 99), "Y": (4, 0, 9999),
    "G": (4, 0, 9999),
}  # fmt: skip


def _offset(text, at):
    """Seconds and microseconds of +hh:mm[:ss[.ffffff]] or Z."""
    if text[at : at + 1] == "Z":
        return 0, at + 1
    sign = {"+": 1, "-": -1}.get(text[at : at + 1])
    if sign is None:
        raise _Mismatch
    hours, at = _number(text, at + 1, 2, 0, 99)
    at += text[at : at + 1] == ":"
    minutes, at = _number(text, at, 2, 0, 59)
    seconds = 0
    colon = text[at : at + 1] == ":"
    if text[at + colon : at + colon + 2].isdigit() and len(text[at + colon : at + colon + 2]) == 2:
        seconds, at = _number(text, at + colon, 2, 0, 59)
    return sign * (hours * 3600 + minutes * 60 + seconds), at


def parse_time(text, format):
    """What a text says, by the directives of a format: a dict of their letters."""
    expanded = format
    for short in "cxXDTRrF":
        if "%" + short in expanded and short in "cxX":
            expanded = expanded.replace("%" + short, _SHORT[short].replace("%e", "%d"))
    found = {}
    at = i = 0
    try:
        while i < len(expanded):
            c = expanded[i]
            if c.isspace():
                while i < len(expanded) and expanded[i].isspace():
                    i += 1
                start = at
                while at < len(text) and text[at].isspace():
                    at += 1
                if start == at:
                    raise _Mismatch
                continue
            if c != "%":
                if text[at : at + 1].lower() != c.lower():
                    raise _Mismatch
                at += 1
                i += 1
                continue
            if i + 1 == len(expanded):
                raise ValueError("stray %% in format '%s'" % format)
            c = expanded[i + 1]
            i += 2
            if c in _NUMBERS:
                digits, low, high = _NUMBERS[c]
                if c == "d" and text[at : at + 1] == " ":
                    at += 1
                start = at
                found[c], at = _number(text, at, digits, low, high)
                if c in "yYG" and at - start < digits:
                    raise _Mismatch
            elif c == "f":
                start = at
                _, at = _number(text, at, 6, 0, 999999)
                found[c] = int((text[start:at] + "00000")[:6])
            elif c in "aA":
                found["a"], at = _name(text, at, DAYS if c == "A" else [day[:3] for day in DAYS])
            elif c in "bB":
                found["m"], at = _name(text, at, MONTHS if c == "B" else [month[:3] for month in MONTHS])
                found["m"] += 1
            elif c == "p":
                found[c], at = _name(text, at, ("AM", "PM"))
            elif c == "z":
                found[c], at = _offset(text, at)
            elif c == "Z":
                found[c], at = _name(text, at, ("UTC", "GMT"))
            elif c == "%":
                if text[at : at + 1] != "%":
                    raise _Mismatch
                at += 1
            else:
                raise ValueError("'%s' is a bad directive in format '%s'" % (c, format))
    except _Mismatch:
        raise ValueError("time data %r does not match format %r" % (text, format)) from None
    if at < len(text):
        raise ValueError("unconverted data remains: " + text[at:])
    return found


def date_of(found):
    """Year, month, day, hour, minute and second of what parse_time() found."""
    year = found.get("Y", 1900)
    if "y" in found and "Y" not in found:
        year = found["y"] + (1900 if found["y"] > 68 else 2000)
    hour = found.get("H", 0)
    if "I" in found:
        hour = found["I"] % 12 + 12 * (found.get("p", 0) == 1)
    month, day = found.get("m", 1), found.get("d", 1)
    wday = found.get("a", (found["w"] + 6) % 7 if "w" in found else found["u"] - 1 if "u" in found else None)
    yday = found.get("j")
    if yday is None and wday is not None:
        for letter, first in (("U", 6), ("W", 0)):
            if letter in found:
                january = weekday(year, 1, 1)
                offset = (first - january) % 7  # to the first day of week 1
                yday = 1 + offset + 7 * (found[letter] - 1) + (wday - first) % 7
        if "V" in found and "G" in found:
            year = found["G"]
            yday = 7 * (found["V"] - 1) + wday + 1 - weekday(year, 1, 4) + 3
    if yday is not None and not ("m" in found and "d" in found):
        if yday < 1:
            year -= 1
            yday += 365 + is_leap(year)
        elif yday > 365 + is_leap(year):
            yday -= 365 + is_leap(year)
            year += 1
        month = 12
        while day_of_year(year, month, 1) > yday:
            month -= 1
        day = yday - day_of_year(year, month, 1) + 1
    if month == 2 and day == 29 and "Y" not in found and "y" not in found and not is_leap(year):
        year = 1904  # so that the day exists, as CPython does it
    return year, month, day, hour, found.get("M", 0), found.get("S", 0)


def strftime(format, t=None):
    """A time as text."""
    t = gmtime() if t is None else tuple(t)
    return format_time(format, t, 0, "+0000", "UTC")


def strptime(string, format="%a %b %d %H:%M:%S %Y"):
    """The struct_time that a text stands for."""
    found = parse_time(string, format)
    year, month, day, hour, minute, second = date_of(found)
    lengths = (31, 28 + is_leap(year), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    if day > lengths[month - 1]:
        raise ValueError("day is out of range for month")
    if year == 1904 and "Y" not in found and "y" not in found:
        shown = 1900
    else:
        shown = year
    isdst = 0 if "Z" in found else -1
    return struct_time(
        (shown, month, day, hour, minute, second, weekday(year, month, day), day_of_year(year, month, day), isdst)
    )


def asctime(t=None):
    """As 'Sun Jan  1 00:00:00 2023'."""
    return format_time("%a %b %e %H:%M:%S %Y", gmtime() if t is None else tuple(t))


def ctime(secs=None):
    return asctime(gmtime(secs))


def get_clock_info(name):
    """What is known of a clock."""
    from types import SimpleNamespace

    if name not in ("time", "monotonic", "perf_counter", "process_time", "thread_time"):
        raise ValueError("unknown clock")
    return SimpleNamespace(
        implementation="clock_time_get()", monotonic=name != "time", adjustable=name == "time", resolution=1e-09
    )
