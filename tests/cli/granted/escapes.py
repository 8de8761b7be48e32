"""Clears \x1b[2J the screen."""

globals()["\x1b]0;title\x07"] = 1
print("\x1b[2J")
