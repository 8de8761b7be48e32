"""Comma-separated values, as CPython's csv. The Sniffer looks for the delimiter that
divides all lines alike, and has not all of CPython's heuristics.
"""

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE = range(4)


class Error(Exception):
    pass


class Dialect:
    _name = ""
    delimiter = quotechar = escapechar = doublequote = None
    skipinitialspace = lineterminator = quoting = None


class excel(Dialect):
    delimiter, quotechar, lineterminator = ",", '"', "\r\n"
    doublequote, skipinitialspace = True, False
    quoting = QUOTE_MINIMAL


class excel_tab(excel):
    delimiter = "\t"


class unix_dialect(excel):
    lineterminator = "\n"
    quoting = QUOTE_ALL


_dialects = {"excel": excel, "excel-tab": excel_tab, "unix": unix_dialect}
_limit = 131072


class _Resolved:
    """A dialect with all that it leaves open filled in, and checked."""

    delimiter, quotechar, escapechar, doublequote = ",", '"', None, True
    skipinitialspace, lineterminator, quoting, strict = False, "\r\n", QUOTE_MINIMAL, False

    def __init__(self, dialect, keywords):
        names = ("delimiter", "quotechar", "escapechar", "doublequote", "skipinitialspace", "lineterminator", "quoting", "strict")
        given = list(keywords)
        if isinstance(dialect, str):
            dialect = get_dialect(dialect)
        for name in names:
            if name in keywords:
                setattr(self, name, keywords.pop(name))
            elif dialect is not None and hasattr(dialect, name):
                value = getattr(dialect, name)
                if value is not None or name in ("quotechar", "escapechar"):
                    setattr(self, name, value)
        for name in keywords:
            raise TypeError("'%s' is an invalid keyword argument for this function" % name)
        if self.quotechar is None and "quoting" not in given:
            self.quoting = QUOTE_NONE
        self._check()

    def _check(self):
        for name in ("delimiter", "quotechar", "escapechar"):
            value = getattr(self, name)
            if value is None and name != "delimiter":
                continue
            if not isinstance(value, str):
                raise TypeError('"%s" must be string%s, not %s' % (name, "" if name == "delimiter" else " or None", type(value).__name__))
            if len(value) != 1:
                raise TypeError('"%s" must be a 1-character string' % name)
        if not isinstance(self.lineterminator, str):
            raise TypeError('"lineterminator" must be a string, not ' + type(self.lineterminator).__name__)
        if not isinstance(self.quoting, int) or not 0 <= self.quoting <= 3:
            raise TypeError('bad "quoting" value')
        if self.quotechar is None and self.quoting != QUOTE_NONE:
            raise TypeError("quotechar must be set if quoting enabled")


def register_dialect(name, dialect=None, **fmtparams):
    if not isinstance(name, str):
        raise TypeError("dialect name must be a string")
    _dialects[name] = _Resolved(dialect, fmtparams)


def unregister_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    del _dialects[name]


def get_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    return _Resolved(_dialects[name], {})


def list_dialects():
    return list(_dialects)


def field_size_limit(*new_limit):
    global _limit
    old = _limit
    if new_limit:
        if not isinstance(new_limit[0], int):
            raise TypeError("limit must be an integer")
        _limit = new_limit[0]
    return old


class _Reader:
    def __init__(self, lines, dialect):
        self._lines = iter(lines)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    def _line(self):
        line = next(self._lines)
        if not isinstance(line, str):
            raise Error("iterator should return strings, not %s (the file should be opened in text mode)" % type(line).__name__)
        self.line_num += 1
        return line

    def __next__(self):
        d = self.dialect
        line = self._line()
        if d.escapechar or d.skipinitialspace or d.quotechar and d.quotechar in line:
            return self._fields(line)
        bare = line.rstrip("\r\n")
        if d.quoting == QUOTE_NONNUMERIC or len(bare) > _limit or len(bare) < len(line) - 2 or "\r" in bare or "\n" in bare:
            return self._fields(line)
        return bare.split(d.delimiter) if bare else []

    def _fields(self, line):
        """The fields of a record that begins with a line and goes on while quotes are open."""
        d = self.dialect
        quote = None if d.quoting == QUOTE_NONE else d.quotechar
        fields = []
        at = 0
        text = ""  # of the field as far as it is read
        quoted = False
        state = "start"  # or "plain", "quoted"
        while True:
            bare = len(line)
            while bare > at and line[bare - 1] in "\r\n":
                bare -= 1
            if state == "start" and bare == 0 and not fields:
                return []
            again = False
            while not again:
                if state == "start":
                    text, quoted, state = "", False, "plain"
                    while d.skipinitialspace and line[at : at + 1] == " ":
                        at += 1
                    if quote is not None and at < bare and line[at] == quote:
                        at += 1
                        quoted, state = True, "quoted"
                if state == "quoted":
                    end = line.find(quote, at)
                    escape = line.find(d.escapechar, at) if d.escapechar else -1
                    if escape >= 0 and (escape < end or end < 0):
                        text += line[at:escape] + (line[escape + 1 : escape + 2] or "\n")
                        at = escape + 2
                        again = at > len(line)
                    elif end < 0:
                        text += line[at:]
                        again = True
                    elif d.doublequote and line[end + 1 : end + 2] == quote:
                        text += line[at : end + 1]
                        at = end + 2
                    else:
                        text += line[at:end]
                        at = end + 1
                        state = "plain"
                        if d.strict and d.doublequote and at < bare and line[at] != d.delimiter:
                            raise Error("'%s' expected after '%s'" % (d.delimiter, quote))
                else:
                    end = line.find(d.delimiter, at)
                    escape = line.find(d.escapechar, at) if d.escapechar else -1
                    if escape >= 0 and (escape < end or end < 0):
                        text += line[at:escape] + (line[escape + 1 : escape + 2] or "\n")
                        at = escape + 2
                        again = at > len(line) or at == len(line) and text[-1] in "\r\n"
                        bare = max(bare, at)
                    elif 0 <= end < bare:
                        self._add(fields, text + line[at:end], quoted)
                        at = end + 1
                        state = "start"
                    else:
                        self._add(fields, text + line[at:bare], quoted)
                        if bare < len(line) - 2 or line[bare:] == "\n\n":
                            raise Error(_NEWLINE)
                        return fields
                if len(text) > _limit:
                    raise Error("field larger than field limit (%d)" % _limit)
            try:
                line = self._line()
            except StopIteration:
                if d.strict:
                    raise Error("unexpected end of data") from None
                self._add(fields, text, quoted)
                return fields
            at = 0

    def _add(self, fields, text, quoted):
        if len(text) > _limit:
            raise Error("field larger than field limit (%d)" % _limit)
        if not quoted:
            if "\n" in text or "\r" in text:
                if not self.dialect.escapechar:
                    raise Error(_NEWLINE)
            if text and self.dialect.quoting == QUOTE_NONNUMERIC:
                text = float(text)
        fields.append(text)


_NEWLINE = "new-line character seen in unquoted field - do you need to open the file in universal-newline mode?"


class _Writer:
    def __init__(self, file, dialect):
        self._write = file.write
        self.dialect = dialect
        d = dialect
        self._special = {c for c in (d.delimiter, d.quotechar, d.escapechar) if c} | set(d.lineterminator)

    def writerow(self, row):
        try:
            row = iter(row)
        except TypeError:
            raise Error("iterable expected, not " + type(row).__name__) from None
        d = self.dialect
        fields = [self._field(value) for value in row]
        if len(fields) == 1 and not fields[0]:
            if d.quoting == QUOTE_NONE:
                raise Error("single empty field record must be quoted")
            fields[0] = d.quotechar * 2
        return self._write(d.delimiter.join(fields) + d.lineterminator)

    def writerows(self, rows):
        for row in rows:
            self.writerow(row)

    def _field(self, value):
        d = self.dialect
        text = value if isinstance(value, str) else "" if value is None else str(value)
        quoted = d.quoting == QUOTE_ALL or d.quoting == QUOTE_NONNUMERIC and not isinstance(value, (int, float))
        for c in self._special:
            if c in text:
                break
        else:
            return d.quotechar + text + d.quotechar if quoted else text
        out = []
        for c in text:
            if c in self._special:
                escape = d.quoting == QUOTE_NONE or c == d.escapechar or c == d.quotechar and not d.doublequote
                if not escape:
                    quoted = True
                    if c == d.quotechar:
                        out.append(c)
                elif d.escapechar is None:
                    raise Error("need to escape, but no escapechar set")
                else:
                    out.append(d.escapechar)
            out.append(c)
        text = "".join(out)
        return d.quotechar + text + d.quotechar if quoted else text


def reader(csvfile, dialect="excel", **fmtparams):
    return _Reader(csvfile, _Resolved(dialect, fmtparams))


def writer(csvfile, dialect="excel", **fmtparams):
    if not hasattr(csvfile, "write"):
        raise TypeError('argument 1 must have a "write" method')
    return _Writer(csvfile, _Resolved(dialect, fmtparams))


class DictReader:
    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect="excel", *args, **kwds):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self._fieldnames = fieldnames
        self.restkey = restkey
        self.restval = restval
        self.reader = reader(f, dialect, *args, **kwds)
        self.dialect = dialect
        self.line_num = 0

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            try:
                self._fieldnames = next(self.reader)
            except StopIteration:
                pass
        self.line_num = self.reader.line_num
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __iter__(self):
        return self

    def __next__(self):
        if self.line_num == 0:
            self.fieldnames
        row = next(self.reader)
        while row == []:
            row = next(self.reader)
        self.line_num = self.reader.line_num
        names = self.fieldnames
        d = dict(zip(names, row))
        if len(names) < len(row):
            d[self.restkey] = row[len(names) :]
        for name in names[len(row) :]:
            d[name] = self.restval
        return d


class DictWriter:
    def __init__(self, f, fieldnames, restval="", extrasaction="raise", dialect="excel", *args, **kwds):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        if extrasaction.lower() not in ("raise", "ignore"):
            raise ValueError("extrasaction (%s) must be 'raise' or 'ignore'" % extrasaction)
        self.fieldnames = fieldnames
        self.restval = restval
        self.extrasaction = extrasaction.lower()
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def _values(self, row):
        if self.extrasaction == "raise":
            extra = [key for key in row if key not in self.fieldnames]
            if extra:
                raise ValueError("dict contains fields not in fieldnames: " + ", ".join([repr(x) for x in extra]))
        return [row.get(name, self.restval) for name in self.fieldnames]

    def writerow(self, rowdict):
        return self.writer.writerow(self._values(rowdict))

    def writerows(self, rowdicts):
        return self.writer.writerows(map(self._values, rowdicts))


class Sniffer:
    preferred = [",", "\t", ";", " ", ":"]

    def sniff(self, sample, delimiters=None):
        quotechar = "'" if sample.count("'") > sample.count('"') and '"' not in sample else '"'
        lines = [line for line in sample.splitlines() if line][:50]
        best = None
        for delimiter in delimiters or self.preferred + ["|"]:
            counts = [len(row) - 1 for row in reader(lines, delimiter=delimiter, quotechar=quotechar)]
            if counts and min(counts) > 0:
                alike = counts.count(counts[0]) / len(counts)
                if best is None or alike > best[0]:
                    best = alike, delimiter
        if best is None or best[0] < 0.75:
            raise Error("Could not determine delimiter")

        class dialect(excel):
            _name = "sniffed"

        dialect.delimiter = best[1]
        dialect.quotechar = quotechar
        divided = [line.split(best[1])[1:] for line in lines]
        dialect.skipinitialspace = best[1] != " " and all([f.startswith(" ") for fields in divided for f in fields])
        return dialect

    def has_header(self, sample):
        rows = list(reader(sample.splitlines(), self.sniff(sample)))[:21]
        header = rows[0]
        votes = 0
        for column, title in enumerate(header):
            values = [row[column] for row in rows[1:] if len(row) == len(header)]
            if values and all([_is_number(value) for value in values]):
                votes += -1 if _is_number(title) else 1
            elif values and len({len(value) for value in values}) == 1:
                votes += 1 if len(title) != len(values[0]) else -1
        return votes > 0


def _is_number(text):
    try:
        complex(text)
        return True
    except (ValueError, OverflowError):
        return False
