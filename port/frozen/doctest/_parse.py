"""Examples, and where they stand."""

import re as _re
from doctest._check import OPTIONFLAGS_BY_NAME

_directive = _re.compile(r"#\s*doctest:\s*([^\n'\"]*)$", _re.M)
_exception = _re.compile(r"Traceback\ \((most recent call last|innermost last)\):\s*$")


class Example:
    """A statement and what it should print."""

    def __init__(self, source, want, exc_msg=None, lineno=0, indent=0, options=None):
        self.source = source if source.endswith("\n") else source + "\n"
        self.want = want + "\n" if want and not want.endswith("\n") else want
        self.exc_msg = exc_msg + "\n" if exc_msg is not None and not exc_msg.endswith("\n") else exc_msg
        self.lineno = lineno
        self.indent = indent
        self.options = options or {}


class DocTest:
    """The examples of one docstring, and the names that they can use."""

    def __init__(self, examples, globs, name, filename, lineno, docstring):
        self.examples = examples
        self.globs = dict(globs)
        self.name = name
        self.filename = filename
        self.lineno = lineno
        self.docstring = docstring

    def __repr__(self):
        count = len(self.examples)
        shown = "no examples" if not count else "1 example" if count == 1 else "%d examples" % count
        return "<DocTest %s from %s:%s (%s)>" % (self.name, self.filename, self.lineno, shown)


class DocTestParser:
    def get_doctest(self, string, globs, name, filename, lineno):
        return DocTest(self.get_examples(string, name), globs, name, filename, lineno, string)

    def get_examples(self, string, name="<string>"):
        lines = string.expandtabs().split("\n")
        margin = min([len(line) - len(line.lstrip(" ")) for line in lines if line.strip()] or [0])
        lines = [line[margin:] for line in lines]
        examples = []
        at = 0
        while at < len(lines):
            stripped = lines[at].lstrip(" ")
            if not stripped.startswith(">>>"):
                at += 1
                continue
            start = at
            indent = len(lines[at]) - len(stripped)
            source = [self._source(lines[at], indent, at, name)]
            at += 1
            while at < len(lines) and lines[at].lstrip(" ").startswith("..."):
                source.append(self._source(lines[at], indent, at, name))
                at += 1
            want = []
            while at < len(lines) and lines[at].strip() and not lines[at].lstrip(" ").startswith(">>>"):
                if not lines[at].startswith(" " * indent):
                    raise ValueError(
                        "line %d of the docstring for %s has inconsistent leading whitespace: %r" % (at + 1, name, lines[at])
                    )
                want.append(lines[at][indent:])
                at += 1
            source = "\n".join(source)
            if not [line for line in source.split("\n") if line.strip() and not line.lstrip().startswith("#")]:
                continue
            want = "\n".join(want)
            options = self._options(source, name, start)
            examples.append(Example(source, want, _exception_message(want), start, indent, options))
        return examples

    def _source(self, line, indent, at, name):
        mark = line[indent : indent + 3]
        if line[:indent].strip() or mark not in (">>>", "..."):
            raise ValueError("line %d of the docstring for %s has inconsistent leading whitespace: %r" % (at + 1, name, line))
        if line[indent + 3 : indent + 4] not in ("", " "):
            raise ValueError("line %d of the docstring for %s lacks blank after %s: %r" % (at + 1, name, mark, line))
        return line[indent + 4 :]

    def _options(self, source, name, at):
        options = {}
        for text in _directive.findall(source):
            for option in text.replace(",", " ").split():
                if option[0] not in "+-" or option[1:] not in OPTIONFLAGS_BY_NAME:
                    raise ValueError("line %d of the doctest for %s has an invalid option: %r" % (at + 1, name, option))
                options[OPTIONFLAGS_BY_NAME[option[1:]]] = option[0] == "+"
        return options


def _exception_message(want):
    """The last lines of a traceback that is wanted; None, if none is."""
    lines = want.split("\n")
    if not _exception.match(lines[0]):
        return None
    for at in range(1, len(lines)):
        if lines[at][:1].isalpha() or lines[at][:1] == "_":
            return "\n".join(lines[at:])
    return None


class DocTestFinder:
    """Finds docstrings: of an object, and of what is in a module or class."""

    def __init__(self, verbose=False, parser=DocTestParser(), recurse=True, exclude_empty=True):
        self._parser = parser
        self._recurse = recurse
        self._exclude_empty = exclude_empty

    def find(self, obj, name=None, module=None, globs=None, extraglobs=None):
        if name is None:
            name = obj.__name__
        is_module = not isinstance(obj, type) and hasattr(obj, "__dict__") and type(obj).__name__ == "module"
        module = obj if is_module else module
        if globs is None:
            globs = {} if module is None else module.__dict__
        names = dict(globs)
        names.update(extraglobs or {})
        names.setdefault("__name__", "__main__")
        tests = []
        self._find(tests, obj, name, module, names, set())
        tests.sort(key=lambda test: test.name)
        return tests

    def _find(self, tests, obj, name, module, names, seen):
        if id(obj) in seen:
            return
        seen.add(id(obj))
        doc = obj if isinstance(obj, str) else getattr(obj, "__doc__", None)
        filename = getattr(module, "__file__", None) or getattr(module, "__name__", "__main__")
        if module is None and isinstance(obj, str):
            filename = None
        if isinstance(doc, str) and (doc or not self._exclude_empty):
            test = self._parser.get_doctest(doc, names, name, filename, None)
            if test.examples or not self._exclude_empty:
                tests.append(test)
        if not self._recurse:
            return
        if obj is module:
            for key, value in dict(obj.__dict__).items():
                if self._is_of(module, value):
                    self._find(tests, value, name + "." + key, module, names, seen)
            for key, value in getattr(obj, "__test__", {}).items():
                self._find(tests, value, name + ".__test__." + key, module, names, seen)
        elif isinstance(obj, type):
            for key, value in dict(obj.__dict__).items():
                value = getattr(value, "__func__", value)
                if isinstance(value, property) or isinstance(value, type) or hasattr(value, "__globals__") or hasattr(value, "__name__"):
                    if key != "__class__":
                        self._find(tests, value, name + "." + key, module, names, seen)

    def _is_of(self, module, value):
        if isinstance(value, type):
            return value.__module__ == module.__name__
        if hasattr(value, "__globals__"):
            return value.__globals__.get("__name__") == module.__name__
        return hasattr(value, "__wrapped__") and getattr(value, "__module__", None) == module.__name__
