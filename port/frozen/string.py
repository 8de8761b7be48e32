"""Constants and classes for strings.

Formatter has format(), vformat() and the methods that its subclasses override;
a format string is taken apart here, and each value is formatted by format().
"""

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
printable = digits + ascii_letters + punctuation + whitespace

_NAME_START = ascii_letters + "_"
_NAME = _NAME_START + digits


def capwords(s, sep=None):
    """Each word of a text with a capital."""
    return (sep or " ").join(word[:1].upper() + word[1:].lower() for word in s.split(sep))


class Template:
    """A text in which $name and ${name} stand for values."""

    delimiter = "$"

    def __init__(self, template):
        self.template = template

    def _parts(self):
        """The pieces of text, and between them (name, as it stands there, where);
        the name is None where the $ is no placeholder.
        """
        text = self.template
        mark = self.delimiter
        at = 0
        while True:
            found = text.find(mark, at)
            if found < 0:
                yield text[at:]
                return
            yield text[at:found]
            start = found + len(mark)
            if text[start : start + len(mark)] == mark:
                yield mark
                at = start + len(mark)
                continue
            braced = text[start : start + 1] == "{"
            start += braced
            end = start
            while end < len(text) and text[end] in (_NAME if end > start else _NAME_START):
                end += 1
            name = text[start:end]
            if not name or (braced and text[end : end + 1] != "}"):
                yield None, mark, found
                at = found + len(mark)
            else:
                at = end + braced
                yield name, text[found:at], found

    def _replaced(self, mapping, keywords, safe):
        pieces = []
        for part in self._parts():
            if isinstance(part, str):
                pieces.append(part)
                continue
            name, source, where = part
            if name is None and not safe:
                before = self.template[:where]
                line = before.count("\n") + 1
                column = where - (before.rfind("\n") + 1) + 1
                raise ValueError("Invalid placeholder in string: line %d, col %d" % (line, column))
            if name is not None and name in keywords:
                pieces.append(str(keywords[name]))
            elif name is not None and (not safe or name in mapping):
                pieces.append(str(mapping[name]))
            else:
                pieces.append(source)
        return "".join(pieces)

    def substitute(self, mapping={}, **keywords):
        """The text with all values in it."""
        return self._replaced(mapping, keywords, False)

    def safe_substitute(self, mapping={}, **keywords):
        """The text with those values in it that there are."""
        return self._replaced(mapping, keywords, True)

    def get_identifiers(self):
        names = []
        for part in self._parts():
            if not isinstance(part, str) and part[0] is not None and part[0] not in names:
                names.append(part[0])
        return names

    def is_valid(self):
        return all(isinstance(part, str) or part[0] is not None for part in self._parts())


class Formatter:
    """What str.format() does, with methods to override."""

    def format(self, format_string, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        return self._vformat(format_string, args, kwargs, 2, [0])

    def _vformat(self, format_string, args, kwargs, depth, counter):
        if depth < 0:
            raise ValueError("Max string recursion exceeded")
        pieces = []
        for literal, name, spec, conversion in self.parse(format_string):
            pieces.append(literal)
            if name is None:
                continue
            if name == "" or name[0] in ".[":
                name = str(counter[0]) + name
                counter[0] += 1
            obj, _ = self.get_field(name, args, kwargs)
            obj = self.convert_field(obj, conversion)
            spec = self._vformat(spec, args, kwargs, depth - 1, counter)
            pieces.append(self.format_field(obj, spec))
        return "".join(pieces)

    def parse(self, format_string):
        """Yields (literal text, field name, format spec, conversion)."""
        text = format_string
        at = 0
        literal = ""
        while at < len(text):
            c = text[at]
            if c in "{}" and text[at + 1 : at + 2] == c:
                yield literal + c, None, None, None
                literal = ""
                at += 2
            elif c == "{" and at + 1 == len(text):
                raise ValueError("Single '{' encountered in format string")
            elif c == "}":
                raise ValueError("Single '}' encountered in format string")
            elif c == "{":
                end = at + 1
                depth = 1
                while end < len(text) and depth:
                    depth += (text[end] == "{") - (text[end] == "}")
                    end += 1
                if depth:
                    raise ValueError("expected '}' before end of string")
                name, colon, spec = text[at + 1 : end - 1].partition(":")
                name, mark, conversion = name.partition("!")
                yield literal, name, spec, conversion if mark else None
                literal = ""
                at = end
            else:
                literal += c
                at += 1
        if literal:
            yield literal, None, None, None

    def get_field(self, field_name, args, kwargs):
        end = 0
        while end < len(field_name) and field_name[end] not in ".[":
            end += 1
        first = field_name[:end]
        key = int(first) if first.isdigit() else first
        obj = self.get_value(key, args, kwargs)
        while end < len(field_name):
            start = end + 1
            if field_name[end] == ".":
                end = start
                while end < len(field_name) and field_name[end] not in ".[":
                    end += 1
                obj = getattr(obj, field_name[start:end])
            else:
                end = field_name.index("]", start)
                index = field_name[start:end]
                obj = obj[int(index) if index.isdigit() else index]
                end += 1
        return obj, key

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return ("{:" + format_spec + "}").format(value)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion in ("s", "r", "a"):
            return str(value) if conversion == "s" else repr(value)
        raise ValueError("Unknown conversion specifier " + str(conversion))
