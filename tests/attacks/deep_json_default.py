import sys
n = int(sys.argv[1])
import json
class C: pass
class D:
    pass
def default(o): return [C()] if n > 10 else 'end'
print(json.dumps(C(), default=default))
