"""Regular expressions: log lines matched, searched, substituted, split.

Only what MicroPython's re has: no counted repetition, no findall, no flags.
"""

import re

LINE = re.compile(r"^(\d+-\d+-\d+) \[(\w+)\] (\S+): (.*)$")
NUMBER = re.compile(r"\d+")
ADDRESS = re.compile(r"([a-z]+)@([a-z]+)\.(com|org)")
SPACES = re.compile("[ \t]+")
LEVELS = ("info", "warning", "error")


def main():
    total = 0
    for i in range(30000):
        line = "2024-%d-%d [%s] worker%d: request %d  by user@site.%s took \t %d ms" % (
            i % 12 + 1,
            i % 28 + 1,
            LEVELS[i % 3],
            i % 7,
            i * 3,
            ("com", "net", "org")[i % 3],
            i % 400,
        )
        match = LINE.match(line)
        if match.group(2) != "info":
            total += len(match.group(1)) + len(match.group(3))
        rest = match.group(4)
        found = ADDRESS.search(rest)
        if found:
            total += len(found.group(1) + found.group(3))
        hidden = NUMBER.sub("#", rest)
        words = SPACES.split(hidden)
        total = (total * 3 + len(hidden) + len(words)) % 1000003
    print("regex", total)


main()
