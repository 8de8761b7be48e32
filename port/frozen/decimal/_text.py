"""Numbers as text."""

import re

from . import _context as c
from ._context import getcontext

_SPEC = re.compile("(?:(.)?([<>=^]))?([-+ ])?(z)?(#)?(0)?([0-9]+)?(,)?(?:\\.([0-9]+))?([eEfFgGn%])?$", re.S)


def number_text(d, engineering=False):
    sign = "-" if d._sign else ""
    if not d.is_finite():
        return sign + ("Infinity" if d._exp == "F" else "NaN")
    digits = str(d._int)
    left = d._exp + len(digits)  # digits before the point
    if d._exp <= 0 and left > -6:
        point = left
    elif not engineering:
        point = 1
    elif d._int:
        point = (left - 1) % 3 + 1
    else:
        point = (left + 1) % 3 - 1
    text = _with_point(digits, point)
    if left != point:
        text += ("E" if getcontext().capitals else "e") + "%+d" % (left - point)
    return sign + text


def _with_point(digits, point):
    if point <= 0:
        return "0." + "0" * -point + digits
    if point >= len(digits):
        return digits + "0" * (point - len(digits))
    return digits[:point] + "." + digits[point:]


def format_number(d, spec):
    found = _SPEC.match(spec)
    if not found:
        raise ValueError("invalid format string")
    fill, align, plus, z, alternate, zero, width, comma, precision, kind = found.groups()
    if zero:
        fill, align = fill or "0", align or "="
    width = int(width or 0)
    if not d.is_finite():
        body = number_text(d).lstrip("-") + ("%" if kind == "%" else "")
        if zero and fill == "0" and align == "=":
            fill, align = " ", ">"
        sign = d._sign
    else:
        sign, body = _body(d, precision, kind, comma, width if fill == "0" and align == "=" else 0, plus)
    sign = "-" if sign else plus if plus in ("+", " ") else ""
    pad = (fill or " ") * (width - len(sign) - len(body))
    align = align or ">"
    if align == "=":
        return sign + pad + body
    if align == "<":
        return sign + body + pad
    if align == ">":
        return pad + sign + body
    half = len(pad) // 2
    return pad[:half] + sign + body + pad[half:]


def _body(d, precision, kind, comma, zeros, plus):
    """The sign and the digits with all that belongs between and after them."""
    rounding = getcontext().rounding
    n, exp = d._int, d._exp
    if kind == "%":
        exp += 2
    d = d._shifted(exp)
    if precision is not None:
        precision = int(precision)
        digits = len(str(n))
        if kind in ("f", "F", "%"):
            if exp < -precision or kind == "%" or exp > -precision:
                d = d._rescaled(-precision, rounding)
        elif kind in ("e", "E"):
            d = d._rescaled(exp + digits - 1 - precision, rounding)
            if len(str(d._int)) > precision + 1:
                d = d._rescaled(d._exp + 1, rounding)
        elif digits > max(precision, 1):
            d = d._rescaled(exp + digits - max(precision, 1), rounding)
            if len(str(d._int)) > max(precision, 1):
                d = d._rescaled(d._exp + 1, rounding)
    elif kind in ("f", "F", "%") and d._exp > 0:
        d = d._rescaled(0, rounding)
    digits = str(d._int)
    left = d._exp + len(digits)
    if kind in ("e", "E"):
        point = 1
        if not d._int and precision is not None:
            digits, left = "0" * (precision + 1), exp + precision + 1
    elif kind in ("f", "F", "%") or d._exp <= 0 and left > -6:
        point = left
    else:
        point = 1
    text = _with_point(digits, point)
    whole, _, decimals = text.partition(".")
    tail = ("." + decimals) if decimals else ""
    if left != point or kind in ("e", "E"):
        capital = kind in ("E", "G") or kind is None and getcontext().capitals
        tail += ("E" if capital else "e") + "%+d" % (left - point)
    if kind == "%":
        tail += "%"
    if comma:
        need = zeros - len(tail) - (1 if d._sign or plus in ("+", " ") else 0)
        whole = _grouped(whole, comma, need)
    return d._sign, whole + tail


def _grouped(whole, comma, width):
    """With a comma between each three digits, and zeros before up to a width."""
    groups = []
    while len(whole) > 3:
        groups.insert(0, whole[-3:])
        whole = whole[:-3]
    groups.insert(0, whole)
    text = comma.join(groups)
    while len(text) < width:
        first = text.partition(comma)[0]
        text = "0" + (text if len(first) < 3 else comma + text)
        if len(first) == 3 and len(text) > width:
            break
    return text
