# What os does with folders and files, and what it says where it cannot.
import os


def attempt(what, work):
    try:
        print(what, repr(work()))
    except OSError as e:
        print(what, type(e).__name__, e.errno)
    except (ValueError, TypeError) as e:
        print(what, type(e).__name__)


print(sorted(os.listdir()), sorted(os.listdir(".")), sorted(os.listdir("pkg")))
for path in ("no", "lines.txt", "", "no/x", "lines.txt/x", "pkg/", "pkg/../pkg/sub/.."):
    attempt(path, lambda: sorted(os.listdir(path)))
    attempt(path, lambda: os.stat(path).st_mode & 0o170000)
    attempt(path, lambda: os.stat(path).st_size if not os.path.isdir(path) else None)
print(len(os.stat("lines.txt")), os.stat("lines.txt")[6], os.stat("lines.txt").st_size)
status = os.stat("lines.txt")
print(type(status.st_mtime).__name__, type(status[8]).__name__, int(status.st_mtime) == status[8], status.st_mtime_ns // 10**9 == status[8])
for call in ("mkdir", "rmdir", "remove", "unlink", "listdir"):
    for path in ("pkg", "lines.txt", "no/x", "lines.txt/x", "", "a\0b", "x" * 300, "new", "new"):
        if (call, path) in (("remove", "lines.txt"), ("unlink", "lines.txt")):
            continue
        attempt((call, path[:9]), lambda: getattr(os, call)(path) if call != "listdir" else sorted(os.listdir(path)))
os.mkdir("d")
os.mkdir("d/e")
open("d/f", "w").write("f")
for source, target in (
    ("no", "x"), ("d/f", "no/x"), ("d", "d/e/x"), ("d/f", "d/e"), ("d/e", "d/f"), ("d/f", "d/g"), ("d/e", "e"),
    ("e", "d"), ("d/g", "d/g"), ("d/g", "g"), ("g/", "h"), ("", "h"), ("g", ""), ("d", "dd/"),
):
    attempt((source, target), lambda: os.rename(source, target))
print(sorted(os.listdir()), sorted(os.listdir("dd")))
open("one", "w").write("1")
open("two", "w").write("2")
print(os.replace("one", "two"), open("two").read(), os.path.exists("one"))
attempt("makedirs", lambda: os.makedirs("m/n/o"))
attempt("makedirs again", lambda: os.makedirs("m/n/o"))
attempt("makedirs exist_ok", lambda: os.makedirs("m/n/o", exist_ok=True))
attempt("makedirs below a file", lambda: os.makedirs("two/x"))
attempt("makedirs over a file", lambda: os.makedirs("two", exist_ok=True))
open("m/n/file", "w").write("x")
open("m/n/o/.hidden", "w").write("x")
for top_down in (True, False):
    for folder, folders, files in os.walk("m", topdown=top_down):
        print(folder, sorted(folders), sorted(files))
print(list(os.walk("no")))
with os.scandir("m/n") as entries:
    for entry in sorted(entries, key=lambda entry: entry.name):
        print(entry.name, entry.path, entry.is_dir(), entry.is_file(), entry.is_symlink(), entry.stat().st_size > 0 or entry.is_dir())
attempt("removedirs", lambda: os.removedirs("m/n/o"))
os.remove("m/n/o/.hidden")
os.remove("m/n/file")
attempt("removedirs", lambda: os.removedirs("m/n/o"))
print(os.path.exists("m"))
here = os.getcwd()
os.chdir("pkg/sub")
print(os.path.relpath(os.getcwd(), here), sorted(os.listdir()), sorted(os.listdir("..")))
print(open("../table.txt").read(), open("../../lines.txt").readline())
for path in ("no", "deep.py", "../..", "./pkg/", ".", "pkg/sub/../sub"):
    attempt(("chdir", path), lambda: os.chdir(path))
    print(os.path.relpath(os.getcwd(), here))
os.chdir(here)
for error in (
    OSError(2, "text"), OSError(13, "text", "file"), OSError(17, "text", "a", None, "b"), OSError(99999, "text"),
    FileNotFoundError(2, "text"), OSError("text"), PermissionError("text"),
):
    print(type(error).__name__, str(error), repr(error), error.args, getattr(error, "filename", None), getattr(error, "strerror", None))
try:
    open("no/such")
except FileNotFoundError as e:
    print(e, e.filename, e.strerror, e.errno, isinstance(e, OSError))
try:
    os.rename("no/such", "no/other")
except OSError as e:
    print(e, e.filename, e.filename2)
