"""What of the module re is written in Python: its exception, and its flags."""


class error(Exception):
    """Says what is wrong with a regular expression, and where."""

    __module__ = "re"

    def __init__(self, msg, pattern=None, pos=None):
        if pattern is not None and pos is not None and pos > len(pattern):
            pos = None
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        self.lineno = self.colno = None
        if pattern is not None and pos is not None:
            newline = "\n" if isinstance(pattern, str) else b"\n"
            before = pattern[:pos]
            self.lineno = before.count(newline) + 1
            self.colno = pos - before.rfind(newline)
            msg = "%s at position %d" % (msg, pos)
            if newline in pattern:
                msg = "%s (line %d, column %d)" % (msg, self.lineno, self.colno)
        super().__init__(msg)


def __getattr__(name):
    if name == "RegexFlag":
        from enum import IntFlag

        class RegexFlag(IntFlag):
            NOFLAG = 0
            TEMPLATE = 1
            IGNORECASE = 2
            LOCALE = 4
            MULTILINE = 8
            DOTALL = 16
            UNICODE = 32
            VERBOSE = 64
            DEBUG = 128
            ASCII = 256

        globals()[name] = RegexFlag
        return RegexFlag
    raise AttributeError("module 're' has no attribute %r" % (name,))
