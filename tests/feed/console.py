"""Runs a transcript of CPython's prompt again: gives what stands on the screen."""

import code
import contextlib
import io
import sys
import warnings

warnings.simplefilter("ignore")


class Console(code.InteractiveConsole):
    def __init__(self, lines):
        super().__init__(filename="<stdin>")
        self.lines = lines

    def raw_input(self, prompt=""):
        if not self.lines:
            raise EOFError
        line = self.lines.pop(0)
        print((prompt + line).rstrip(" "))
        return line


lines = [line[4:] for line in sys.stdin.read().split("\n") if line[:4].rstrip() in (">>>", "...")]
screen = io.StringIO()
with contextlib.redirect_stdout(screen), contextlib.redirect_stderr(screen):
    sys.ps1, sys.ps2 = ">>> ", "... "
    Console(lines).interact(banner="", exitmsg="")
sys.stdout.write(screen.getvalue().strip("\n") + "\n")
