"""Logging: loggers in a tree, handlers and formatters.

Where a message is logged from is not known: %(pathname)s, %(funcName)s and
%(lineno)d are what CPython has where it does not know either. There is one process
and one thread. logging.handlers has what keeps to files and memory; there is no
logging.config, and no handler for sockets.
"""

import sys
from logging._format import BufferingFormatter, Filter, Formatter, LogRecord, PercentStyle, StrFormatStyle, StringTemplateStyle
from logging._handlers import FileHandler, Handler, NullHandler, StreamHandler, _last_resort as lastResort, _handlers
from logging._levels import (
    CRITICAL,
    DEBUG,
    ERROR,
    FATAL,
    INFO,
    NOTSET,
    WARN,
    WARNING,
    _check_level,
    addLevelName,
    getLevelName,
    getLevelNamesMapping,
)

BASIC_FORMAT = "%(levelname)s:%(name)s:%(message)s"
raiseExceptions = True
_record_factory = LogRecord


def getLogRecordFactory():
    return _record_factory


def setLogRecordFactory(factory):
    global _record_factory
    _record_factory = factory


def makeLogRecord(dict):
    record = _record_factory(None, None, "", 0, "", (), None, None)
    for name, value in dict.items():
        setattr(record, name, value)
    return record


class Logger:
    """A place in the tree: a.b is below a, and passes on to it."""

    def __init__(self, name, level=NOTSET):
        self.name = name
        self.level = _check_level(level)
        self.parent = None
        self.propagate = True
        self.handlers = []
        self.filters = []
        self.disabled = False

    addFilter = Handler.addFilter
    removeFilter = Handler.removeFilter
    filter = Handler.filter

    def setLevel(self, level):
        self.level = _check_level(level)

    def debug(self, msg, *args, **kwargs):
        self._at(DEBUG, msg, args, kwargs)

    def info(self, msg, *args, **kwargs):
        self._at(INFO, msg, args, kwargs)

    def warning(self, msg, *args, **kwargs):
        self._at(WARNING, msg, args, kwargs)

    warn = warning

    def error(self, msg, *args, **kwargs):
        self._at(ERROR, msg, args, kwargs)

    def exception(self, msg, *args, exc_info=True, **kwargs):
        """An error, with the exception that is being handled."""
        self._at(ERROR, msg, args, dict(kwargs, exc_info=exc_info))

    def critical(self, msg, *args, **kwargs):
        self._at(CRITICAL, msg, args, kwargs)

    fatal = critical

    def log(self, level, msg, *args, **kwargs):
        if not isinstance(level, int):
            raise TypeError("level must be an integer")
        self._at(level, msg, args, kwargs)

    def _at(self, level, msg, args, keywords):
        if self.isEnabledFor(level):
            self._log(level, msg, args, **keywords)

    def _log(self, level, msg, args, exc_info=None, extra=None, stack_info=False, stacklevel=1):
        if exc_info:
            if isinstance(exc_info, BaseException):
                exc_info = (type(exc_info), exc_info, None)
            elif not isinstance(exc_info, tuple):
                exc_info = sys.exc_info()
        self.handle(
            self.makeRecord(self.name, level, "(unknown file)", 0, msg, args, exc_info, "(unknown function)", extra)
        )

    def makeRecord(self, name, level, fn, lno, msg, args, exc_info, func=None, extra=None, sinfo=None):
        record = _record_factory(name, level, fn, lno, msg, args, exc_info, func, sinfo)
        for key, value in (extra or {}).items():
            if key in ("message", "asctime") or hasattr(record, key):
                raise KeyError("Attempt to overwrite %r in LogRecord" % key)
            setattr(record, key, value)
        return record

    def handle(self, record):
        if not self.disabled and self.filter(record):
            self.callHandlers(record)

    def addHandler(self, hdlr):
        if hdlr not in self.handlers:
            self.handlers.append(hdlr)

    def removeHandler(self, hdlr):
        if hdlr in self.handlers:
            self.handlers.remove(hdlr)

    def _line(self):
        """This logger and those above it that messages come to."""
        logger = self
        while logger is not None:
            yield logger
            logger = logger.parent if logger.propagate else None

    def hasHandlers(self):
        return any(logger.handlers for logger in self._line())

    def callHandlers(self, record):
        found = False
        for logger in self._line():
            for handler in logger.handlers:
                found = True
                if record.levelno >= handler.level:
                    handler.handle(record)
        if not found and lastResort is not None and record.levelno >= lastResort.level:
            lastResort.handle(record)

    def getEffectiveLevel(self):
        logger = self
        while logger is not None:
            if logger.level:
                return logger.level
            logger = logger.parent
        return NOTSET

    def isEnabledFor(self, level):
        return not self.disabled and level > Logger.manager.disable and level >= self.getEffectiveLevel()

    def getChild(self, suffix):
        return getLogger(suffix if self is root else self.name + "." + suffix)

    def getChildren(self):
        return {each for each in Logger.manager.loggerDict.values() if each.parent is self}

    def __repr__(self):
        return "<%s %s (%s)>" % (type(self).__name__, self.name, getLevelName(self.getEffectiveLevel()))


class RootLogger(Logger):
    def __init__(self, level):
        super().__init__("root", level)


class Manager:
    """All loggers but the root, by name."""

    def __init__(self, rootnode):
        self.root = rootnode
        self.disable = NOTSET
        self.loggerDict = {}
        self.loggerClass = None

    def getLogger(self, name):
        if not isinstance(name, str):
            raise TypeError("A logger name must be a string")
        logger = self.loggerDict.get(name)
        if logger is None:
            logger = self.loggerDict[name] = (self.loggerClass or _logger_class)(name)
            above = name
            while logger.parent is None:
                above = above.rpartition(".")[0]
                logger.parent = self.loggerDict.get(above) if above else self.root
            for other in self.loggerDict.values():
                if other.parent is logger.parent and other.name.startswith(name + "."):
                    other.parent = logger
        return logger


_logger_class = Logger
root = RootLogger(WARNING)
Logger.root = root
Logger.manager = Manager(root)


def getLogger(name=None):
    """The logger of a name, always the same one; the root without a name."""
    return root if not name or name == root.name else Logger.manager.getLogger(name)


def getLoggerClass():
    return _logger_class


def setLoggerClass(klass):
    global _logger_class
    if not issubclass(klass, Logger):
        raise TypeError("logger not derived from logging.Logger: " + klass.__name__)
    _logger_class = klass


class LoggerAdapter:
    """A logger with something to add to each message."""

    def __init__(self, logger, extra=None):
        self.logger = logger
        self.extra = extra

    def process(self, msg, kwargs):
        kwargs["extra"] = self.extra
        return msg, kwargs

    def log(self, level, msg, *args, **kwargs):
        if self.isEnabledFor(level):
            msg, kwargs = self.process(msg, kwargs)
            self.logger.log(level, msg, *args, **kwargs)

    def debug(self, msg, *args, **kwargs):
        self.log(DEBUG, msg, *args, **kwargs)

    def info(self, msg, *args, **kwargs):
        self.log(INFO, msg, *args, **kwargs)

    def warning(self, msg, *args, **kwargs):
        self.log(WARNING, msg, *args, **kwargs)

    def error(self, msg, *args, **kwargs):
        self.log(ERROR, msg, *args, **kwargs)

    def exception(self, msg, *args, exc_info=True, **kwargs):
        self.log(ERROR, msg, *args, exc_info=exc_info, **kwargs)

    def critical(self, msg, *args, **kwargs):
        self.log(CRITICAL, msg, *args, **kwargs)

    @property
    def name(self):
        return self.logger.name

    def __getattr__(self, name):
        if name in ("isEnabledFor", "setLevel", "getEffectiveLevel", "hasHandlers", "manager"):
            return getattr(self.logger, name)
        raise AttributeError(name)

    def __repr__(self):
        return "<%s %s (%s)>" % (type(self).__name__, self.name, getLevelName(self.getEffectiveLevel()))


def basicConfig(*, force=False, filename=None, filemode="a", encoding=None, errors="backslashreplace", format=None,
                datefmt=None, style="%", level=None, stream=None, handlers=None):
    """Gives the root logger a handler, if it has none."""
    if force:
        for handler in root.handlers[:]:
            root.removeHandler(handler)
            handler.close()
    if root.handlers:
        return
    if handlers is None:
        if stream is not None and filename is not None:
            raise ValueError("'stream' and 'filename' should not be specified together")
        handlers = [
            StreamHandler(stream)
            if filename is None
            else FileHandler(filename, filemode, encoding=encoding, errors=errors)
        ]
    elif stream is not None or filename is not None:
        raise ValueError("'stream' or 'filename' should not be specified together with 'handlers'")
    if style not in "%{$":
        raise ValueError("Style must be one of: %,{,$")
    if format is None:
        format = {"%": BASIC_FORMAT, "{": "{levelname}:{name}:{message}", "$": "${levelname}:${name}:${message}"}[style]
    formatter = Formatter(format, datefmt, style)
    for handler in handlers:
        if handler.formatter is None:
            handler.setFormatter(formatter)
        root.addHandler(handler)
    if level is not None:
        root.setLevel(level)


def _at_root(name):
    def log(msg, *args, **kwargs):
        if not root.handlers:
            basicConfig()
        getattr(root, name)(msg, *args, **kwargs)

    return log


debug = _at_root("debug")
info = _at_root("info")
warning = warn = _at_root("warning")
error = _at_root("error")
exception = _at_root("exception")
critical = fatal = _at_root("critical")
log = _at_root("log")


def disable(level=CRITICAL):
    """Keeps messages of this level and below from all loggers."""
    Logger.manager.disable = _check_level(level)


def shutdown(handlerList=None):
    """Flushes and closes all handlers."""
    for handler in reversed(list(_handlers)):
        handler.flush()
        handler.close()


def captureWarnings(capture):
    """Sends what warnings tells to the logger py.warnings, or does so no more."""
    import warnings

    global _told_before
    if capture and _told_before is None:
        _told_before = warnings.showwarning
        warnings.showwarning = _log_warning
    elif not capture and _told_before is not None:
        warnings.showwarning = _told_before
        _told_before = None


_told_before = None


def _log_warning(message, category, filename, lineno, file=None, line=None):
    import warnings

    if file is not None:
        _told_before(message, category, filename, lineno, file, line)
    else:
        getLogger("py.warnings").warning("%s", warnings.formatwarning(message, category, filename, lineno, line))
