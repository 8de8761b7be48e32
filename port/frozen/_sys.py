"""What sys has beyond its built-in names. Loaded when a program first asks for it.

How deep calls may nest is the host's to say: setrecursionlimit() only keeps the number.
There are no frames, hooks or traces, and nothing to be assigned to.
"""

import sys
from collections import namedtuple as _namedtuple
from math import ldexp as _ldexp

_Version = _namedtuple("version_info", ("major", "minor", "micro", "releaselevel", "serial"))


class _VersionInfo(_Version):
    def __repr__(self):
        return "sys.version_info(major=%d, minor=%d, micro=%d, releaselevel=%r, serial=%d)" % tuple(self)

    __str__ = __repr__


version_info = _VersionInfo(3, 11, 0, "final", 0)
hexversion = 0x030B00F0
api_version = 1013
copyright = "MicroPython's authors, and those of this sandbox"
executable = ""
prefix = exec_prefix = base_prefix = base_exec_prefix = "/"
orig_argv = []
builtin_module_names = ()
dont_write_bytecode = True
float_repr_style = "short"
maxunicode = 0x10FFFF
warnoptions = []
float_info = _namedtuple(
    "float_info",
    ("max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp", "dig", "mant_dig", "epsilon", "radix", "rounds"),
)(_ldexp(2 - _ldexp(1, -52), 1023), 1024, 308, _ldexp(1, -1022), -1021, -307, 15, 53, _ldexp(1, -52), 2, 1)
int_info = _namedtuple(
    "int_info", ("bits_per_digit", "sizeof_digit", "default_max_str_digits", "str_digits_check_threshold")
)(32, 4, 0, 0)
flags = _namedtuple(
    "flags",
    (
        "debug", "inspect", "interactive", "optimize", "dont_write_bytecode", "no_user_site", "no_site",
        "ignore_environment", "verbose", "bytes_warning", "quiet", "hash_randomization", "isolated", "dev_mode",
        "utf8_mode", "warn_default_encoding", "safe_path", "int_max_str_digits",
    ),
)(0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 1, False, 1, 0, True, 0)  # fmt: skip
_limit = 1000


def getrecursionlimit():
    return _limit


def setrecursionlimit(limit):
    global _limit
    if not isinstance(limit, int):
        raise TypeError("'%s' object cannot be interpreted as an integer" % type(limit).__name__)
    if limit < 1:
        raise ValueError("recursion limit must be greater or equal than 1")
    _limit = limit


def get_int_max_str_digits():
    return 0


def set_int_max_str_digits(maxdigits):
    """There is no such limit here."""


def exception():
    return sys.exc_info()[1]


def getdefaultencoding():
    return "utf-8"


getfilesystemencoding = getdefaultencoding


def getfilesystemencodeerrors():
    return "surrogateescape"


def is_finalizing():
    return False


def getswitchinterval():
    return 0.005
