"""Paths that match a pattern."""

import os
import fnmatch


def has_magic(s):
    return any(c in s for c in "*?[")


def escape(pathname):
    return "".join("[" + c + "]" if c in "*?[" else c for c in pathname)


def glob(pathname, *, root_dir=None, recursive=False, include_hidden=False):
    return list(
        iglob(
            pathname,
            root_dir=root_dir,
            recursive=recursive,
            include_hidden=include_hidden,
        )
    )


def iglob(pathname, *, root_dir=None, recursive=False, include_hidden=False):
    pathname = os.fspath(pathname)
    root = "" if root_dir is None else os.fspath(root_dir)
    start = "/" if pathname.startswith("/") else ""
    names = [name for name in pathname.split("/") if name]
    if pathname.endswith("/"):
        names.append("")
    if names or start:
        yield from _below(root, start, names, recursive, include_hidden)


def _listed(root, folder, only_folders):
    try:
        entries = os.ilistdir(os.path.join(root, folder) or ".")
    except OSError:
        return []
    found = []
    for name, kind, _ in entries:
        is_folder = kind == 0x4000 or (
            kind == 0xA000 and os.path.isdir(os.path.join(root, folder, name))
        )
        if is_folder or not only_folders:
            found.append((name, is_folder))
    return found


def _below(root, folder, names, recursive, hidden):
    if not names:
        yield folder
        return
    name, rest = names[0], names[1:]
    if recursive and name == "**":
        if rest:
            yield from _below(root, folder, rest, recursive, hidden)
        elif folder:
            yield os.path.join(folder, "")
        yield from _deeper(root, folder, rest, hidden)
    elif has_magic(name):
        for child, _ in _listed(root, folder, bool(rest)):
            shown = hidden or name.startswith(".") or not child.startswith(".")
            if shown and fnmatch.fnmatchcase(child, name):
                path = os.path.join(folder, child)
                yield from _below(root, path, rest, recursive, hidden)
    else:
        path = os.path.join(folder, name)
        whole = os.path.join(root, path)
        if os.path.isdir(whole) if rest or not name else os.path.lexists(whole):
            yield from _below(root, path, rest, recursive, hidden)


def _deeper(root, folder, rest, hidden):
    for child, is_folder in _listed(root, folder, bool(rest)):
        if child.startswith(".") and not hidden:
            continue
        path = os.path.join(folder, child)
        if rest:
            yield from _below(root, path, rest, True, hidden)
        else:
            yield path
        if is_folder:
            yield from _deeper(root, path, rest, hidden)
