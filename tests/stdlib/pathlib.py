from pathlib import Path, PurePath, PurePosixPath


def error(function, *args):
    try:
        print(function(*args))
    except (ValueError, TypeError, NotImplementedError) as e:
        print(type(e).__name__, e)


paths = ["a/b/c.txt", "/usr/lib/x.tar.gz", "", ".", "/", "//", "//host/share", "///x", "a//b/./c/", "../up", ".hidden", ".hidden.txt", "dir.ext/", "a.", "..", "a/..", "no_suffix", "/a", "a.b.c.d"]
for text in paths:
    p = PurePath(text)
    print(repr(p), str(p), p.parts, p.root, p.anchor, p.drive, p.name, p.suffix, p.suffixes, p.stem, p.parent, list(p.parents), p.is_absolute(), p.as_posix(), bytes(p))
print(PurePath("a", "b", "/c", "d"), PurePath(), PurePath("a") / "b" / "c", "x" / PurePath("y"), PurePath("a") / "/b", PurePath("a").joinpath("b", PurePath("c")), PurePath(PurePath("q"), "r"), Path("a"), repr(Path("a/b")), repr(PurePosixPath("z")))
print(PurePath("a/b") == PurePath("a//b/"), PurePath("a") == "a", PurePath("a") < PurePath("b"), sorted([PurePath("b"), PurePath("a/z"), PurePath("a")]), len({PurePath("a"), PurePath("./a")}), hash(PurePath("a")) == hash(PurePath("a")), Path("a") == PurePosixPath("a"), isinstance(Path(), PurePath))
p = PurePath("/one/two/three.tar.gz")
print(p.with_name("x.py"), p.with_suffix(".zip"), p.with_suffix(""), p.with_stem("new"), PurePath("a").with_suffix(".b"), PurePath(".x").with_suffix(".y"))
print(p.relative_to("/one"), p.relative_to("/"), p.relative_to("/one", "two"), p.relative_to(p), p.is_relative_to("/one"), p.is_relative_to("/on"), p.is_relative_to("one"))
print(p.parents[0], p.parents[-1], len(p.parents), p.parents[:2], p.parents, "/".join(str(x) for x in p.parents))
for args in ((p.relative_to, "/two"), (p.relative_to, "one"), (p.relative_to,), (p.with_name, ""), (p.with_name, "a/b"), (p.with_suffix, "gz"), (p.with_suffix, "."), (PurePath("/").with_name, "x"), (PurePath("").with_suffix, ".x"), (PurePath, 3), (PurePath, b"x"), (PurePath("x").as_uri,), (p.match, "")):
    error(*args)
for path, pattern in (("a/b.py", "*.py"), ("/a/b/c.py", "b/*.py"), ("/a/b/c.py", "a/*.py"), ("/a.py", "/*.py"), ("a/b.py", "/*.py"), ("a/b.py", "a/[ab].p?"), ("a", "A"), ("/a/b/c.py", "**/c.py"), ("x", "*/x")):
    print(path, pattern, PurePath(path).match(pattern))
print(PurePath("/a b/ü%.txt").as_uri(), PurePath("a").is_reserved(), p.name.upper())
try:
    p.parents[9]
except IndexError as e:
    print("IndexError")
try:
    PurePath("a") / 3
except TypeError:
    print("TypeError")
