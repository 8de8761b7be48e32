# Bytes that are text, and bytes that are none, in each encoding and way with errors.
try:
    show = ascii
except NameError:
    show = repr  # it escapes what is not ASCII there


def attempt(what, work):
    try:
        print(show(what), show(work()))
    except UnicodeDecodeError as e:
        print(show(what), "UnicodeDecodeError")
    except UnicodeEncodeError as e:
        print(show(what), "UnicodeEncodeError")


files = ["utf8.txt", "latin1.txt", "marked.csv", "bytes.bin", "empty", "lines.txt"]
pieces = [
    b"\x80", b"a\xc3", b"\xc3(", b"\xe2\x82", b"\xe2(\xa1", b"\xe2\x82(", b"\xf0\x9f\x98", b"\xf0(\x8c\xbc",
    b"\xf0\x90(\xbc", b"\xf0\x28\x8c\x28", b"\xf8\xa1\xa1\xa1\xa1", b"\xfc\xa1", b"\xfe\xff", b"\xc0\xaf",
    b"\xc1\xbf", b"\xe0\x80\xaf", b"\xe0\x9f\xbf", b"\xed\xa0\x80", b"\xed\xbf\xbf", b"\xf0\x80\x80\xaf",
    b"\xf4\x90\x80\x80", b"\xf4\x8f\xbf\xbf", b"ok\xffok\nnext \xc3\xa9\n", b"\xef\xbb\xbf", b"\xef\xbb",
    b"\xc3\xa9" * 3 + b"\xa9", b"\xe2\x82\xe2\x82\xac", b"\xf0\x9f\x98\xf0\x9f\x98\x80",
]
for number, piece in enumerate(pieces):
    name = "piece%d" % number
    with open(name, "wb") as f:
        f.write(piece)
    files.append(name)
for name in files:
    for encoding in ("utf-8", "utf-8-sig", "ascii", "latin-1"):
        for errors in ("strict", "ignore", "replace", "backslashreplace"):
            what = (name, encoding, errors)
            arguments = {"encoding": encoding, "errors": errors}
            attempt(what, lambda: open(name, **arguments).read())
            attempt(what, lambda: list(open(name, **arguments)))
            if errors == "strict" or encoding == "latin-1":
                attempt(what, lambda: [open(name, **arguments).read(n) for n in (1, 2, 5)])

for encoding in ("utf-8", "utf-8-sig", "ascii", "latin-1", "UTF8", "Latin1", "iso-8859-1", "US-ASCII", "utf_8"):
    for errors in ("strict", "ignore", "replace", "backslashreplace"):
        for text in ("plain\n", "café", "€", "😀x", ""):

            def work():
                with open("written", "w", encoding=encoding, errors=errors) as f:
                    f.write(text)
                with open("written", "a", encoding=encoding, errors=errors) as f:
                    f.write("!")
                return open("written", "rb").read()

            attempt((encoding, errors, text), work)
try:
    open("lines.txt", encoding="klingon")
except LookupError as e:
    print("LookupError")
