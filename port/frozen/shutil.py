"""Copying, moving and removing files and folders."""

import os
import fnmatch


class Error(OSError):
    pass


class SameFileError(Error):
    pass


def copyfileobj(fsrc, fdst, length=0):
    while True:
        block = fsrc.read(length or 65536)
        if not block:
            return
        fdst.write(block)


def copyfile(src, dst, *, follow_symlinks=True):
    if os.path.exists(dst) and os.path.samefile(src, dst):
        raise SameFileError(
            "{!r} and {!r} are the same file".format(os.fspath(src), os.fspath(dst))
        )
    with open(src, "rb") as source:
        with open(dst, "wb") as target:
            copyfileobj(source, target)
    return dst


def copy(src, dst, *, follow_symlinks=True):
    if os.path.isdir(dst):
        dst = os.path.join(dst, os.path.basename(src))
    return copyfile(src, dst)


copy2 = copy  # there are no permissions or times to keep


def ignore_patterns(*patterns):
    def ignored(path, names):
        return set(name for name in names for pattern in patterns if fnmatch.fnmatch(name, pattern))

    return ignored


def copytree(
    src, dst, symlinks=False, ignore=None, copy_function=copy2, ignore_dangling_symlinks=False, dirs_exist_ok=False
):
    names = sorted(os.listdir(src))
    left_out = ignore(os.fspath(src), names) if ignore is not None else ()
    os.makedirs(dst, exist_ok=dirs_exist_ok)
    for name in names:
        if name in left_out:
            continue
        source, target = os.path.join(src, name), os.path.join(dst, name)
        if os.path.isdir(source):
            copytree(source, target, symlinks, ignore, copy_function, ignore_dangling_symlinks, dirs_exist_ok)
        elif os.path.exists(source) or not ignore_dangling_symlinks:
            copy_function(source, target)
    return dst


def rmtree(path, ignore_errors=False, onerror=None):
    def failed(function, path, e):
        if onerror is not None:
            onerror(function, path, (type(e), e, None))
        elif not ignore_errors:
            raise e

    def remove_below(folder):
        try:
            entries = list(os.scandir(folder))
        except OSError as e:
            failed(os.scandir, folder, e)
            return
        for entry in entries:
            # A link goes, and not what it leads to.
            if entry.is_dir(follow_symlinks=False):
                remove_below(entry.path)
                continue
            try:
                os.remove(entry.path)
            except OSError as e:
                failed(os.remove, entry.path, e)
        try:
            os.rmdir(folder)
        except OSError as e:
            failed(os.rmdir, folder, e)

    path = os.fspath(path)
    if os.path.islink(path):
        failed(os.path.islink, path, OSError("Cannot call rmtree on a symbolic link"))
        return
    remove_below(path)


def move(src, dst, copy_function=copy2):
    src = os.fspath(src)
    target = os.fspath(dst)
    if os.path.isdir(target):
        if os.path.samefile(src, target):
            os.rename(src, target)
            return target
        target = os.path.join(target, os.path.basename(src.rstrip("/")))
        if os.path.exists(target):
            raise Error("Destination path '%s' already exists" % target)
    try:
        os.rename(src, target)
    except OSError as e:
        # From one grant to another.
        if e.errno != 18:
            raise
        if os.path.isdir(src):
            copytree(src, target, copy_function=copy_function)
            rmtree(src)
        else:
            copy_function(src, target)
            os.remove(src)
    return target


def which(cmd, mode=0, path=None):
    """There are no programs that could be started."""
    return None


def get_terminal_size(fallback=(80, 24)):
    """The fallback: there is no terminal. Otherwise as os.environ says."""
    from collections import namedtuple

    def size(name, default):
        value = os.environ.get(name, "")
        return int(value) if value.isdigit() and int(value) else default

    return namedtuple("terminal_size", "columns lines")(size("COLUMNS", fallback[0]), size("LINES", fallback[1]))
