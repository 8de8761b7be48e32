"""escape() and unescape(), as CPython's html. Of the named characters unescape() knows the
252 of HTML 4, and apos; numbers all.
"""

import re as _re

_REFERENCE = _re.compile("&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)")
# What browsers take the numbers from 128 to 159 for.
_WINDOWS = "\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178"


def escape(s, quote=True):
    s = s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return s.replace('"', "&quot;").replace("'", "&#x27;") if quote else s


def _character(found):
    from .entities import name2codepoint, unended

    text = found.group(1)
    if text[0] == "#":
        digits = text[1:].rstrip(";")
        if len(digits) > 20 and digits.lstrip("xX0")[8:]:
            return "\ufffd"
        n = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
        if 0x80 <= n <= 0x9F:
            return _WINDOWS[n - 0x80]
        if n == 0 or 0xD800 <= n <= 0xDFFF or n > 0x10FFFF:
            return "\ufffd"
        if n < 32 and n not in (9, 10, 12, 13) or n == 11 or n == 0x7F or 0xFDD0 <= n <= 0xFDEF or n & 0xFFFE == 0xFFFE:
            return ""
        return "\r" if n == 13 else chr(n)
    name = text.rstrip(";")
    if text[-1] == ";":
        if name in name2codepoint:
            return chr(name2codepoint[name])
        if name == "apos":
            return "'"
    for end in range(len(text), 1, -1):  # the longest one that it begins with
        if text[:end] in unended:
            return chr(name2codepoint[text[:end]]) + text[end:]
        if text[:end] in ("AMP", "LT", "GT", "QUOT", "COPY", "REG"):
            return chr(name2codepoint[text[:end].lower()]) + text[end:].lstrip(";" if end == len(name) else "")
    return "&" + text


def unescape(s):
    return _REFERENCE.sub(_character, s) if "&" in s else s
