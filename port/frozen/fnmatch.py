"""Names that match patterns as a shell has them: *, ?, [seq] and [!seq]."""

import os


def fnmatch(name, pat):
    return fnmatchcase(os.path.normcase(name), os.path.normcase(pat))


def filter(names, pat):
    return [name for name in names if fnmatchcase(name, pat)]


def _set_end(pat, at):
    """Where the set that begins at `at` ends, behind its bracket; 0 if it does not."""
    first = at + 1 + (pat[at + 1 : at + 2] == "!")
    # A bracket that comes first is one of the set.
    return pat.find("]", first + 1) + 1


def _in_set(c, chars):
    inverted = chars.startswith("!")
    if inverted:
        chars = chars[1:]
    found = False
    at = 0
    while at < len(chars):
        if chars[at + 1 : at + 2] == "-" and at + 2 < len(chars):
            found = found or chars[at] <= c <= chars[at + 2]
            at += 3
        else:
            found = found or c == chars[at]
            at += 1
    return found != inverted


def fnmatchcase(name, pat):
    # Goes back to the last star only: what is before it has matched.
    at = p = 0
    star = None
    while at < len(name):
        c = pat[p : p + 1]
        end = _set_end(pat, p) if c == "[" else 0
        if c == "*":
            star = (p + 1, at)
            p += 1
            continue
        if end and _in_set(name[at], pat[p + 1 : end - 1]):
            at += 1
            p = end
            continue
        if not end and (c == "?" or c == name[at]):
            at += 1
            p += 1
            continue
        if star is None:
            return False
        p, at = star[0], star[1] + 1
        star = (p, at)
    return all(c == "*" for c in pat[p:])
