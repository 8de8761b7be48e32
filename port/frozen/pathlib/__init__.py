"""Paths as objects. PurePath is pure text; Path uses the files that are granted.

There are paths of POSIX only: PureWindowsPath is not here. There are no users,
so no home() and owner(), and no links or permissions are set.
"""

from pathlib._files import Path, PosixPath
from pathlib._pure import PurePath, PurePosixPath
