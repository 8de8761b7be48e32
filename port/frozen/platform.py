"""What the program runs on: MicroPython in WebAssembly, on a machine that it is told nothing of."""

import sys as _sys
from collections import namedtuple as _namedtuple

uname_result = _namedtuple("uname_result", "system node release version machine")


def system():
    return "sandbox"


def machine():
    return "wasm32"


def node():
    return "sandbox"


def _nothing():
    return ""


release = version = processor = python_compiler = python_branch = python_revision = _nothing


def architecture(executable="", bits="", linkage=""):
    return "32bit", ""


def platform(aliased=False, terse=False):
    return "sandbox-wasm32"


def uname():
    return uname_result(system(), node(), release(), version(), machine())


def python_implementation():
    return "MicroPython"


def python_version_tuple():
    return tuple([str(part) for part in tuple(_sys.version_info)[:3]])


def python_version():
    """The version of the language."""
    return ".".join(python_version_tuple())


def python_build():
    return ("", "")


def libc_ver(executable=None, lib="", version=""):
    return "", ""
