# What is asked inside of the interpreter is answered by whatever is there.
import sys

sys.modules["__main__"] = sys
raise ImportError("no module named 'liar'")
