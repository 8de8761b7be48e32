# JSON out and in again; keys are compared sorted.
import json


def normal(value):
    if isinstance(value, dict):
        return "{" + ",".join(repr(k) + ":" + normal(value[k]) for k in sorted(value)) + "}"
    if isinstance(value, list):
        return "[" + ",".join(normal(v) for v in value) + "]"
    return repr(value)


def build(depth):
    if depth == 0:
        return [None, True, False, 0, -1, 2**40, "text" + str(depth), 0.5, ""]
    return {"n" + str(depth): build(depth - 1), "list": [build(depth - 1), str(depth) * depth], 'quo"te\\': "line\nbreak\t"}


value = build(3)
text = json.dumps(value)
again = json.loads(text)
print(again == value)
print(normal(again)[:300])
print(len(json.dumps(again)) == len(text))
for source in ['{"a": [1, 2, {"b": null}], "c": "\\u0041\\n"}', "[]", "{}", '"plain"', " [ 1 , [ 2 , [ 3 , [ ] ] ] ] ", "-12.5", "[1e3, 12345678901234567890]"]:
    print(normal(json.loads(source)))
for bad in ["", "{", "[1,", '{"a":', "nul", '"open']:
    try:
        json.loads(bad)
        print("accepted", bad)
    except ValueError:
        print("ValueError")
rows = [{"id": i, "name": "row " + str(i), "tags": ["t" + str(j) for j in range(i % 4)]} for i in range(20)]
back = json.loads(json.dumps(rows))
print([row["name"] for row in back if len(row["tags"]) == 3])
print(sorted(json.loads(json.dumps({str(i): [i] * i for i in range(8)})).items()))
