"""What CPython's own prompt makes of texts: a JSON list of them comes on stdin."""

import codeop
import json
import sys
import warnings

warnings.simplefilter("ignore")


def verdict(text):
    try:
        code = codeop.compile_command(text, "<stdin>", "single")
    except (SyntaxError, ValueError, OverflowError):
        return "wrong"
    return "incomplete" if code is None else "complete"


json.dump([verdict(text) for text in json.load(sys.stdin)], sys.stdout)
