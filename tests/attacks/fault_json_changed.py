import sys
n = int(sys.argv[1])
import json
d = {'a': 1}
class C: pass
def default(o):
    for i in range(n): d[str(i)] = i
    d.clear()
    l.clear()
    return 0
l = [C(), C(), C()]
for i in range(n): l.append(C())
d['c'] = C()
d['l'] = l
text = json.dumps([l, d], default=default)
print('done')
