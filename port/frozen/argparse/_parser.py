"""The parser."""

import re as _re
import sys as _sys
from argparse._actions import (
    _UNRECOGNIZED,
    ONE_OR_MORE,
    OPTIONAL,
    PARSER,
    REMAINDER,
    SUPPRESS,
    ZERO_OR_MORE,
    ArgumentError,
    ArgumentTypeError,
    Namespace,
    _name_of,
)
from argparse._container import _Container, _negative_number
from argparse._help import HelpFormatter

# How many arguments an action takes: A is one, O is an option, - is `--`.
_PATTERNS = {
    None: "(-*A-*)", OPTIONAL: "(-*A?-*)", ZERO_OR_MORE: "(-*[A-]*)", ONE_OR_MORE: "(-*A[A-]*)",
    REMAINDER: "([-AO]*)", PARSER: "(-*A[-AO]*)", SUPPRESS: "(-*-*)",
}


def _pattern_of(action):
    nargs = action.nargs
    pattern = "(-*%s-*)" % "-*".join("A" * nargs) if isinstance(nargs, int) else _PATTERNS[nargs]
    return pattern.replace("-*", "").replace("-", "") if action.option_strings else pattern


class ArgumentParser(_Container):
    """Takes a command line apart. When it is wrong, says so on stderr and exits with 2."""

    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=[], formatter_class=HelpFormatter,
                 prefix_chars="-", fromfile_prefix_chars=None, argument_default=None, conflict_handler="error",
                 add_help=True, allow_abbrev=True, exit_on_error=True):
        super().__init__(description, prefix_chars, argument_default, conflict_handler)
        self.prog = (_sys.argv[0] if _sys.argv else "").rpartition("/")[2] if prog is None else prog
        self.usage = usage
        self.epilog = epilog
        self.formatter_class = formatter_class
        self.fromfile_prefix_chars = fromfile_prefix_chars
        self.add_help = add_help
        self.allow_abbrev = allow_abbrev
        self.exit_on_error = exit_on_error
        self._positionals = self.add_argument_group("positional arguments")
        self._optionals = self.add_argument_group("options")
        self._subparsers = None
        if add_help:
            prefix = "-" if "-" in prefix_chars else prefix_chars[0]
            self.add_argument(
                prefix + "h", prefix * 2 + "help", action="help", default=SUPPRESS, help="show this help message and exit"
            )
        for parent in parents:
            self._add_container_actions(parent)
            self._defaults.update(parent._defaults)

    def __repr__(self):
        names = ("prog", "usage", "description", "formatter_class", "conflict_handler", "add_help")
        return "%s(%s)" % (type(self).__name__, ", ".join(["%s=%r" % (name, getattr(self, name)) for name in names]))

    def add_subparsers(self, **kwargs):
        """Adds commands; the result's add_parser() adds each."""
        if self._subparsers is not None:
            self.error("cannot have multiple subparser arguments")
        kwargs.setdefault("parser_class", type(self))
        if "title" in kwargs or "description" in kwargs:
            self._subparsers = self.add_argument_group(
                kwargs.pop("title", "subcommands"), kwargs.pop("description", None)
            )
        else:
            self._subparsers = self._positionals
        if kwargs.get("prog") is None:
            formatter = self._get_formatter()
            formatter.add_usage(self.usage, self._get_positionals(), self._mutually_exclusive_groups, "")
            kwargs["prog"] = formatter.format_help().strip()
        name = kwargs.pop("action", "parsers")
        action = self._registries["action"].get(name, name)(option_strings=[], **kwargs)
        self._subparsers._add_action(action)
        return action

    def _add_action(self, action):
        (self._optionals if action.option_strings else self._positionals)._add_action(action)
        return action

    def _get_positionals(self):
        return [action for action in self._actions if not action.option_strings]

    # ---- parsing ----

    def parse_args(self, args=None, namespace=None):
        args, rest = self.parse_known_args(args, namespace)
        if rest:
            self.error("unrecognized arguments: %s" % " ".join(rest))
        return args

    def parse_known_args(self, args=None, namespace=None):
        """The arguments, and a list of those that nobody knows."""
        args = list(_sys.argv[1:] if args is None else args)
        if namespace is None:
            namespace = Namespace()
        for action in self._actions:
            if action.dest is not SUPPRESS and action.default is not SUPPRESS and not hasattr(namespace, action.dest):
                setattr(namespace, action.dest, action.default)
        for dest, value in self._defaults.items():
            if not hasattr(namespace, dest):
                setattr(namespace, dest, value)
        if self.exit_on_error:
            try:
                rest = self._parse(args, namespace)
            except ArgumentError as e:
                self.error(str(e))
        else:
            rest = self._parse(args, namespace)
        if hasattr(namespace, _UNRECOGNIZED):
            rest.extend(getattr(namespace, _UNRECOGNIZED))
            delattr(namespace, _UNRECOGNIZED)
        return namespace, rest

    def _parse(self, strings, namespace):
        if self.fromfile_prefix_chars is not None:
            strings = self._read_files(strings)
        options = {}
        pattern = ""
        for at, text in enumerate(strings):
            if text == "--":
                pattern += "-" + "A" * (len(strings) - at - 1)
                break
            option = self._parse_optional(text)
            if option is not None:
                options[at] = option
            pattern += "A" if option is None else "O"
        run = _Run(self, strings, pattern, options, namespace)
        rest = run.all()
        self._check_complete(run, namespace)
        return rest

    def _check_complete(self, run, namespace):
        missing = []
        for action in self._actions:
            if action in run.seen:
                continue
            default = action.default
            if action.required:
                missing.append(_name_of(action))
            elif isinstance(default, str) and getattr(namespace, action.dest, None) is default:
                setattr(namespace, action.dest, self._get_value(action, default))
        if missing:
            self.error("the following arguments are required: %s" % ", ".join(missing))
        for group in self._mutually_exclusive_groups:
            if group.required and not any(action in run.seen_non_default for action in group._group_actions):
                names = [_name_of(action) for action in group._group_actions if action.help is not SUPPRESS]
                self.error("one of the arguments %s is required" % " ".join(names))

    def _read_files(self, strings):
        result = []
        for text in strings:
            if not text or text[0] not in self.fromfile_prefix_chars:
                result.append(text)
                continue
            try:
                with open(text[1:]) as file:
                    lines = file.read().splitlines()
            except OSError as e:
                self.error(str(e))
            for line in lines:
                result.extend(self._read_files(self.convert_arg_line_to_args(line)))
        return result

    def convert_arg_line_to_args(self, arg_line):
        return [arg_line]

    def _parse_optional(self, text):
        """(action, option, explicit value), or None for an argument."""
        known = self._option_string_actions
        if not text or text[0] not in self.prefix_chars:
            return None
        if text in known:
            return known[text], text, None
        if len(text) == 1:
            return None
        option, equals, value = text.partition("=")
        if equals and option in known:
            return known[option], option, value
        found = self._abbreviated(text)
        if len(found) > 1:
            self.error("ambiguous option: %s could match %s" % (text, ", ".join([each[1] for each in found])))
        if found:
            return found[0]
        if _negative_number.match(text) and not self._has_negative_number_optionals:
            return None
        return None if " " in text else (None, text, None)

    def _abbreviated(self, text):
        known = self._option_string_actions
        if text[1] in self.prefix_chars:
            prefix, equals, value = text.partition("=")
            if not self.allow_abbrev:
                return []
            return [(known[each], each, value if equals else None) for each in known if each.startswith(prefix)]
        found = []
        for each in known:
            if each == text[:2]:
                found.append((known[each], each, text[2:]))
            elif each.startswith(text):
                found.append((known[each], each, None))
        return found

    # ---- values ----

    def _get_values(self, action, strings):
        nargs = action.nargs
        if nargs not in (PARSER, REMAINDER) and "--" in strings:
            strings.remove("--")
        if not strings and nargs == OPTIONAL:
            value = action.const if action.option_strings else action.default
            if isinstance(value, str):
                value = self._get_value(action, value)
                self._check_value(action, value)
        elif not strings and nargs == ZERO_OR_MORE and not action.option_strings:
            value = strings if action.default is None else action.default
            self._check_value(action, value)
        elif len(strings) == 1 and nargs in (None, OPTIONAL):
            value = self._get_value(action, strings[0])
            self._check_value(action, value)
        elif nargs == SUPPRESS:
            value = SUPPRESS
        else:
            value = [self._get_value(action, text) for text in strings]
            for each in [] if nargs == REMAINDER else value[:1] if nargs == PARSER else value:
                self._check_value(action, each)
        return value

    def _get_value(self, action, text):
        kind = self._type_of(action)
        try:
            return kind(text)
        except ArgumentTypeError as e:
            raise ArgumentError(action, str(e))
        except (TypeError, ValueError):
            name = getattr(action.type, "__name__", repr(action.type))
            raise ArgumentError(action, "invalid %s value: %r" % (name, text))

    def _check_value(self, action, value):
        if action.choices is not None and value not in action.choices:
            choices = ", ".join([repr(choice) for choice in action.choices])
            raise ArgumentError(action, "invalid choice: %r (choose from %s)" % (value, choices))

    # ---- texts ----

    def _get_formatter(self):
        return self.formatter_class(prog=self.prog)

    def format_usage(self):
        formatter = self._get_formatter()
        formatter.add_usage(self.usage, self._actions, self._mutually_exclusive_groups)
        return formatter.format_help()

    def format_help(self):
        formatter = self._get_formatter()
        formatter.add_usage(self.usage, self._actions, self._mutually_exclusive_groups)
        formatter.add_text(self.description)
        for group in self._action_groups:
            formatter.start_section(group.title)
            formatter.add_text(group.description)
            formatter.add_arguments(group._group_actions)
            formatter.end_section()
        formatter.add_text(self.epilog)
        return formatter.format_help()

    def print_usage(self, file=None):
        self._print_message(self.format_usage(), _sys.stdout if file is None else file)

    def print_help(self, file=None):
        self._print_message(self.format_help(), _sys.stdout if file is None else file)

    def _print_message(self, message, file=None):
        if message:
            print(message, end="", file=_sys.stderr if file is None else file)

    def exit(self, status=0, message=None):
        self._print_message(message, _sys.stderr)
        _sys.exit(status)

    def error(self, message):
        self.print_usage(_sys.stderr)
        self.exit(2, "%s: error: %s\n" % (self.prog, message))


class _Run:
    """One command line, on its way through a parser."""

    def __init__(self, parser, strings, pattern, options, namespace):
        self.parser = parser
        self.strings = strings
        self.pattern = pattern
        self.options = options
        self.namespace = namespace
        self.positionals = parser._get_positionals()
        self.seen = set()
        self.seen_non_default = set()
        self.rest = []

    def all(self):
        at = 0
        last = max(self.options) if self.options else -1
        while at <= last:
            following = min([index for index in self.options if index >= at])
            if at != following:
                end = self.take_positionals(at)
                if end > at:
                    at = end
                    continue
            if at not in self.options:
                self.rest.extend(self.strings[at:following])
                at = following
            at = self.take_option(at)
        end = self.take_positionals(at)
        return self.rest + self.strings[end:]

    def take(self, action, strings, option=None):
        self.seen.add(action)
        values = self.parser._get_values(action, strings)
        if values is not action.default:
            self.seen_non_default.add(action)
            for group in self.parser._mutually_exclusive_groups:
                if action in group._group_actions:
                    for other in group._group_actions:
                        if other is not action and other in self.seen_non_default:
                            raise ArgumentError(action, "not allowed with argument %s" % _name_of(other))
        if values is not SUPPRESS:
            action(self.parser, self.namespace, values, option)

    def count(self, action, pattern):
        found = _re.match(_pattern_of(action), pattern)
        if found is not None:
            return len(found.group(1))
        texts = {None: "expected one argument", "?": "expected at most one argument", "+": "expected at least one argument"}
        text = texts.get(action.nargs)
        if text is None:
            text = "expected %s argument%s" % (action.nargs, "" if action.nargs == 1 else "s")
        raise ArgumentError(action, text)

    def take_option(self, start):
        action, option, value = self.options[start]
        if action is None:
            self.rest.append(self.strings[start])
            return start + 1
        taken = []
        while value is not None:
            count = self.count(action, "A")
            if count == 1:
                taken.append((action, [value], option))
                break
            # Several options with one letter each behind one dash.
            chars = self.parser.prefix_chars
            more = option[0] + value[:1]
            known = self.parser._option_string_actions
            if count or option[1] in chars or not value or more not in known:
                raise ArgumentError(action, "ignored explicit argument %r" % value)
            taken.append((action, [], option))
            action, option, value = known[more], more, value[1:] or None
        stop = start + 1
        if value is None:
            stop += self.count(action, self.pattern[stop:])
            taken.append((action, self.strings[start + 1 : stop], option))
        for each in taken:
            self.take(*each)
        return stop

    def take_positionals(self, start):
        pattern = self.pattern[start:]
        counts = []
        for end in range(len(self.positionals), 0, -1):
            found = _re.match("".join([_pattern_of(action) for action in self.positionals[:end]]), pattern)
            if found is not None:
                counts = [len(text) for text in found.groups()]
                break
        for action, count in zip(self.positionals, counts):
            self.take(action, self.strings[start : start + count])
            start += count
        self.positionals = self.positionals[len(counts) :]
        return start
