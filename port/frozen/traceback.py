"""Tracebacks as text and as data.

An exception knows where it was raised and by which calls it came to where it was
caught; this module asks for that as text, and reads it. There are no frames, so
nothing is known of the calls above (print_stack(), extract_stack() are not here)
nor of variables. Where a function takes a traceback, an exception does as well. Source
lines are those of files that the program may read.
"""

import io as _io
import re as _re
import sys as _sys

_entry = _re.compile(r'  File "(.*)", line (\d+)(?:, in (.*))?\Z')
_CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"
_CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n"
_absent = object()


class FrameSummary:
    """One call of a traceback; also a tuple (filename, lineno, name, line)."""

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self.locals = locals
        self._line = line

    @property
    def line(self):
        if self._line is None:
            self._line = _source(self.filename, self.lineno)
        return self._line

    def __iter__(self):
        return iter((self.filename, self.lineno, self.name, self.line))

    def __getitem__(self, index):
        return (self.filename, self.lineno, self.name, self.line)[index]

    def __len__(self):
        return 4

    def __eq__(self, other):
        return tuple(self) == tuple(other)

    def __repr__(self):
        return "<FrameSummary file %s, line %s in %s>" % (self.filename, self.lineno, self.name)


def _source(filename, lineno):
    if filename.startswith("<"):
        return ""
    try:
        with open(filename) as file:
            for number, line in enumerate(file, 1):
                if number == lineno:
                    return line.strip()
    except Exception:
        pass
    return ""


class StackSummary(list):
    """The calls of a traceback, the innermost last."""

    @classmethod
    def from_list(cls, a_list):
        return cls([
            each if isinstance(each, FrameSummary) else FrameSummary(each[0], each[1], each[2], line=each[3])
            for each in a_list
        ])

    def format_frame_summary(self, frame):
        text = '  File "%s", line %s, in %s\n' % (frame.filename, frame.lineno, frame.name)
        return text + "    %s\n" % frame.line if frame.line else text

    def format(self):
        lines = []
        last = None
        repeated = 0
        for frame in self:
            key = (frame.filename, frame.lineno, frame.name)
            repeated = repeated + 1 if key == last else 0
            if repeated < 3:
                if key != last:
                    _tell_repeated(lines, count if last else 0)
                lines.append(self.format_frame_summary(frame))
            count = repeated
            last = key
        _tell_repeated(lines, repeated)
        return lines


def _tell_repeated(lines, count):
    if count > 2:
        lines.append("  [Previous line repeated %d more time%s]\n" % (count - 2, "s" if count > 3 else ""))


def _printed(exc):
    stream = _io.StringIO()
    _sys.print_exception(exc, stream)
    return stream.getvalue()


def _before(exc):
    """The exception that is shown before another, and the words between; or None."""
    if exc.__cause__ is not None:
        return exc.__cause__, _CAUSE
    if exc.__context__ is not None and not exc.__suppress_context__:
        return exc.__context__, _CONTEXT
    return None, ""


def _frames(exc):
    """What is known of the calls through which an exception came."""
    if exc is None:
        return StackSummary()
    if not isinstance(exc, BaseException):
        return _walked(exc)
    if hasattr(exc, "__traceback__"):
        return _walked(exc.__traceback__)
    text = _printed(exc)
    before, _ = _before(exc)
    if before is not None:
        # Of what belongs to the others only the length is of interest.
        at = len(_printed(before))
        text = text[text.find("Traceback (most recent call last):", at) if at <= len(text) else 0 :]
    frames = StackSummary()
    lines = text.split("\n")
    if lines[0] != "Traceback (most recent call last):":
        return frames
    for line in lines[1:]:
        found = _entry.match(line)
        if found and found.group(3):
            frames.append(FrameSummary(found.group(1), int(found.group(2)), found.group(3)))
        elif line.startswith("  [Previous line repeated ") and frames:
            frames.extend([frames[-1]] * int(line.split()[3]))
        elif not line.startswith("    "):
            break
    return frames


def _walked(tb):
    """The frames of an object as CPython's tracebacks are."""
    frames = StackSummary()
    while tb is not None:
        code = tb.tb_frame.f_code
        frames.append(FrameSummary(code.co_filename, tb.tb_lineno, code.co_name))
        tb = tb.tb_next
    return frames


def _limited(frames, limit):
    if limit is not None:
        frames = StackSummary(frames[:limit] if limit >= 0 else frames[limit:])
    return frames


def _name(cls):
    module = getattr(cls, "__module__", "builtins")
    name = getattr(cls, "__qualname__", cls.__name__)
    return name if module in ("builtins", "__main__", None) else module + "." + name


class TracebackException:
    """What can be shown of an exception, kept without the exception."""

    def __init__(self, exc_type, exc_value=None, exc_traceback=None, *, limit=None, lookup_lines=True,
                 capture_locals=False, compact=False, _seen=None):
        seen = _seen or {id(exc_value)}
        self.exc_type = exc_type
        self.stack = _limited(_frames(exc_value if exc_traceback is None else exc_traceback), limit)
        self._str = _text_of(exc_value)
        self.__notes__ = getattr(exc_value, "__notes__", None)
        self.__cause__ = self.__context__ = None
        self.__suppress_context__ = exc_value is not None and exc_value.__suppress_context__
        for name in ("__cause__", "__context__"):
            other = None if exc_value is None else getattr(exc_value, name)
            if other is not None and id(other) not in seen:
                seen.add(id(other))
                setattr(self, name, TracebackException(type(other), other, limit=limit, _seen=seen))

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        return cls(type(exc), exc, *args, **kwargs)

    def __str__(self):
        return self._str

    def format_exception_only(self):
        yield _last_line(self.exc_type, self._str)
        for note in self.__notes__ or ():
            for line in str(note).split("\n"):
                yield line + "\n"

    def format(self, *, chain=True):
        if chain:
            before, words = _before(self)
            if before is not None:
                yield from before.format()
                yield words
        if self.stack:
            yield "Traceback (most recent call last):\n"
            yield from self.stack.format()
        yield from self.format_exception_only()

    def print(self, *, file=None, chain=True):
        for line in self.format(chain=chain):
            print(line, file=_sys.stderr if file is None else file, end="")


def _text_of(exc):
    try:
        return "" if exc is None else str(exc)
    except Exception:
        return "<exception str() failed>"


def _last_line(cls, text):
    if cls is None:
        return "NoneType: None\n"
    name = _name(cls)
    return name + ": " + text + "\n" if text else name + "\n"


def _parse(exc, value):
    """Both forms of arguments: an exception, or its class and itself."""
    if value is _absent:
        return (None if exc is None else type(exc)), exc
    return (None if value is None else type(value)), value


def format_exception(exc, value=_absent, tb=None, limit=None, chain=True):
    """The lines of an exception, with its traceback."""
    cls, value = _parse(exc, value)
    return list(TracebackException(cls, value, tb, limit=limit).format(chain=chain))


def format_exception_only(exc, value=_absent):
    cls, value = _parse(exc, value)
    return list(TracebackException(cls, value).format_exception_only())


def print_exception(exc, value=_absent, tb=None, limit=None, file=None, chain=True):
    cls, value = _parse(exc, value)
    TracebackException(cls, value, tb, limit=limit).print(file=file, chain=chain)


def format_exc(limit=None, chain=True):
    """The exception that is being handled, as text."""
    return "".join(format_exception(_sys.exc_info()[1], limit=limit, chain=chain))


def print_exc(limit=None, file=None, chain=True):
    print(format_exc(limit, chain), file=_sys.stderr if file is None else file, end="")


def extract_tb(tb, limit=None):
    """The calls of a traceback, or of an exception."""
    return _limited(_frames(tb), limit)


def format_list(extracted_list):
    return StackSummary.from_list(extracted_list).format()


def format_tb(tb, limit=None):
    return extract_tb(tb, limit).format()


def print_tb(tb, limit=None, file=None):
    print("".join(format_tb(tb, limit)), file=_sys.stderr if file is None else file, end="")


def print_list(extracted_list, file=None):
    print("".join(format_list(extracted_list)), file=_sys.stderr if file is None else file, end="")


def walk_tb(tb):
    raise NotImplementedError("there are no frames here; extract_tb() gives what is known of them")
