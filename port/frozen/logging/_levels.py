"""The levels of messages."""

CRITICAL = FATAL = 50
ERROR = 40
WARNING = WARN = 30
INFO = 20
DEBUG = 10
NOTSET = 0

_names = {50: "CRITICAL", 40: "ERROR", 30: "WARNING", 20: "INFO", 10: "DEBUG", 0: "NOTSET"}
_levels = {name: level for level, name in _names.items()}
_levels["FATAL"] = 50
_levels["WARN"] = 30


def getLevelNamesMapping():
    return _levels.copy()


def getLevelName(level):
    """The name of a level; and the level of a name."""
    result = _names.get(level)
    if result is None:
        result = _levels.get(level)
    return "Level %s" % level if result is None else result


def addLevelName(level, levelName):
    _names[level] = levelName
    _levels[levelName] = level


def _check_level(level):
    if isinstance(level, int):
        return level
    if not isinstance(level, str):
        raise TypeError("Level not an integer or a valid string: %r" % (level,))
    if level not in _levels:
        raise ValueError("Unknown level: %r" % (level,))
    return _levels[level]
