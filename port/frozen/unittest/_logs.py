"""The context of assertLogs() and assertNoLogs()."""

import logging
from collections import namedtuple

_Watched = namedtuple("LoggingWatcher", ["records", "output"])


class _Collector(logging.Handler):
    def __init__(self):
        super().__init__()
        self.setFormatter(logging.Formatter("%(levelname)s:%(name)s:%(message)s"))
        self.watched = _Watched([], [])

    def emit(self, record):
        self.watched.records.append(record)
        self.watched.output.append(self.format(record))


class Logs:
    def __init__(self, case, logger, level, none):
        self.case = case
        self.name = logger
        self.level = logging._check_level(level) if level else logging.INFO
        self.none = none
        self.msg = None

    def __enter__(self):
        logger = self.name if isinstance(self.name, logging.Logger) else logging.getLogger(self.name)
        self.logger = logger
        self.before = logger.handlers, logger.level, logger.propagate
        collector = _Collector()
        collector.setLevel(self.level)
        self.records, self.output = collector.watched
        logger.handlers = [collector]
        logger.setLevel(self.level)
        logger.propagate = False
        return None if self.none else collector.watched

    def __exit__(self, exc_type, exc_value, tb):
        self.logger.handlers, self.logger.level, self.logger.propagate = self.before
        if exc_type is not None:
            return False
        fail = self.case.failureException
        if self.none and self.records:
            raise fail(self.case._formatMessage(self.msg, "Unexpected logs found: %r" % (self.output,)))
        if not self.none and not self.records:
            text = "no logs of level %s or higher triggered on %s" % (logging.getLevelName(self.level), self.logger.name)
            raise fail(self.case._formatMessage(self.msg, text))
        return None
