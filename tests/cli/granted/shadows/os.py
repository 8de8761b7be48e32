# A file of this name comes before the built-in module; a list runs neither.
print("run")
raise RuntimeError("os.py was run")
