"""What os has beyond its built-in functions. Loaded when a program first asks for it."""

import os

name = "posix"
linesep = "\n"
curdir = "."
pardir = ".."
extsep = "."
altsep = None
pathsep = ":"
devnull = "/dev/null"
SEEK_SET = 0
SEEK_CUR = 1
SEEK_END = 2
error = OSError

# There are no variables; what a program sets is its own.
environ = {}
EX_OK = 0

_DIR = 0x4000
_LINK = 0xA000


def getenv(key, default=None):
    return environ.get(key, default)


def cpu_count():
    return 1


def get_terminal_size(fd=1):
    raise OSError(25, "Inappropriate ioctl for device")


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    if not hasattr(path, "__fspath__"):
        raise TypeError(
            "expected str, bytes or os.PathLike object, not " + type(path).__name__
        )
    return path.__fspath__()


def fsencode(path):
    path = fspath(path)
    return path.encode() if isinstance(path, str) else path


def fsdecode(path):
    path = fspath(path)
    return path.decode() if isinstance(path, bytes) else path


def replace(src, dst):
    os.rename(src, dst)


def makedirs(name, mode=0o777, exist_ok=False):
    name = fspath(name)
    head, tail = os.path.split(name)
    if not tail:
        head, tail = os.path.split(head)
    if head and tail and not os.path.exists(head):
        try:
            makedirs(head, exist_ok=exist_ok)
        except FileExistsError:
            pass
        if tail == curdir:
            return
    try:
        os.mkdir(name)
    except OSError:
        if not exist_ok or not os.path.isdir(name):
            raise


def removedirs(name):
    os.rmdir(name)
    head, tail = os.path.split(fspath(name))
    if not tail:
        head, tail = os.path.split(head)
    while head and tail:
        try:
            os.rmdir(head)
        except OSError:
            break
        head, tail = os.path.split(head)


def renames(old, new):
    head, tail = os.path.split(fspath(new))
    if head and tail and not os.path.exists(head):
        makedirs(head)
    os.rename(old, new)
    head, tail = os.path.split(fspath(old))
    if head and tail:
        try:
            removedirs(head)
        except OSError:
            pass


class DirEntry:
    def __init__(self, folder, name, kind, inode):
        self.name = name
        self.path = os.path.join(folder, name)
        self._kind = kind
        self._inode = inode

    def is_dir(self, *, follow_symlinks=True):
        if self._kind == _LINK:
            return follow_symlinks and os.path.isdir(self.path)
        return self._kind == _DIR

    def is_file(self, *, follow_symlinks=True):
        if self._kind == _LINK:
            return follow_symlinks and os.path.isfile(self.path)
        return self._kind == 0x8000

    def is_symlink(self):
        return self._kind == _LINK

    def inode(self):
        return self.stat(follow_symlinks=False).st_ino

    def stat(self, *, follow_symlinks=True):
        return os.stat(self.path) if follow_symlinks else os.lstat(self.path)

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return "<DirEntry " + repr(self.name) + ">"


class _Scandir:
    def __init__(self, path):
        self._folder = path
        self._entries = os.ilistdir(path)

    def __iter__(self):
        return self

    def __next__(self):
        return DirEntry(self._folder, *next(self._entries))

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def close(self):
        self._entries = iter(())


def scandir(path="."):
    return _Scandir(fspath(path))


def walk(top, topdown=True, onerror=None, followlinks=False):
    top = fspath(top)
    folders = []
    files = []
    try:
        for entry in scandir(top):
            (folders if entry.is_dir() else files).append(entry.name)
    except OSError as e:
        if onerror is not None:
            onerror(e)
        return
    if topdown:
        yield top, folders, files
    for name in folders:
        path = os.path.join(top, name)
        if followlinks or not os.path.islink(path):
            yield from walk(path, topdown, onerror, followlinks)
    if not topdown:
        yield top, folders, files
