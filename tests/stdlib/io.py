import io
from io import BytesIO, StringIO


def error(function, *args, **keywords):
    try:
        return function(*args, **keywords)
    except Exception as e:
        return type(e).__name__, str(e)


def kind(function, *args, **keywords):
    try:
        return function(*args, **keywords)
    except Exception as e:
        return type(e).__name__


s = StringIO("one\ntwo\n\nthree")
print(s.readline(), s.readline(2), s.readline(), s.tell(), s.readlines(), s.read(), s.readline(), s.seek(0), list(s), s.seek(0), s.readlines(1), s.read(3), s.read(None), s.seek(4), s.read(-1), s.getvalue())
print(s.readable(), s.writable(), s.seekable(), s.isatty(), s.closed, s.close(), s.closed, error(s.read)[0], error(s.getvalue)[0], error(s.readable)[0], error(lambda: list(s))[0])
s = StringIO()
print(s.write("abc"), s.write("é\n"), s.writelines(["x\n", "y"]), s.getvalue(), s.tell() > 0, s.truncate(2), s.getvalue(), s.seek(0), s.write("Z"), s.getvalue(), s.seek(0, 2), s.write("end"), s.getvalue(), s.truncate(0), s.seek(0), s.getvalue(), s.flush())
print(error(s.write, b"x"), error(StringIO, b"x"), error(s.write, 3), kind(s.writelines, 3), StringIO(None).getvalue(), StringIO(initial_value="k").read(), StringIO("a\nb", newline="").read(), StringIO("x", "\n").read(), kind(StringIO, bad=1), error(s.truncate, -1), s.truncate(100), s.getvalue())
u = StringIO("häßlich\nüber")
print(u.read(3), u.readline(2), u.readline(), u.read(1), u.read())
with StringIO("in with") as w:
    print(w.read(2))
print(w.closed)
b = BytesIO(b"one\ntwo\n\xff\x00")
print(b.readline(), b.readline(1), b.read(2), b.tell(), b.readlines(), b.seek(0), list(b), b.seek(-2, 2), b.read(), b.seek(0), b.readlines(), b.getvalue(), b.read1(5), b.seek(1), b.read1(2), b.seek(0), b.readline(2))
buffer = bytearray(3)
print(b.seek(0), b.readinto(buffer), buffer, b.readable(), b.closed, bytes(b.getbuffer())[:3], len(b.getbuffer()), b.truncate(4), b.getvalue(), b.seek(0, 2), b.write(bytearray(b"more")), b.write(memoryview(b"!")), b.writelines([b"a", b"b"]), b.getvalue())
print(error(b.write, "x"), error(BytesIO, "x"), BytesIO(initial_bytes=b"k").read(), BytesIO().read(), BytesIO(bytearray(b"ba")).read(), kind(b.write, 3), b.seek(2), b.write(b"ZZ"), b.getvalue(), b.seek(15), b.write(b"far"), b.getvalue())


class Upper(StringIO):
    def write(self, text):
        return super().write(text.upper())


x = Upper()
print(x.write("abc"), x.getvalue(), x.closed, x.readable())
print("to a file", file=x)
print(repr(x.getvalue()), io.SEEK_SET, io.SEEK_CUR, io.SEEK_END, io.DEFAULT_BUFFER_SIZE, issubclass(io.UnsupportedOperation, OSError))
out = StringIO()
print("a", 1, sep="-", end="|", file=out)
print(out.getvalue(), isinstance(out, StringIO), next(StringIO("l1\nl2")), sorted(StringIO("b\na\n")), [line.rstrip() for line in StringIO("p\nq\n")], dict(line.split("=") for line in StringIO("k=v")), max(StringIO("1\n22\n3"), key=len))
