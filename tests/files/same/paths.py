# os.path, on paths of all shapes.
import os
import os.path
from os.path import basename, join

paths = [
    "", "/", "//", "///", ".", "..", "a", "/a", "//a", "///a", "a/", "/a/", "a/b", "/a/b", "a//b", "a/b/", "a/./b",
    "a/../b", "../a", "../../a", "/..", "/../a", "/a/../..", "a/..", "a/b/../..", "./a", "a/.", "a.b", ".a", "..a",
    "a.", ".a.b", "a.b.c", "/x/.a", "/x.y/a", "/x.y/a.", "...", "....a", "a/.b.c/d", "a b/c d.e", "~", "~/a",
]
for path in paths:
    print(repr(path), os.path.split(path), os.path.splitext(path), os.path.basename(path), os.path.dirname(path))
    print(os.path.isabs(path), repr(os.path.normpath(path)), os.path.splitdrive(path), repr(os.path.normcase(path)))
for a in ("", "/", "a", "/a", "a/", "../a"):
    for b in ("", "/", "b", "/b", "b/", ".."):
        print(repr(os.path.join(a, b)), repr(os.path.join(a, b, "c")), end=" ")
    print()
print(os.path.join("a"), join("a", "b"), basename("/x/y"))
for group in (["/a/b", "/a/c"], ["/a", "/b"], ["a/b", "a/b/c"], ["/a"], ["a"], ["/a/b/", "/a/b"], ["/ab", "/a"], ["a", "b"]):
    print(group, repr(os.path.commonpath(group)), repr(os.path.commonprefix(group)))
for group in ([], ["/a", "b"]):
    try:
        os.path.commonpath(group)
    except ValueError:
        print("ValueError", group)
print(repr(os.path.commonprefix([])))
for path, start in (("/a/b", "/a"), ("/a", "/a/b/c"), ("/a", "/a"), ("/a/b", "/c"), ("a", "b"), ("/", "/a")):
    print(path, start, os.path.relpath(path, start))
for path in ("lines.txt", "pkg", "no", "pkg/no", "lines.txt/x", "", ".", "pkg/", "lines.txt/", "pkg/../lines.txt"):
    print(path, os.path.exists(path), os.path.isfile(path), os.path.isdir(path), os.path.islink(path), os.path.lexists(path))
print(os.path.getsize("lines.txt"), type(os.path.getmtime("lines.txt")).__name__)
print(os.path.samefile("lines.txt", "pkg/../lines.txt"), os.path.samefile("lines.txt", "empty"))
print(os.path.abspath("x") == os.path.join(os.getcwd(), "x"), os.path.abspath("/a/../b"), os.path.abspath("/"))
for name in ("getsize", "getmtime"):
    try:
        getattr(os.path, name)("no")
    except FileNotFoundError as e:
        print(name, e)
print(os.sep, os.linesep == "\n", os.curdir, os.pardir, os.extsep, os.path.sep)


class Path:
    def __init__(self, path):
        self.path = path

    def __fspath__(self):
        return self.path


print(os.fspath(Path("a")), os.path.join(Path("a"), "b"), open(Path("lines.txt")).readline(), os.path.exists(Path("no")))
print(os.stat(Path("lines.txt")).st_size, sorted(os.listdir(Path("pkg"))))
try:
    os.fspath(1)
except TypeError:
    print("TypeError")
