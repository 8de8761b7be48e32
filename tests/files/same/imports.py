# Modules and packages in a folder, and what lies beside them.
import sys

sys.path.insert(0, ".")
import pkg
from pkg import helper
from pkg.sub import deep

print(pkg.__doc__, helper.double(21), deep.depth, pkg.table(), pkg.helper is helper)
print(pkg.__name__, helper.__name__, deep.__name__)
print(pkg.__file__.endswith("pkg/__init__.py"), deep.__file__.endswith("pkg/sub/deep.py"))
import dos_module

print(dos_module.value, dos_module.other)
for name in ("no_such", "pkg.no_such", "bad_module", "half_module", "half_module"):
    try:
        __import__(name)
        print("imported", name)
    except ImportError:
        print("ImportError", name)
    except SyntaxError:
        print("SyntaxError", name)
with open("made_module.py", "w") as f:
    f.write("value = 42\n")
import made_module

print(made_module.value)
