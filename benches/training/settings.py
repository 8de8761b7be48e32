"""JSON: settings read, checked, merged, changed and written."""

import json

TEXT = """
{
  "name": "service \\u00e9 \\"quoted\\"",
  "workers": 4, "ratio": 0.75, "big": 12345678901234567890, "small": -1.5e-7,
  "debug": false, "owner": null,
  "limits": {"memory": 1048576, "time": 2.5, "paths": ["/a", "/b/c", ""]},
  "rules": [
    {"match": "*.txt", "keep": true, "tags": ["x", "y"]},
    {"match": "*.log", "keep": false, "tags": [], "days": 30},
    {"match": "tmp/\\t*", "keep": false, "nested": {"a": [1, [2, [3, {"deep": []}]]]}}
  ]
}
"""


def merged(base, changes):
    result = dict(base)
    for key, value in changes.items():
        if isinstance(value, dict) and isinstance(result.get(key), dict):
            result[key] = merged(result[key], value)
        elif value is None:
            result.pop(key, None)
        else:
            result[key] = value
    return result


def faults(value, path="$"):
    if isinstance(value, dict):
        for key in sorted(value):
            yield from faults(value[key], path + "." + key)
    elif isinstance(value, list):
        for at, item in enumerate(value):
            yield from faults(item, "%s[%d]" % (path, at))
    elif isinstance(value, str) and not value:
        yield path + " is empty"
    elif value is None or isinstance(value, float) and value < 0:
        yield path + " is " + repr(value)


def main():
    seen = 0
    for turn in range(190):
        settings = json.loads(TEXT)
        changes = {"limits": {"time": turn / 4, "user%d" % turn: [turn] * (turn % 5)}, "debug": turn % 2 == 0}
        settings = merged(settings, changes)
        if turn % 3 == 0:
            settings = merged(settings, {"owner": "me", "ratio": None})
        text = json.dumps(settings)
        again = json.loads(text)
        assert again["rules"] == settings["rules"] and len(again) == len(settings)
        seen += len(text) + len(list(faults(again)))
        for broken in ('{"a": ', "[1, 2", '{"a" 1}', "nul", ""):
            try:
                json.loads(broken)
            except ValueError:
                seen += 1
    print(seen, list(faults(again)), again["name"], again["big"] + 1, json.dumps([1, None, True, "a\n", {}]))


main()
