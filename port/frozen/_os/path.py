"""os.path, for paths with slashes."""

import os

curdir = "."
pardir = ".."
extsep = "."
sep = "/"
altsep = None
pathsep = ":"
devnull = "/dev/null"
defpath = "/bin:/usr/bin"
supports_unicode_filenames = True


def _text(path):
    path = os.fspath(path)
    if not isinstance(path, str):
        raise TypeError("paths of bytes are not taken here; use str")
    return path


def normcase(s):
    return _text(s)


def isabs(s):
    return _text(s).startswith("/")


def join(a, *p):
    path = _text(a)
    for part in p:
        part = _text(part)
        if part.startswith("/"):
            path = part
        elif not path or path.endswith("/"):
            path += part
        else:
            path += "/" + part
    return path


def split(p):
    p = _text(p)
    at = p.rfind("/") + 1
    head, tail = p[:at], p[at:]
    if head and head != "/" * len(head):
        head = head.rstrip("/")
    return head, tail


def basename(p):
    p = _text(p)
    return p[p.rfind("/") + 1 :]


def dirname(p):
    return split(p)[0]


def splitdrive(p):
    return "", _text(p)


def splitext(p):
    p = _text(p)
    start = p.rfind("/") + 1
    dot = p.rfind(".")
    # Dots at the beginning of a name are part of it.
    while start < dot and p[start] == ".":
        start += 1
    return (p[:dot], p[dot:]) if start < dot else (p, "")


def normpath(path):
    path = _text(path)
    if not path:
        return "."
    # Two slashes at the beginning, but not three, are kept as POSIX has it.
    slashes = 0
    if path.startswith("/"):
        slashes = 2 if path.startswith("//") and not path.startswith("///") else 1
    names = []
    for name in path.split("/"):
        if name in ("", "."):
            continue
        if name != ".." or (not slashes and not names) or (names and names[-1] == ".."):
            names.append(name)
        elif names:
            names.pop()
    return "/" * slashes + "/".join(names) or "."


def abspath(path):
    path = _text(path)
    return normpath(path if path.startswith("/") else join(os.getcwd(), path))


def realpath(filename, *, strict=False):
    """Links are left as they are: where they lead cannot be asked."""
    path = abspath(filename)
    if strict:
        os.stat(path)
    return path


def relpath(path, start="."):
    if not path:
        raise ValueError("no path specified")
    here = [name for name in abspath(start).split("/") if name]
    there = [name for name in abspath(path).split("/") if name]
    common = 0
    while common < min(len(here), len(there)) and here[common] == there[common]:
        common += 1
    names = [".."] * (len(here) - common) + there[common:]
    return join(*names) if names else "."


def commonprefix(m):
    if not m:
        return ""
    low, high = min(m), max(m)
    for i in range(len(low)):
        if low[i] != high[i]:
            return low[:i]
    return low


def commonpath(paths):
    paths = [_text(path) for path in paths]
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    if len(set(isabs(path) for path in paths)) != 1:
        raise ValueError("Can't mix absolute and relative paths")
    split_paths = [[n for n in path.split("/") if n and n != "."] for path in paths]
    common = commonprefix(split_paths)
    return ("/" if isabs(paths[0]) else "") + "/".join(common)


def expanduser(path):
    """There are no users, so there is nothing to expand."""
    return _text(path)


def expandvars(path):
    """With the values of $name and ${name} in os.environ; what is not there stays."""
    path = _text(path)
    if "$" not in path:
        return path
    import re

    def value(found):
        return os.environ.get(found.group(1) or found.group(2), found.group(0))

    return re.sub(r"\$(?:(\w+)|\{([^}]*)\})", value, path)


def _stat(path, ask=os.stat):
    try:
        return ask(path)
    except (OSError, ValueError):
        return None


def exists(path):
    return _stat(path) is not None


def lexists(path):
    return _stat(path, os.lstat) is not None


def _is(path, kind, ask=os.stat):
    found = _stat(path, ask)
    return found is not None and found[0] & 0xF000 == kind


def isfile(path):
    return _is(path, 0x8000)


def isdir(s):
    return _is(s, 0x4000)


def islink(path):
    return _is(path, 0xA000, os.lstat)


def ismount(path):
    return abspath(path) == "/"


def getsize(filename):
    return os.stat(filename).st_size


def getmtime(filename):
    return os.stat(filename).st_mtime


def getatime(filename):
    return os.stat(filename).st_atime


def getctime(filename):
    return os.stat(filename).st_ctime


def samestat(s1, s2):
    return s1[1] == s2[1] and s1[2] == s2[2]


def samefile(f1, f2):
    return samestat(os.stat(f1), os.stat(f2))
