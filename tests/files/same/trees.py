# Patterns, and whole folders: glob, fnmatch, shutil, tempfile.
import fnmatch
import glob
import os
import shutil
import tempfile

names = ["a", "ab", "abc", ".a", "a.b", "A", "[a]", "a*b", "", "a-b", "é", "]", "!"]
for pattern in (
    "*", "?", "a*", "*b", "*.*", "[ab]", "[!ab]", "[a-c]*", "??", "a?c", "[", "[]", "[]]", "[!]]", "[]a]", "*[*", "a[*]b",
    "[[]a]", "**", "*a*b*", "", "[a-]b", "[-a]b", "[!", "[!]", "a[-]b", "[z-a]",
):
    print(repr(pattern), [names.index(name) for name in fnmatch.filter(names, pattern)])
    print([fnmatch.fnmatch(name, pattern) for name in names])
os.makedirs("t/x/y")
os.makedirs("t/.hidden")
for name in ("t/a.txt", "t/b.txt", "t/c.md", "t/.dot", "t/x/a.txt", "t/x/y/deep.txt", "t/.hidden/h.txt", "t/[odd].txt"):
    with open(name, "w") as f:
        f.write(name)
for pattern in (
    "t/*", "t/*.txt", "t/?.txt", "t/[ab].txt", "t/[!a].txt", "t/*/", "t/*/*", "t/.*", "t/x/a.txt", "t/x/no", "no/*", "*/a.txt",
    "t", "t/", "t/a.txt/", "*", "", "t/x/../*.md", "./t/*.md", "t/[[]odd].txt", glob.escape("t/[odd].txt"),
):
    print(pattern, sorted(glob.glob(pattern)))
for pattern in ("t/**", "t/**/", "t/**/*.txt", "**/a.txt", "t/**/y", "t/**/**/deep.txt", "**/no"):
    print(pattern, sorted(glob.glob(pattern, recursive=True)))
    print(pattern, sorted(glob.glob(pattern)))
print(sorted(glob.glob("*", root_dir="t")), sorted(glob.glob("**", root_dir="t/x", recursive=True)))
print(sorted(glob.glob("t/**/*.txt", recursive=True, include_hidden=True)))
print(sorted(glob.iglob("t/x/*")), glob.has_magic("a*"), glob.has_magic("a"))


def attempt(what, work):
    try:
        print(what, repr(work()))
    except Exception as e:
        print(what, type(e).__name__, isinstance(e, OSError))


print(shutil.copyfile("t/a.txt", "t/copy"), open("t/copy").read(), shutil.copy("t/b.txt", "t/x"), open("t/x/b.txt").read())
attempt("same", lambda: shutil.copyfile("t/a.txt", "t/../t/a.txt"))
attempt("missing", lambda: shutil.copyfile("no", "x"))
attempt("onto a folder", lambda: shutil.copyfile("t/a.txt", "t/x"))
print(shutil.copytree("t", "u", ignore=shutil.ignore_patterns("*.md", "y")))
print(sorted(glob.glob("u/**", recursive=True)))
attempt("again", lambda: shutil.copytree("t", "u"))
attempt("over it", lambda: shutil.copytree("t", "u", dirs_exist_ok=True))
print(sorted(glob.glob("u/**", recursive=True)))
print(shutil.move("u/a.txt", "u/moved"), shutil.move("u/moved", "u/x/y"), sorted(os.listdir("u/x/y")))
attempt("there already", lambda: shutil.move("u/b.txt", "u/x"))
print(shutil.move("u/x", "v"), sorted(os.listdir("v")), os.path.exists("u/x"))
attempt("rmtree", lambda: shutil.rmtree("u"))
attempt("rmtree again", lambda: shutil.rmtree("u"))
attempt("rmtree quietly", lambda: shutil.rmtree("u", ignore_errors=True))
attempt("rmtree of a file", lambda: shutil.rmtree("t/a.txt"))
print(os.path.exists("u"), sorted(os.listdir("v")))

here = os.getcwd()
with tempfile.TemporaryDirectory(dir=here, prefix="dir") as folder:
    print(os.path.isdir(folder), os.path.basename(folder).startswith("dir"))
    open(os.path.join(folder, "x"), "w").close()
print(os.path.exists(folder))
with tempfile.NamedTemporaryFile("w+", dir=here, suffix=".txt") as f:
    print(f.name.endswith(".txt"), f.write("text"), f.seek(0), f.read(), os.path.exists(f.name))
print(os.path.exists(f.name))
made = tempfile.mkdtemp(dir=here)
print(os.listdir(made), os.rmdir(made))
