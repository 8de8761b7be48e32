"""Text in words, as a shell takes them."""

from collections import deque as _deque

_SAFE = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"
_LATIN = "".join([chr(c) for c in range(0xC0, 0x100) if c not in (0xD7, 0xF7)])


class shlex:
    """Gives the tokens of a text one by one."""

    def __init__(self, instream=None, infile=None, posix=False, punctuation_chars=False):
        import io
        import sys

        self.instream = io.StringIO(instream) if isinstance(instream, str) else sys.stdin if instream is None else instream
        self.infile = infile
        self.posix = posix
        self.eof = None if posix else ""
        self.commenters = "#"
        self.wordchars = _SAFE + (_LATIN if posix else "")
        self.whitespace = " \t\r\n"
        self.whitespace_split = False
        self.quotes = "'\""
        self.escape = "\\"
        self.escapedquotes = '"'
        self.pushback = _deque()
        self.lineno = 1
        self.debug = 0
        self.token = ""
        self.state = " "
        self.punctuation_chars = "();<>|&" if punctuation_chars is True else punctuation_chars or ""
        self._ahead = _deque()
        if self.punctuation_chars:
            self.wordchars += "~-./*?="
            self.wordchars = "".join([c for c in self.wordchars if c not in self.punctuation_chars])

    def push_token(self, tok):
        self.pushback.appendleft(tok)

    def get_token(self):
        """The next token; at the end, the attribute eof."""
        return self.pushback.popleft() if self.pushback else self.read_token()

    def _is_word(self, c):
        return c in self.wordchars or c in self.quotes or (self.whitespace_split and c not in self.punctuation_chars)

    def read_token(self):
        # The state is the kind of what is read: " " nothing yet, "a" a word, "c"
        # punctuation, a quote, an escape sign, None at the end.
        quoted = False
        escaped = " "
        while True:
            c = self._ahead.pop() if self.punctuation_chars and self._ahead else self.instream.read(1)
            if c == "\n":
                self.lineno += 1
            state = self.state
            if state is None:
                self.token = ""
                break
            if state == " ":
                if not c:
                    self.state = None
                    break
                if c in self.whitespace:
                    if self.token or (self.posix and quoted):
                        break
                elif c in self.commenters:
                    self._skip_line()
                elif self.posix and c in self.escape:
                    escaped = "a"
                    self.state = c
                elif c in self.wordchars:
                    self.token = c
                    self.state = "a"
                elif c in self.punctuation_chars:
                    self.token = c
                    self.state = "c"
                elif c in self.quotes:
                    if not self.posix:
                        self.token = c
                    self.state = c
                else:
                    self.token = c
                    if self.whitespace_split:
                        self.state = "a"
                    elif self.token or (self.posix and quoted):
                        break
            elif state in self.quotes:
                quoted = True
                if not c:
                    raise ValueError("No closing quotation")
                if c == state:
                    if not self.posix:
                        self.token += c
                        self.state = " "
                        break
                    self.state = "a"
                elif self.posix and c in self.escape and state in self.escapedquotes:
                    escaped = state
                    self.state = c
                else:
                    self.token += c
            elif state in self.escape:
                if not c:
                    raise ValueError("No escaped character")
                if escaped in self.quotes and c != state and c != escaped:
                    self.token += state
                self.token += c
                self.state = escaped
            elif not c:
                self.state = None
                break
            elif c in self.whitespace:
                self.state = " "
                if self.token or (self.posix and quoted):
                    break
            elif c in self.commenters:
                self._skip_line()
                if self.posix:
                    self.state = " "
                    if self.token or quoted:
                        break
            elif state == "c":
                if c in self.punctuation_chars:
                    self.token += c
                else:
                    if c not in self.whitespace:
                        self._ahead.append(c)
                    self.state = " "
                    break
            elif self.posix and c in self.quotes:
                self.state = c
            elif self.posix and c in self.escape:
                escaped = "a"
                self.state = c
            elif self._is_word(c):
                self.token += c
            else:
                if self.punctuation_chars:
                    self._ahead.append(c)
                else:
                    self.pushback.appendleft(c)
                self.state = " "
                if self.token or (self.posix and quoted):
                    break
        result = self.token
        self.token = ""
        return None if self.posix and not quoted and result == "" else result

    def _skip_line(self):
        self.instream.readline()
        self.lineno += 1

    def __iter__(self):
        return self

    def __next__(self):
        token = self.get_token()
        if token == self.eof:
            raise StopIteration
        return token


def split(s, comments=False, posix=True):
    """The words of a command line."""
    if s is None:
        raise ValueError("s must be a string: there is no standard input to be split")
    lex = shlex(s, posix=posix)
    lex.whitespace_split = True
    if not comments:
        lex.commenters = ""
    return list(lex)


def join(split_command):
    return " ".join([quote(arg) for arg in split_command])


def quote(s):
    """The text so that a shell takes it for one word."""
    if not s:
        return "''"
    if all([c in _SAFE or c in "@%+=:,./-" for c in s]):
        return s
    return "'" + s.replace("'", "'\"'\"'") + "'"
