# Every mode, on files that are there and that are not.


def attempt(what, work):
    try:
        print(what, repr(work()))
    except Exception as e:
        print(what, type(e).__name__, getattr(e, "errno", None) if isinstance(e, OSError) else e)


number = 0
for binary in ("", "b", "t"):
    for plus in ("", "+"):
        for kind in "rwax":
            for there in (True, False):
                mode = kind + binary + plus
                number += 1
                name = "made%d" % number
                if there:
                    with open(name, "w") as f:
                        f.write("before")

                def work():
                    with open(name, mode) as f:
                        told = [binary == "b" or f.mode, f.readable(), f.writable(), f.seekable(), f.tell()]
                        text = b"new" if binary == "b" else "new"
                        # CPython writes elsewhere in text if nobody says where.
                        calls = (
                            lambda: f.read(2),
                            lambda: f.seek(f.tell()),
                            lambda: f.write(text),
                            lambda: f.seek(f.tell()),
                            lambda: f.read(),
                        )
                        for call in calls:
                            try:
                                told.append(call())
                            except Exception as e:
                                told.append(type(e).__name__)
                        told.append(f.tell())
                    return told

                attempt((mode, there), work)
                attempt("holds", lambda: open(name, "rb").read())

for mode in ("", "z", "rw", "rr", "r++", "bt", "rbt", "+", "b", "rU", "wa+", "r b"):
    try:
        open("lines.txt", mode)
        print(mode, "opened")
    except ValueError as e:
        print(mode, "ValueError")
for arguments in (
    {"mode": "rb", "encoding": "utf-8"},
    {"mode": "rb", "errors": "strict"},
    {"mode": "rb", "newline": "\n"},
    {"mode": "r", "buffering": 0},
    {"mode": "r", "newline": "x"},
    {"mode": "r", "encoding": "no-such"},
    {"mode": "r", "closefd": False},
):
    try:
        open("lines.txt", **arguments)
        print(arguments, "opened")
    except (ValueError, LookupError) as e:
        print(arguments, type(e).__name__)
for path in ("no", "no/x", "lines.txt/x", ".", "pkg", "", "x" * 300, "lines.txt/", "pkg/"):
    attempt(path[:20], lambda: open(path).read())
    attempt(path[:20], lambda: open(path, "w"))
attempt("null", lambda: open("a\0b"))
attempt("none", lambda: open(None))
attempt("float", lambda: open(1.5))
attempt("bytes", lambda: open(b"lines.txt").read())
