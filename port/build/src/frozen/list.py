# Runs a manifest by MicroPython's own manifestfile.py and prints, as JSON, what it
# freezes and what it read; or what is wrong with it, and where it says so.
#
# Arguments: the folder of manifestfile.py, the manifest, and a JSON object with
# the variables, the folders that files may come from, and the libraries.

import ast
import json
import os
import sys

TOOLS, MANIFEST, OPTIONS = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
sys.path.insert(0, TOOLS)
import manifestfile as upstream  # noqa: E402

ROOTS = [os.path.realpath(root) for root in OPTIONS["roots"]]


def check_inside(path):
    real = os.path.realpath(path)
    if not any(real == root or real.startswith(root + os.sep) for root in ROOTS):
        raise upstream.ManifestFileError(
            "{} is outside of the folders that a manifest may take files from ({}): move it "
            "there, or name its folder as a library".format(path, ", ".join(ROOTS))
        )


def place(frames):
    """The line of a manifest that is the innermost of these calls."""
    manifest = found = None
    for frame, line in frames:
        if frame.f_code.co_filename == upstream.__file__ and frame.f_code.co_name == "include":
            manifest = frame.f_locals.get("manifest_path")
        elif frame.f_code.co_filename == "<string>" and isinstance(manifest, str):
            found = (manifest, line)
    return found


def calls(frame):
    frames = []
    while frame:
        frames.append((frame, frame.f_lineno))
        frame = frame.f_back
    return reversed(frames)


def traceback(error):
    entry = error.__traceback__
    while entry:
        yield entry.tb_frame, entry.tb_lineno
        entry = entry.tb_next


class Manifest(upstream.ManifestFile):
    def __init__(self, variables):
        super().__init__(upstream.MODE_FREEZE, variables)
        self.places = []
        self.folders = []

    def _resolve_path(self, path):
        path = super()._resolve_path(path)
        if "$(MPY_LIB_DIR)" in path:
            raise upstream.ManifestFileError(
                "$(MPY_LIB_DIR) is not known: name a clone of micropython-lib as a library"
            )
        if "$(" in path:
            raise upstream.ManifestFileError(
                "{} has a variable that is not known: there are $(MPY_DIR), $(PORT_DIR) and, "
                "with a library, $(MPY_LIB_DIR)".format(path)
            )
        return path

    def include(self, manifest_path, is_require=False, **kwargs):
        if isinstance(manifest_path, str):
            check_inside(self._resolve_path(manifest_path))
        super().include(manifest_path, is_require, **kwargs)

    def _search(self, base_path, package_path, files, exts, kind, opt=None, strict=False):
        folder = self._resolve_path(base_path)
        if package_path:
            folder = os.path.join(folder, package_path)
        check_inside(folder)
        # Walking through a folder that is not there finds nothing.
        if not os.path.isdir(folder):
            raise upstream.ManifestFileError("{} is not a folder".format(folder))
        if files is None:
            self.folders.append(folder)
        super()._search(base_path, package_path, files, exts, kind, opt, strict)

    def _add_file(self, full_path, target_path, kind=upstream.KIND_AUTO, opt=None):
        check_inside(full_path)
        if not os.path.isfile(full_path):
            raise upstream.ManifestFileError("there is no file {}".format(full_path))
        super()._add_file(full_path, target_path, kind, opt)
        if self.files()[-1].kind != upstream.KIND_FREEZE_AS_MPY or not full_path.endswith(".py"):
            raise upstream.ManifestFileError(
                "{} cannot be frozen: only Python source can, and only as bytecode".format(full_path)
            )
        self.places.append(place(calls(sys._getframe())))


def where(error):
    """What is wrong, and the innermost place in a manifest."""
    found = None
    while True:
        found = place(traceback(error)) or found
        if not str(error).startswith("Error in manifest file: ") or not error.__context__:
            break
        error = error.__context__
    if isinstance(error, SyntaxError) and error.filename == "<string>":
        for frame, _ in traceback(error):
            manifest = frame.f_locals.get("manifest_path")
            if isinstance(manifest, str):
                found = (manifest, error.lineno)
        error = "SyntaxError: {}".format(error.msg)
    elif isinstance(error, FileNotFoundError):
        error = "there is no file {}".format(error.filename)
    elif isinstance(error, upstream.ManifestFileError):
        error = str(error)
    elif "not found in any known library" in str(error):
        error = "{} Nothing is downloaded: name a local folder of packages as a library.".format(error)
    else:
        error = "{}: {}".format(type(error).__name__, error)
    return {"error": error, "place": found}


def docstring(path):
    try:
        with open(path, encoding="utf-8") as source:
            return ast.get_docstring(ast.parse(source.read())) or ""
    except (SyntaxError, ValueError):
        return ""  # whoever compiles it says what is wrong


def run():
    manifest = Manifest(OPTIONS["variables"])
    for name, folder in OPTIONS["libraries"]:
        manifest.add_library(name, folder)
    stdout, sys.stdout = sys.stdout, sys.stderr  # what the manifest prints is for people
    try:
        manifest.execute(MANIFEST)
    except (Exception, SystemExit) as error:
        return where(error)
    finally:
        sys.stdout = stdout
    files = [
        {
            "path": file.target_path,
            "file": file.full_path,
            "optimisation": file.opt,
            "version": file.metadata.version and repr(file.metadata.version),
            "doc": docstring(file.full_path),
            "place": found,
        }
        for file, found in zip(manifest.files(), manifest.places)
    ]
    read = sorted(manifest._visited) + sorted(set(manifest.folders))
    return {"files": files, "read": read}


print(json.dumps(run()))
