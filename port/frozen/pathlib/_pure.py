"""Paths as text."""

import os as _os
from fnmatch import fnmatchcase as _matches


def _parsed(args):
    """(root, the parts of the path with the root first)."""
    text = ""
    for arg in args:
        if isinstance(arg, PurePath):
            arg = str(arg)
        else:
            arg = _os.fspath(arg)
            if not isinstance(arg, str):
                raise TypeError(
                    "argument should be a str object or an os.PathLike object returning str, not %s" % type(arg)
                )
        text = arg if arg.startswith("/") else text + "/" + arg if text else arg
    root = "//" if text.startswith("//") and not text.startswith("///") else text[:1] if text.startswith("/") else ""
    return root, ([root] if root else []) + [part for part in text.split("/") if part and part != "."]


class PurePath:
    """A path as text."""

    def __new__(cls, *args, **keywords):
        self = object.__new__(PurePosixPath if cls is PurePath else cls)
        self.root, self._parts = _parsed(args)
        return self

    def _made(self, root, parts):
        path = object.__new__(type(self))
        path.root = root
        path._parts = parts
        return path

    drive = ""

    @property
    def anchor(self):
        return self.root

    @property
    def parts(self):
        return tuple(self._parts)

    @property
    def _names(self):
        return self._parts[1:] if self.root else self._parts

    def __str__(self):
        return self.root + "/".join(self._names) or "."

    __fspath__ = as_posix = __str__

    def __bytes__(self):
        return str(self).encode()

    def __repr__(self):
        return "%s(%r)" % (type(self).__name__, str(self))

    def __hash__(self):
        return hash(str(self))

    def __eq__(self, other):
        return self._parts == other._parts if isinstance(other, PurePath) else NotImplemented

    def __lt__(self, other):
        return self._parts < other._parts if isinstance(other, PurePath) else NotImplemented

    def __le__(self, other):
        return self._parts <= other._parts if isinstance(other, PurePath) else NotImplemented

    def __gt__(self, other):
        return self._parts > other._parts if isinstance(other, PurePath) else NotImplemented

    def __ge__(self, other):
        return self._parts >= other._parts if isinstance(other, PurePath) else NotImplemented

    def __truediv__(self, key):
        try:
            return self.joinpath(key)
        except TypeError:
            return NotImplemented

    def __rtruediv__(self, key):
        try:
            return self._made(*_parsed((key, self)))
        except TypeError:
            return NotImplemented

    def joinpath(self, *args):
        return self._made(*_parsed((self,) + args))

    @property
    def parent(self):
        return self._made(self.root, self._parts[:-1]) if self._names else self

    @property
    def parents(self):
        return _Parents(self)

    @property
    def name(self):
        return self._names[-1] if self._names else ""

    @property
    def suffix(self):
        name = self.name
        at = name.rfind(".")
        return name[at:] if 0 < at < len(name) - 1 else ""

    @property
    def suffixes(self):
        name = self.name
        return [] if name.endswith(".") else ["." + each for each in name.lstrip(".").split(".")[1:]]

    @property
    def stem(self):
        suffix = self.suffix
        return self.name[: -len(suffix)] if suffix else self.name

    def with_name(self, name):
        if not self.name:
            raise ValueError("%r has an empty name" % (self,))
        if not name or "/" in name or name == ".":
            raise ValueError("Invalid name %r" % (name,))
        return self._made(self.root, self._parts[:-1] + [name])

    def with_stem(self, stem):
        return self.with_name(stem + self.suffix)

    def with_suffix(self, suffix):
        if "/" in suffix or (suffix and not suffix.startswith(".")) or suffix == ".":
            raise ValueError("Invalid suffix %r" % (suffix,))
        if not self.name:
            raise ValueError("%r has an empty name" % (self,))
        return self._made(self.root, self._parts[:-1] + [self.stem + suffix])

    def relative_to(self, *other):
        if not other:
            raise TypeError("need at least one argument")
        root, parts = _parsed(other)
        if self._parts[: len(parts)] != parts or root != self.root:
            raise ValueError(
                "%r is not in the subpath of %r OR one path is relative and the other is absolute."
                % (str(self), str(self._made(root, parts)))
            )
        return self._made("", self._parts[len(parts) :])

    def is_relative_to(self, *other):
        try:
            self.relative_to(*other)
            return True
        except ValueError:
            return False

    def is_absolute(self):
        return bool(self.root)

    def is_reserved(self):
        return False

    def as_uri(self):
        if not self.root:
            raise ValueError("relative path can't be expressed as a file URI")
        safe = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~/"
        return "file://" + "".join([chr(c) if c in safe else "%%%02X" % c for c in bytes(self)])

    def match(self, path_pattern):
        """Whether the last parts match a pattern; all of them, if it is absolute."""
        root, pattern = _parsed((path_pattern,))
        if not pattern:
            raise ValueError("empty pattern")
        if root and (root != self.root or len(pattern) != len(self._parts)):
            return False
        if len(pattern) > len(self._parts):
            return False
        return all([_matches(part, each) for part, each in zip(reversed(self._parts), reversed(pattern))])


class PurePosixPath(PurePath):
    pass


class _Parents:
    """The folders that a path is in, the innermost first."""

    def __init__(self, path):
        self._path = path

    def __len__(self):
        return len(self._path._names)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return tuple([self[i] for i in range(*index.indices(len(self)))])
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        path = self._path
        return path._made(path.root, path._parts[: len(path._parts) - (index % len(self)) - 1])

    def __iter__(self):
        return iter([self[i] for i in range(len(self))])

    def __repr__(self):
        return "<%s.parents>" % type(self._path).__name__
