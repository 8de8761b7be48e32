"""The text of help and usage."""

import re as _re
from argparse._actions import ONE_OR_MORE, OPTIONAL, PARSER, REMAINDER, SUPPRESS, ZERO_OR_MORE

_usage_part = _re.compile(r"\(.*?\)+(?=\s|$)|\[.*?\]+(?=\s|$)|\S+")


class HelpFormatter:
    """Collects what help consists of, and makes a text of it."""

    def __init__(self, prog, indent_increment=2, max_help_position=24, width=None):
        self._prog = prog
        self._indent_increment = indent_increment
        self._width = 78 if width is None else width
        self._max_help_position = min(max_help_position, max(self._width - 20, indent_increment * 2))
        self._current_indent = 0
        self._action_max_length = 0
        # Functions that give pieces of text; a section is a list with its heading first.
        self._sections = [[None]]

    def _indent(self):
        self._current_indent += self._indent_increment

    def _dedent(self):
        self._current_indent -= self._indent_increment

    # ---- collecting ----

    def start_section(self, heading):
        self._indent()
        self._sections.append([heading, self._current_indent])

    def end_section(self):
        section = self._sections.pop()
        self._dedent()
        self._sections[-1].append(lambda: self._format_section(section))

    def _format_section(self, section):
        self._indent()
        text = "".join([piece() for piece in section[2:]])
        self._dedent()
        if not text:
            return ""
        heading = section[0]
        if heading is not SUPPRESS and heading is not None:
            text = "%s%s:\n%s" % (" " * self._current_indent, heading, text)
        return "\n" + text + "\n"

    def add_text(self, text):
        if text is not SUPPRESS and text is not None:
            self._sections[-1].append(lambda: self._format_text(text))

    def add_usage(self, usage, actions, groups, prefix=None):
        if usage is not SUPPRESS:
            self._sections[-1].append(lambda: self._format_usage(usage, actions, groups, prefix))

    def add_argument(self, action):
        if action.help is SUPPRESS:
            return
        lengths = [len(self._format_action_invocation(action))]
        for subaction in self._subactions(action):
            self._indent()
            lengths.append(len(self._format_action_invocation(subaction)))
            self._dedent()
        self._action_max_length = max(self._action_max_length, max(lengths) + self._current_indent)
        self._sections[-1].append(lambda: self._format_action(action))

    def add_arguments(self, actions):
        for action in actions:
            self.add_argument(action)

    def format_help(self):
        text = "".join([piece() for piece in self._sections[0][1:]])
        return _re.sub("\n\n\n+", "\n\n", text).strip("\n") + "\n" if text else text

    # ---- usage ----

    def _format_usage(self, usage, actions, groups, prefix):
        prefix = "usage: " if prefix is None else prefix
        if usage is not None:
            return prefix + usage % {"prog": self._prog} + "\n\n"
        optionals = [action for action in actions if action.option_strings]
        positionals = [action for action in actions if not action.option_strings]
        prog = str(self._prog)
        parts = [self._format_actions_usage(each, groups) for each in (optionals, positionals)]
        text = " ".join([each for each in [prog, self._format_actions_usage(optionals + positionals, groups)] if each])
        room = self._width - self._current_indent
        if len(prefix) + len(text) > room:
            options, arguments = [_usage_part.findall(part) for part in parts]
            text = "\n".join(self._usage_lines(prog, options, arguments, prefix, room))
        return prefix + text + "\n\n"

    def _usage_lines(self, prog, options, arguments, prefix, room):
        def lines_of(parts, indent, start=None):
            lines = []
            line = []
            length = (len(indent) if start is None else len(start)) - 1
            for part in parts:
                if line and length + 1 + len(part) > room:
                    lines.append(indent + " ".join(line))
                    line = []
                    length = len(indent) - 1
                line.append(part)
                length += len(part) + 1
            if line:
                lines.append(indent + " ".join(line))
            if start is not None:
                lines[0] = lines[0][len(indent) :]
            return lines

        if len(prefix) + len(prog) <= 0.75 * room:
            indent = " " * (len(prefix) + len(prog) + 1)
            if options:
                return lines_of([prog] + options, indent, prefix) + lines_of(arguments, indent)
            return lines_of([prog] + arguments, indent, prefix) if arguments else [prog]
        indent = " " * len(prefix)
        lines = lines_of(options + arguments, indent)
        if len(lines) > 1:
            lines = lines_of(options, indent) + lines_of(arguments, indent)
        return [prog] + lines

    def _format_actions_usage(self, actions, groups):
        in_groups = {}
        for group in groups:
            members = group._group_actions
            if not members:
                raise ValueError("empty group %s" % group)
            if members[0] in actions:
                start = actions.index(members[0])
                if actions[start : start + len(members)] == members:
                    for member in members:
                        in_groups[member] = group
        pieces = []
        at = 0
        while at < len(actions):
            action = actions[at]
            group = in_groups.get(action)
            if group is None:
                if action.help is not SUPPRESS:
                    pieces.append(self._usage_of(action, False))
                at += 1
                continue
            shown = [self._usage_of(each, True) for each in group._group_actions if each.help is not SUPPRESS]
            at += len(group._group_actions)
            text = " | ".join(shown)
            if shown and not group.required:
                text = "[" + text + "]"
            elif len(shown) > 1:
                text = "(" + text + ")"
            if shown:
                pieces.append(text)
        return " ".join([piece for piece in pieces if piece])

    def _usage_of(self, action, in_group):
        if not action.option_strings:
            part = self._format_args(action, self._get_default_metavar_for_positional(action))
            return part[1:-1] if in_group and part[:1] == "[" and part[-1:] == "]" else part
        if action.nargs == 0:
            part = action.format_usage()
        else:
            args = self._format_args(action, self._get_default_metavar_for_optional(action))
            part = action.option_strings[0] + " " + args
        return part if action.required or in_group else "[" + part + "]"

    # ---- arguments ----

    def _format_action(self, action):
        position = min(self._action_max_length + 2, self._max_help_position)
        room = position - self._current_indent - 2
        indent = " " * self._current_indent
        header = self._format_action_invocation(action)
        first = 0
        if not action.help:
            header = indent + header + "\n"
        elif len(header) <= room:
            header = indent + header + " " * (room - len(header)) + "  "
        else:
            header = indent + header + "\n"
            first = position
        pieces = [header]
        text = self._expand_help(action) if action.help and action.help.strip() else ""
        if text:
            lines = self._split_lines(text, max(self._width - position, 11))
            pieces.append(" " * first + lines[0] + "\n")
            pieces.extend([" " * position + line + "\n" for line in lines[1:]])
        elif not header.endswith("\n"):
            pieces.append("\n")
        for subaction in self._subactions(action):
            self._indent()
            pieces.append(self._format_action(subaction))
            self._dedent()
        return "".join(pieces)

    def _subactions(self, action):
        return action._get_subactions() if hasattr(action, "_get_subactions") else ()

    def _format_action_invocation(self, action):
        if not action.option_strings:
            default = self._get_default_metavar_for_positional(action)
            return self._metavar_formatter(action, default)(1)[0]
        if action.nargs == 0:
            return ", ".join(action.option_strings)
        args = self._format_args(action, self._get_default_metavar_for_optional(action))
        return ", ".join([option + " " + args for option in action.option_strings])

    def _metavar_formatter(self, action, default_metavar):
        if action.metavar is not None:
            result = action.metavar
        elif action.choices is not None:
            result = "{" + ",".join([str(choice) for choice in action.choices]) + "}"
        else:
            result = default_metavar
        return lambda size: result if isinstance(result, tuple) else (result,) * size

    def _format_args(self, action, default_metavar):
        metavar = self._metavar_formatter(action, default_metavar)
        nargs = action.nargs
        if nargs is None:
            return "%s" % metavar(1)
        if nargs == OPTIONAL:
            return "[%s]" % metavar(1)
        if nargs == ZERO_OR_MORE:
            names = metavar(1)
            return "[%s [%s ...]]" % names if len(names) == 2 else "[%s ...]" % names
        if nargs == ONE_OR_MORE:
            return "%s [%s ...]" % metavar(2)
        if nargs == REMAINDER:
            return "..."
        if nargs == PARSER:
            return "%s ..." % metavar(1)
        if nargs == SUPPRESS:
            return ""
        if not isinstance(nargs, int):
            raise ValueError("invalid nargs value")
        return " ".join(["%s"] * nargs) % metavar(nargs)

    def _expand_help(self, action):
        params = dict(action.__dict__, prog=self._prog)
        for name in list(params):
            if params[name] is SUPPRESS:
                del params[name]
            elif hasattr(params[name], "__name__"):
                params[name] = params[name].__name__
        if params.get("choices") is not None:
            params["choices"] = ", ".join([str(choice) for choice in params["choices"]])
        return self._get_help_string(action) % params

    # ---- for subclasses to change ----

    def _format_text(self, text):
        if "%(prog)" in text:
            text = text % {"prog": self._prog}
        return self._fill_text(text, max(self._width - self._current_indent, 11), " " * self._current_indent) + "\n\n"

    def _split_lines(self, text, width):
        import textwrap

        return textwrap.wrap(" ".join(text.split()), width)

    def _fill_text(self, text, width, indent):
        import textwrap

        return textwrap.fill(" ".join(text.split()), width, initial_indent=indent, subsequent_indent=indent)

    def _get_help_string(self, action):
        return action.help

    def _get_default_metavar_for_optional(self, action):
        return action.dest.upper()

    def _get_default_metavar_for_positional(self, action):
        return action.dest


class RawDescriptionHelpFormatter(HelpFormatter):
    """Leaves descriptions as they are."""

    def _fill_text(self, text, width, indent):
        return "".join([indent + line for line in text.splitlines(True)])


class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    """Leaves all texts as they are."""

    def _split_lines(self, text, width):
        return text.splitlines()


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    """Tells defaults."""

    def _get_help_string(self, action):
        text = "" if action.help is None else action.help
        if "%(default)" not in text and action.default is not SUPPRESS:
            if action.option_strings or action.nargs in (OPTIONAL, ZERO_OR_MORE):
                text += " (default: %(default)s)"
        return text


class MetavarTypeHelpFormatter(HelpFormatter):
    """Names arguments by their type."""

    def _get_default_metavar_for_optional(self, action):
        return action.type.__name__

    _get_default_metavar_for_positional = _get_default_metavar_for_optional
