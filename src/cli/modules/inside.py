# What `mpsandbox modules` asks inside of the interpreter. Its functions are called by
# the host; what they give is data to it, whatever a module that is imported has done.


def _kind(value):
    if isinstance(value, type):
        return "exception" if issubclass(value, BaseException) else "class"
    if callable(value):
        return "function"
    return "module" if isinstance(value, type(_sys)) else "constant"


def _loaded():
    """The modules that are there without being imported."""
    return list(_sys.modules)


def _built_in(name):
    """A built-in module, though there be a file of its name."""
    path = list(_sys.path)
    _sys.path[:] = []
    try:
        return __import__(name)
    finally:
        _sys.path[:] = path


def _gives_way(name):
    """Whether a file comes before the built-in module of its name: of those that do, there is
    one of another name as well.
    """
    try:
        return name != "sys" and _built_in("u" + name) is not None
    except ImportError:
        return False


def _granted():
    """The modules in granted folders, without running any: name, file, and whether they
    would come before a built-in one.
    """
    os = _built_in("os")
    found = []
    for folder in getattr(_sys, "path", ()):
        if folder.startswith("."):
            continue
        try:
            names = sorted(os.listdir(folder))
        except OSError:
            continue
        for name in names:
            path = folder.rstrip("/") + "/" + name
            package = path + "/__init__.py"
            if name.endswith(".py"):
                found.append((name[:-3], path, _gives_way(name[:-3])))
            elif _is_file(os, package):
                found.append((name, package, _gives_way(name)))
    return found


def _is_file(os, path):
    try:
        return os.stat(path)[0] & 0xF000 == 0x8000
    except OSError:
        return False


def _look(name, wanted):
    """What a module has: its doc, its names with their kinds, and what of the wanted
    names and methods it has not.
    """
    module = __import__(name)
    for part in name.split(".")[1:]:
        module = getattr(module, part)
    doc = getattr(module, "__doc__", None)
    names = {}
    for each in module.__dict__:
        if not each.startswith("_"):
            names[each] = _kind(getattr(module, each))
    missing = []
    for each, methods in wanted:
        # Some modules bring what they have only when it is asked for.
        if not hasattr(module, each):
            missing.append(each)
            continue
        value = getattr(module, each)
        names[each] = _kind(value)
        for method in methods:
            if not hasattr(value, method):
                missing.append(each + "." + method)
    return doc if isinstance(doc, str) else "", list(names.items()), missing


import sys as _sys
