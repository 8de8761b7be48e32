# The built-in module comes before a file of this name.
raise RuntimeError("math.py was run")
