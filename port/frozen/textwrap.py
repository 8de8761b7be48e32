"""Filling paragraphs of text. White space is what ASCII has of it."""

import re as _re

_SPACE = "\t\n\x0b\x0c\r "
_spaces = _re.compile(r"([\t\n\x0b\x0c\r ]+)")


def _is_letter(text, at):
    return 0 <= at < len(text) and (text[at].isalpha() or text[at] == "_")


def _is_word(text, at):
    return 0 <= at < len(text) and (text[at].isalnum() or text[at] == "_")


def _dash_end(text, at):
    """Where the dash between words (`--`) ends that begins here; 0 for none."""
    if at == 0 or text[at : at + 2] != "--" or not (_is_word(text, at - 1) or text[at - 1] in "!\"'&.,?"):
        return 0
    end = at
    while text[end : end + 1] == "-":
        end += 1
    return end if _is_word(text, end) else 0


def _behind_hyphen(text, at):
    """Whether a hyphen between letters is just before."""
    if text[at - 1] != "-" or not _is_letter(text, at - 2):
        return False
    if not (_is_letter(text, at - 3) or (text[at - 3 : at - 2] == "-" and _is_letter(text, at - 4))):
        return False
    return _is_letter(text, at) and _is_letter(text, at + 1 + (text[at + 1 : at + 2] == "-"))


def _pieces(word):
    """A word, in the pieces that it may be broken into."""
    if "-" not in word:
        return [word]
    pieces = []
    start = 0
    while start < len(word):
        end = _dash_end(word, start)
        if not end:
            end = start + 1
            while end < len(word) and not (
                _dash_end(word, end) or (end - start > 1 and _behind_hyphen(word, end))
            ):
                end += 1
        pieces.append(word[start:end])
        start = end
    return pieces


class TextWrapper:
    """Wraps text by what its attributes say."""

    def __init__(
        self, width=70, initial_indent="", subsequent_indent="", expand_tabs=True, replace_whitespace=True,
        fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True,
        tabsize=8, *, max_lines=None, placeholder=" [...]"
    ):
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    def _chunks(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            for c in _SPACE[:-1]:
                text = text.replace(c, " ")
        chunks = []
        for word in _spaces.split(text):
            if word:
                chunks.extend(_pieces(word) if self.break_on_hyphens else [word])
        if self.fix_sentence_endings:
            for i in range(1, len(chunks)):
                if chunks[i] == " " and _re.search(r"[a-z][.!?][\"']?\Z", chunks[i - 1]):
                    chunks[i] = "  "
        return chunks

    def _break(self, chunks, line, length, width):
        """Takes of a chunk that is longer than a line what there is room for."""
        room = 1 if width < 1 else width - length
        if self.break_long_words:
            chunk = chunks[-1]
            end = room
            if self.break_on_hyphens and len(chunk) > room:
                hyphen = chunk.rfind("-", 0, room)
                if hyphen > 0 and chunk[:hyphen].strip("-"):
                    end = hyphen + 1
            line.append(chunk[:end])
            chunks[-1] = chunk[end:]
        elif not line:
            line.append(chunks.pop())

    def _wrap(self, chunks):
        if self.width <= 0:
            raise ValueError("invalid width %r (must be > 0)" % self.width)
        if self.max_lines is not None:
            indent = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError("placeholder too large for max width")
        lines = []
        chunks.reverse()
        while chunks:
            indent = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(indent)
            line = []
            length = 0
            if self.drop_whitespace and lines and not chunks[-1].strip():
                chunks.pop()
            while chunks and length + len(chunks[-1]) <= width:
                length += len(chunks[-1])
                line.append(chunks.pop())
            if chunks and len(chunks[-1]) > width:
                self._break(chunks, line, length, width)
                length = sum(map(len, line))
            if self.drop_whitespace and line and not line[-1].strip():
                length -= len(line.pop())
            if not line:
                continue
            is_rest = not chunks or (self.drop_whitespace and len(chunks) == 1 and not chunks[0].strip())
            if self.max_lines is None or len(lines) + 1 < self.max_lines or (is_rest and length <= width):
                lines.append(indent + "".join(line))
                continue
            self._cut(lines, line, length, width, indent)
            break
        return lines

    def _cut(self, lines, line, length, width, indent):
        """Makes the last line that there may be, with the placeholder at its end."""
        while line:
            if line[-1].strip() and length + len(self.placeholder) <= width:
                line.append(self.placeholder)
                lines.append(indent + "".join(line))
                return
            length -= len(line.pop())
        if lines:
            before = lines[-1].rstrip()
            if len(before) + len(self.placeholder) <= self.width:
                lines[-1] = before + self.placeholder
                return
        lines.append(indent + self.placeholder.lstrip())

    def wrap(self, text):
        """The lines of a paragraph."""
        return self._wrap(self._chunks(text))

    def fill(self, text):
        """The paragraph, wrapped."""
        return "\n".join(self.wrap(text))


def wrap(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    """The text in one line; what is too long ends with a placeholder."""
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(" ".join(text.strip().split()))


def dedent(text):
    """The text without the space that all its lines begin with."""
    lines = [line if line.strip(" \t") else "" for line in text.split("\n")]
    margin = None
    for line in lines:
        if line:
            indent = line[: len(line) - len(line.lstrip(" \t"))]
            if margin is None:
                margin = indent
            while not indent.startswith(margin):
                margin = margin[:-1]
    return "\n".join([line[len(margin) :] for line in lines]) if margin else "\n".join(lines)


def indent(text, prefix, predicate=None):
    """The text with a prefix before each line that is not blank, or that is to have it."""
    if predicate is None:
        predicate = str.strip
    return "".join([prefix + line if predicate(line) else line for line in text.splitlines(True)])
