"""Tables in plain text.

    >>> print(texttable.table([("Oslo", 709037), ("Bergen", 291940)], ("city", "people")))
    city    people
    ------  ------
    Oslo    709037
    Bergen  291940

A column whose cells are all numbers goes to the right, others to the left.
"""

_GAP = "  "


def table(rows, header=None, align=None, markdown=False):
    """The rows as one string of lines, without a newline at the end.

    rows      an iterable of sequences; None shows as an empty cell, short rows
              are filled up
    header    the columns' titles
    align     a string with one of < ^ > for each column; a column beyond its
              end, or with a space, is aligned by what is in it
    markdown  write a table as Markdown has them (a header is then needed)
    """
    rows = [list(row) for row in rows]
    if markdown and header is None:
        raise ValueError("a Markdown table needs a header")
    titles = [_text(title) for title in header] if header is not None else []
    count = max([len(titles)] + [len(row) for row in rows])
    titles += [""] * (count - len(titles))
    for row in rows:
        row += [None] * (count - len(row))
    sides = [_side(align, rows, column) for column in range(count)]
    cells = [[_text(cell) for cell in row] for row in rows]
    if markdown:
        titles = [_escaped(title) for title in titles]
        cells = [[_escaped(cell) for cell in row] for row in cells]
    least = 3 if markdown else 0
    widths = [
        max([least, len(titles[column])] + [len(row[column]) for row in cells]) for column in range(count)
    ]
    lines = []
    if header is not None:
        lines.append(_line(titles, widths, sides, markdown))
        lines.append(_rule(widths, sides, markdown))
    for row in cells:
        lines.append(_line(row, widths, sides, markdown))
    return "\n".join(lines)


def _text(cell):
    return "" if cell is None else " ".join(str(cell).split("\n"))


def _escaped(text):
    return text.replace("|", "\\|")


def _side(align, rows, column):
    wish = align[column] if align is not None and column < len(align) else " "
    if wish in "<^>":
        return wish
    if wish != " ":
        raise ValueError("align is made of < ^ > and spaces, not " + repr(wish))
    cells = [row[column] for row in rows if row[column] is not None]
    return ">" if cells and all(_is_number(cell) for cell in cells) else "<"


def _is_number(cell):
    if isinstance(cell, str):
        try:
            float(cell)
        except ValueError:
            return False
        return True
    return isinstance(cell, (int, float)) and not isinstance(cell, bool)


def _padded(text, width, side):
    room = width - len(text)
    before = 0 if side == "<" else room if side == ">" else room // 2
    return " " * before + text + " " * (room - before)


def _line(cells, widths, sides, markdown):
    padded = [_padded(*parts) for parts in zip(cells, widths, sides)]
    return "| " + " | ".join(padded) + " |" if markdown else _GAP.join(padded).rstrip()


def _rule(widths, sides, markdown):
    if not markdown:
        return _GAP.join("-" * width for width in widths)
    marks = []
    for width, side in zip(widths, sides):
        left = ":" if side == "^" else "-"
        right = "-" if side == "<" else ":"
        marks.append(left + "-" * (width - 2) + right)
    return "| " + " | ".join(marks) + " |"
