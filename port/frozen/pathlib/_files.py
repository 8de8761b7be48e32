"""Paths of files."""

import os as _os
from fnmatch import fnmatchcase as _matches
from pathlib._pure import PurePath, PurePosixPath, _parsed

_KINDS = {"is_dir": 0o04, "is_file": 0o10, "is_symlink": 0o12, "is_socket": 0o14, "is_fifo": 0o01}


class Path(PurePath):
    """A path of the files that are granted."""

    def __new__(cls, *args, **keywords):
        return PurePath.__new__(PosixPath if cls is Path else cls, *args)

    @classmethod
    def cwd(cls):
        return cls(_os.getcwd())

    @classmethod
    def home(cls):
        raise RuntimeError("Could not determine home directory.")

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        pass

    def stat(self, *, follow_symlinks=True):
        return _os.stat(str(self)) if follow_symlinks else _os.lstat(str(self))

    def lstat(self):
        return _os.lstat(str(self))

    def _is(self, name):
        try:
            mode = (self.lstat() if name == "is_symlink" else self.stat())[0]
        except (OSError, ValueError):
            return False
        return mode >> 12 == _KINDS[name]

    def exists(self):
        """Whether it is there; what is not granted is not."""
        try:
            self.stat()
            return True
        except (OSError, ValueError):
            return False

    def is_dir(self):
        return self._is("is_dir")

    def is_file(self):
        return self._is("is_file")

    def is_symlink(self):
        return self._is("is_symlink")

    def is_socket(self):
        return self._is("is_socket")

    def is_fifo(self):
        return self._is("is_fifo")

    def is_block_device(self):
        return False

    is_char_device = is_block_device

    def is_mount(self):
        return _os.path.ismount(str(self))

    def samefile(self, other_path):
        return _os.path.samefile(str(self), str(other_path))

    def absolute(self):
        return self if self.root else type(self)(_os.getcwd(), self)

    def resolve(self, strict=False):
        if strict:
            self.stat()
        return type(self)(_os.path.realpath(str(self)))

    def expanduser(self):
        if self._parts and self._parts[0].startswith("~") and not self.root:
            raise RuntimeError("Could not determine home directory.")
        return self

    # ---- files ----

    def open(self, mode="r", buffering=-1, encoding=None, errors=None, newline=None):
        return open(str(self), mode, buffering, encoding, errors, newline)

    def read_text(self, encoding=None, errors=None):
        with self.open("r", encoding=encoding, errors=errors) as file:
            return file.read()

    def read_bytes(self):
        with self.open("rb") as file:
            return file.read()

    def write_text(self, data, encoding=None, errors=None, newline=None):
        if not isinstance(data, str):
            raise TypeError("data must be str, not %s" % type(data).__name__)
        with self.open("w", encoding=encoding, errors=errors, newline=newline) as file:
            return file.write(data)

    def write_bytes(self, data):
        with self.open("wb") as file:
            return file.write(data)

    def touch(self, mode=0o666, exist_ok=True):
        self.open("a" if exist_ok else "x").close()

    def unlink(self, missing_ok=False):
        try:
            _os.unlink(str(self))
        except FileNotFoundError:
            if not missing_ok:
                raise

    def rename(self, target):
        _os.rename(str(self), _os.fspath(target))
        return type(self)(target)

    def replace(self, target):
        _os.replace(str(self), _os.fspath(target))
        return type(self)(target)

    # ---- folders ----

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        try:
            _os.mkdir(str(self))
        except FileNotFoundError:
            if not parents or self.parent == self:
                raise
            self.parent.mkdir(parents=True, exist_ok=True)
            self.mkdir(exist_ok=exist_ok)
        except OSError:
            if not exist_ok or not self.is_dir():
                raise

    def rmdir(self):
        _os.rmdir(str(self))

    def iterdir(self):
        for name in _os.listdir(str(self)):
            yield self._made(self.root, self._parts + [name])

    def glob(self, pattern):
        """The paths below this one that match a pattern; `**` is any number of folders."""
        root, parts = _parsed((pattern,))
        if not parts:
            raise ValueError("Unacceptable pattern: %r" % (pattern,))
        if root:
            raise NotImplementedError("Non-relative patterns are unsupported")
        return self._glob(parts, pattern.endswith("/"))

    def rglob(self, pattern):
        root, parts = _parsed((pattern,))
        if root:
            raise NotImplementedError("Non-relative patterns are unsupported")
        return self._glob(["**"] + parts, pattern.endswith("/"))

    def _glob(self, parts, only_folders):
        seen = set() if parts.count("**") > 1 else None
        for path in self._select(parts):
            if only_folders and not path.is_dir():
                continue
            if seen is not None:
                if path in seen:
                    continue
                seen.add(path)
            yield path

    def _select(self, parts):
        if not parts:
            yield self
            return
        part, rest = parts[0], parts[1:]
        if "**" in part and part != "**":
            raise ValueError("Invalid pattern: '**' can only be an entire path component")
        if part == "**":
            for folder in self._folders():
                yield from folder._select(rest)
        elif any(c in part for c in "*?["):
            for path in self._entries():
                if _matches(path.name, part) and (not rest or path.is_dir()):
                    yield from path._select(rest)
        else:
            path = self._made(self.root, self._parts + [part])
            if path.exists():
                yield from path._select(rest)

    def _entries(self):
        try:
            return list(self.iterdir())
        except (PermissionError, FileNotFoundError, NotADirectoryError):
            return []

    def _folders(self):
        """This folder, and those in it at any depth but behind links."""
        yield self
        for path in self._entries():
            if path.is_dir() and not path.is_symlink():
                yield from path._folders()

    def __getattr__(self, name):
        if name in ("chmod", "lchmod", "symlink_to", "hardlink_to", "readlink", "owner", "group"):
            raise NotImplementedError("Path.%s() is not here: there are no links, users and permissions to set" % name)
        raise AttributeError("%r object has no attribute %r" % (type(self).__name__, name))


class PosixPath(Path, PurePosixPath):
    pass
