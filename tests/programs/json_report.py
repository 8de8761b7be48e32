import json
from collections import defaultdict

DATA = """
[{"id": 1, "user": {"name": "Ana", "email": null}, "tags": ["a", "b"], "score": 9.5, "active": true},
 {"id": 2, "user": {"name": "Bo\u00e9", "email": "bo@example.org"}, "tags": [], "score": 7, "active": false},
 {"id": 3, "user": {"name": "Cy", "email": "cy@example.com"}, "tags": ["b"], "score": 8.25, "active": true}]
"""
records = json.loads(DATA)
active = [r for r in records if r["active"]]
print([r["user"]["name"] for r in active], sum(r["score"] for r in records) / len(records))
index = defaultdict(list)
for r in records:
    for tag in r.get("tags") or ["(none)"]:
        index[tag].append(r["id"])
print(json.dumps(index, sort_keys=True))


def flatten(value, prefix=""):
    if isinstance(value, dict):
        for k, v in value.items():
            yield from flatten(v, f"{prefix}.{k}" if prefix else k)
    elif isinstance(value, list):
        for i, v in enumerate(value):
            yield from flatten(v, f"{prefix}[{i}]")
    else:
        yield prefix, value


print(dict(flatten(records[0])))
print(json.dumps(records[1], indent=4, ensure_ascii=False))
print(json.dumps({"b": [1, 2], "a": {}}, separators=(",", ":"), sort_keys=True))
print(json.dumps("quote\" tab\t \u2713"), json.dumps([1.0, 1e-7, 10**20, float("inf")]))


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y


def encode(o):
    if isinstance(o, Point):
        return {"x": o.x, "y": o.y}
    if isinstance(o, (set, frozenset)):
        return sorted(o)
    raise TypeError(f"cannot encode {type(o).__name__}")


print(json.dumps({"p": Point(1, 2), "s": {3, 1}}, default=encode))
for text in ('{"a": }', "[1, 2", "nope", '{"a" 1}'):
    try:
        json.loads(text)
    except json.JSONDecodeError as e:
        print(e)
print(json.loads('{"x": 1, "y": 2}', object_hook=lambda d: Point(**d)).y)
merged = {**records[0], "score": 10, **{"extra": None}}
print(merged["score"], list(merged), json.loads(json.dumps(merged)) == merged)
