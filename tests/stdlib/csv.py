import csv
import io


def error(function, *args, **keywords):
    try:
        return function(*args, **keywords)
    except Exception as e:
        return type(e).__name__, str(e)


def read(lines, *args, **keywords):
    return error(lambda: list(csv.reader(lines, *args, **keywords)))


def write(rows, *args, **keywords):
    out = io.StringIO()
    try:
        csv.writer(out, *args, **keywords).writerows(rows)
    except Exception as e:
        return type(e).__name__, str(e)
    return out.getvalue()


texts = [
    "a,b,c\n1,2,3\n", 'a,"b,c",d\r\n"x ""quoted"" y",,z\r\n', "", "\n", "a\n\nb\n", '"multi\nline",2\n3,4', "a,b\r\n", ",,\n", '"a"b,c\n', 'a"b",c\n', '"open\nto the end', ' a, "b" ,c\n', '""\n', '"",""\n', "no newline", "x,y,\n", 'a,"b\r\nc"\r\n', "ü,é\n", "'a,b',c\n", "a\\,b,c\n", '"a\\"b",c\n', "1,2.5,-3\n", '1,"x",2e3\n',
]
for text in texts:
    lines = text.splitlines(True)
    print(repr(text), read(lines), read(io.StringIO(text, newline="")), read(text.splitlines()))
    print(read(lines, delimiter=";"), read(lines, quotechar="'"), read(lines, escapechar="\\"), read(lines, skipinitialspace=True), read(lines, quoting=csv.QUOTE_NONE), read(lines, quoting=csv.QUOTE_NONNUMERIC), read(lines, strict=True), read(lines, doublequote=False), read(lines, dialect="excel-tab"), read(lines, "unix"))
print(read(["a\rb"]), read([b"a,b"]), read(["a,b", 3]), read(["a\tb\tc"], delimiter="\t"), read(["x" * 200000])[:1], read(["a|b"], delimiter="|"), error(csv.reader, 3))
rows = [
    ["a", "b"], ["x,y", 'say "hi"'], [1, 2.5, None, True], ["", ""], [""], ["line\nbreak", "cr\rx"], [], [" lead", "trail "], ["it's", "back\\slash"], [10**20, 1e-7, -0.0, 1 / 3], ["ü", "a;b"], [b"bytes"], ("t", "u"), "abc", range(3), ["a\tb"],
]
for keywords in (
    {}, {"delimiter": ";"}, {"quoting": csv.QUOTE_ALL}, {"quoting": csv.QUOTE_NONNUMERIC}, {"quoting": csv.QUOTE_NONE, "escapechar": "\\"}, {"lineterminator": "\n"}, {"quotechar": "'"}, {"doublequote": False, "escapechar": "\\"}, {"dialect": "unix"}, {"dialect": "excel-tab"}, {"dialect": csv.excel, "lineterminator": "|"},
):
    for row in rows:
        print(keywords, repr(write([row], **keywords)))
print(write([["a,b"]], quoting=csv.QUOTE_NONE), write([['a"b']], doublequote=False), write([3]), write([[""]], quoting=csv.QUOTE_NONE), error(csv.writer, 3), error(csv.writer, io.StringIO(), delimiter="ab"), error(csv.writer, io.StringIO(), delimiter=""), error(csv.reader, [], quoting=9), error(csv.reader, [], bad=1)[0], read(['a,"b'], quotechar=None), error(csv.reader, [], "nope"), error(csv.reader, [], delimiter=None)[0])
out = io.StringIO()
w = csv.writer(out)
print(w.writerow(["a", "b"]), w.writerows([[1, 2], [3, 4]]), repr(out.getvalue()), w.dialect.delimiter, repr(w.dialect.lineterminator))
r = csv.reader(["a,b\n", '"c\n', 'd",e\n'])
print(next(r), r.line_num, next(r), r.line_num, error(next, r)[0], r.dialect.delimiter, iter(r) is r)

data = "name,age,city\nAnn,30,Rome\nBob,25\nCy,40,Oslo,extra,more\n\nDee,,\n"
d = csv.DictReader(io.StringIO(data))
print(d.fieldnames, list(d), d.line_num)
print(list(csv.DictReader(data.splitlines(), restkey="rest", restval="-")), list(csv.DictReader(["1;2"], ["a", "b"], delimiter=";")), list(csv.DictReader([])), csv.DictReader([]).fieldnames)
out = io.StringIO()
w = csv.DictWriter(out, ["a", "b", "c"], restval="?", lineterminator="\n")
print(w.writeheader(), w.writerow({"a": 1, "c": "x,y"}), w.writerows([{"a": 2, "b": 3, "c": 4}, {}]), error(w.writerow, {"a": 1, "z": 2}), repr(out.getvalue()))
out = io.StringIO()
w = csv.DictWriter(out, fieldnames=iter(["a"]), extrasaction="ignore")
w.writerow({"a": 1, "z": 2})
print(repr(out.getvalue()), error(csv.DictWriter, out, ["a"], extrasaction="x"))
csv.register_dialect("pipes", delimiter="|", quoting=csv.QUOTE_ALL)


class Semi(csv.Dialect):
    delimiter = ";"
    quotechar = "'"
    doublequote = True
    skipinitialspace = True
    lineterminator = "\n"
    quoting = csv.QUOTE_MINIMAL


csv.register_dialect("semi", Semi)
print(csv.list_dialects(), read(["a|b"], "pipes"), write([["a", 1]], "pipes"), read(["a; 'b;c'"], Semi), write([["a;b", "it's"]], Semi), read(["a; b"], dialect="semi"), csv.get_dialect("semi").delimiter, error(csv.get_dialect, "x"), error(csv.unregister_dialect, "x"))
csv.unregister_dialect("pipes")
print("pipes" in csv.list_dialects(), csv.field_size_limit(), csv.field_size_limit(5), read(["abcdefgh"]), csv.field_size_limit(131072), issubclass(csv.Error, Exception))
for sample in ("a;b;c\n1;2;3\n4;5;6\n", "name,age\nann,1\nbob,22\n", "x\ty\n1\t2\n", "a|b|c\n1|2|3\n"):
    found = csv.Sniffer().sniff(sample, ",;\t|")
    print(repr(found.delimiter), found.quotechar, csv.Sniffer().has_header(sample), list(csv.reader(sample.splitlines(), found)))


# What programs do with them.
sales = 'region,product,amount\nnorth,"Widget, large",10.5\nsouth,Gadget,3\nnorth,Gadget,4.25\n'
totals = {}
for row in csv.DictReader(io.StringIO(sales)):
    totals[row["region"]] = totals.get(row["region"], 0) + float(row["amount"])
out = io.StringIO()
w = csv.writer(out, lineterminator="\n")
w.writerow(["region", "total"])
w.writerows(sorted(totals.items()))
print(out.getvalue(), sum(float(r[2]) for r in list(csv.reader(sales.splitlines()))[1:]))
