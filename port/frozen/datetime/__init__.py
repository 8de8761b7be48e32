"""Dates and times, as CPython's datetime.

The local time is UTC. Not there: pickling, and years as negative or beyond 9999.
Wrong types of arguments are told in other words than CPython's.
"""

from ._delta import timedelta, timezone, tzinfo
from ._date import date
from ._clock import time
from ._moment import datetime

MINYEAR = 1
MAXYEAR = 9999
UTC = timezone.utc

__all__ = ("date", "datetime", "time", "timedelta", "timezone", "tzinfo", "MINYEAR", "MAXYEAR", "UTC")
