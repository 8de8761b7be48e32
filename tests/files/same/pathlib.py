import os
from pathlib import Path

base = Path("of-pathlib")
base.mkdir()
print(base.exists(), base.is_dir(), base.is_file(), list(base.iterdir()))
f = base / "hello.txt"
print(f.write_text("héllo\nworld\n"), f.read_text(), f.read_bytes(), f.stat().st_size, f.exists(), f.is_file(), f.suffix)
print(f.write_bytes(b"\x00\x01"), f.read_bytes())
with f.open("w") as file:
    print("line", file=file)
with open(f) as file:
    print(file.read())
(base / "sub" / "deep" / "er").mkdir(parents=True)
(base / "sub").mkdir(exist_ok=True)
for name in ("a.py", "sub/b.py", "sub/c.txt", "sub/deep/d.py", "sub/deep/er/e.py"):
    (base / name).touch()

def names(paths):
    return sorted(str(p.relative_to(base)) for p in paths)

for pattern in ("*.py", "*", "**/*.py", "sub/*", "*/*.py", "**", "sub/**/*.py", "sub/deep/d.py", "nothing*", "sub/none.py", "**/deep/*", "**/**/*.py"):
    print(pattern, names(base.glob(pattern)))
print(names(base.rglob("*.py")), names(base.rglob("er")), names(base.iterdir()))

def error(function, *args, **kw):
    try:
        print(function(*args, **kw))
    except Exception as e:
        print(type(e).__name__)

error((base / "sub").mkdir)
error((base / "x" / "y").mkdir)
error((base / "none").read_text)
error((base / "none").unlink)
error((base / "sub").rmdir)
error(f.touch, exist_ok=False)
error(f.write_text, b"x")
error(f.mkdir, exist_ok=True)
error(lambda: list(base.glob("")))
error(lambda: list(base.glob("/x")))
error(lambda: list(base.glob("a**b")))
(base / "none").unlink(missing_ok=True)
g = f.rename(base / "renamed.txt")
print(g.name, f.exists(), g.exists(), type(g).__name__)
h = g.replace(base / "a.py")
print(h.read_text(), g.exists())
h.unlink()
print(names(base.iterdir()), h.is_file(), (h / "x").exists())
(base / "sub" / "deep" / "er" / "e.py").unlink()
(base / "sub" / "deep" / "er").rmdir()
print(names(base.rglob("*")))
os.chdir(base)
print(Path.cwd().name == base.name, Path("sub").resolve().name, Path("sub").is_dir(), Path("x").absolute().is_absolute(), Path("sub/../sub/c.txt").resolve().relative_to(Path.cwd().resolve()))
os.chdir("..")
print(Path("sub").is_symlink(), base.samefile("of-pathlib"), Path("no").exists())
