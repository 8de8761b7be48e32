"""Arguments of a command line: positional and optional ones, groups, commands below
a command, help and errors as CPython's 3.11.

Lines are 78 characters wide unless the formatter says otherwise: there is no
terminal here. Without prog=, the program's name is the last part of sys.argv[0].
parse_intermixed_args() is not here.
"""

from argparse._actions import (
    ONE_OR_MORE,
    OPTIONAL,
    PARSER,
    REMAINDER,
    SUPPRESS,
    ZERO_OR_MORE,
    Action,
    ArgumentError,
    ArgumentTypeError,
    BooleanOptionalAction,
    FileType,
    Namespace,
)
from argparse._help import (
    ArgumentDefaultsHelpFormatter,
    HelpFormatter,
    MetavarTypeHelpFormatter,
    RawDescriptionHelpFormatter,
    RawTextHelpFormatter,
)
from argparse._parser import ArgumentParser
