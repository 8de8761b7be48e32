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


def _granted():
    """The modules in granted folders: name and file, without running any."""
    import os

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
                found.append((name[:-3], path))
            elif _is_file(package):
                found.append((name, package))
    return found


def _is_file(path):
    import os

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
