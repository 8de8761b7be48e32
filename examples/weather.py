"""Reports on daily weather records: a CSV with a header line, on standard input.

    weather.py [--json] [YEAR ...]

Prints a table of the months, the extremes, and the longest dry and wet spells,
of all years or of those given; with --json the same as one JSON object.
"""

import json
import re
import sys

import texttable

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
DATE = re.compile(r"^(\d\d\d\d)[/-](\d\d)[/-](\d\d)$")
USAGE = "usage: weather.py [--json] [YEAR ...]"


class Day:
    def __init__(self, fields):
        match = DATE.match(fields["date"])
        if not match:
            raise ValueError("not a date: " + fields["date"])
        self.year = int(match.group(1))
        self.month = int(match.group(2))
        self.date = "-".join(match.group(part) for part in (1, 2, 3))
        self.rain = float(fields["precipitation"])
        self.high = float(fields["temp_max"])
        self.low = float(fields["temp_min"])
        self.wind = float(fields["wind"])
        self.kind = fields["weather"]


def read(lines):
    """The days in a CSV; a line that makes no sense ends the report."""
    names = None
    for number, line in enumerate(lines, 1):
        values = line.strip().split(",")
        if names is None:
            names = values
        elif values != [""]:
            try:
                yield Day(dict(zip(names, values)))
            except (KeyError, ValueError) as error:
                raise SystemExit("line {}: {}: {}".format(number, type(error).__name__, error))


def mean(values):
    values = list(values)
    return sum(values) / len(values)


def months(days):
    """One row for each month of the year, over all years together."""
    years = len(set(day.year for day in days))
    for month, name in enumerate(MONTHS, 1):
        of_month = [day for day in days if day.month == month]
        if of_month:
            kinds = {}
            for day in of_month:
                kinds[day.kind] = kinds.get(day.kind, 0) + 1
            yield {
                "month": name,
                "high": round(mean(day.high for day in of_month), 1),
                "low": round(mean(day.low for day in of_month), 1),
                "rain": round(sum(day.rain for day in of_month) / years),
                "wet": round(100 * mean(day.rain > 0 for day in of_month)),
                "mostly": max(sorted(kinds), key=lambda kind: kinds[kind]),
            }


def extremes(days):
    return [
        ("warmest day", max(days, key=lambda day: day.high), "high", "C"),
        ("coldest night", min(days, key=lambda day: day.low), "low", "C"),
        ("wettest day", max(days, key=lambda day: day.rain), "rain", "mm"),
        ("windiest day", max(days, key=lambda day: day.wind), "wind", "m/s"),
    ]


def longest_spell(days, belongs):
    """First date, last date and length of the longest run of days that belong."""
    best = run = []
    for day in days:
        run = run + [day] if belongs(day) else []
        if len(run) > len(best):
            best = run
    return (best[0].date, best[-1].date, len(best)) if best else ("-", "-", 0)


def shown(value):
    return "{:.1f}".format(value) if isinstance(value, float) else value


def report(days):
    rows = list(months(days))
    columns = ("month", "high", "low", "rain", "wet", "mostly")
    print("{} days, {} to {}".format(len(days), days[0].date, days[-1].date))
    print()
    titles = ("month", "high C", "low C", "rain mm", "wet %", "mostly")
    print(texttable.table([[shown(row[column]) for column in columns] for row in rows], titles))
    print()
    for title, day, field, unit in extremes(days):
        print("{:<15} {} {:>6.1f} {}".format(title, day.date, getattr(day, field), unit))
    for title, spell in spells(days):
        print("{:<15} {} to {}, {} days".format(title, *spell))


def spells(days):
    return [
        ("longest dry", longest_spell(days, lambda day: day.rain == 0)),
        ("longest wet", longest_spell(days, lambda day: day.rain > 0)),
    ]


def as_json(days):
    print(
        json.dumps(
            {
                "days": len(days),
                "months": list(months(days)),
                "extremes": {title: [day.date, getattr(day, field)] for title, day, field, _ in extremes(days)},
                "spells": dict(spells(days)),
            }
        )
    )


def main(arguments):
    years = [int(argument) for argument in arguments if argument.isdigit()]
    options = [argument for argument in arguments if not argument.isdigit()]
    if options not in ([], ["--json"]):
        raise SystemExit(USAGE)
    days = [day for day in read(sys.stdin) if not years or day.year in years]
    if not days:
        raise SystemExit("no days of " + " or ".join(str(year) for year in years))
    if options:
        as_json(days)
    else:
        report(days)


main(sys.argv[1:])
