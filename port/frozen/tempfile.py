"""Files and folders that go away again, in the scratch folder /tmp."""

import os

tempdir = None


def gettempdir():
    return tempdir or "/tmp"


def gettempprefix():
    return "tmp"


def _make(make, suffix, prefix, dir):
    folder = gettempdir() if dir is None else os.fspath(dir)
    prefix = gettempprefix() if prefix is None else prefix
    for _ in range(100):
        name = "".join("%02x" % byte for byte in os.urandom(4))
        path = os.path.join(folder, prefix + name + (suffix or ""))
        try:
            return path, make(path)
        except FileExistsError:
            pass
    raise FileExistsError(17, "No usable temporary file name found", folder)


def mkdtemp(suffix=None, prefix=None, dir=None):
    return _make(os.mkdir, suffix, prefix, dir)[0]


class TemporaryDirectory:
    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False):
        self._ignore = ignore_cleanup_errors
        self.name = mkdtemp(suffix, prefix, dir)

    def cleanup(self):
        import shutil

        if os.path.exists(self.name):
            shutil.rmtree(self.name, ignore_errors=self._ignore)

    def __enter__(self):
        return self.name

    def __exit__(self, *args):
        self.cleanup()


class _NamedFile:
    def __init__(self, file, name, delete):
        self.file = file
        self.name = name
        self._delete = delete

    def __getattr__(self, name):
        return getattr(self.file, name)

    def __iter__(self):
        return iter(self.file)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def close(self):
        if not self.file.closed:
            self.file.close()
            if self._delete:
                os.remove(self.name)


def NamedTemporaryFile(
    mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, delete=True, *, errors=None
):
    def make(path):
        # Made so that it is no other's, whatever the mode.
        open(path, "x").close()
        return open(path, mode, buffering, encoding, errors, newline)

    path, file = _make(make, suffix, prefix, dir)
    return _NamedFile(file, path, delete)


TemporaryFile = NamedTemporaryFile
