INI = """
; settings
[server]
host = localhost
port = 8080
debug = yes

[paths]
root: /srv
log = %(root)s/log
"""


class Config:
    def __init__(self, text):
        self.sections = {}
        current = None
        for number, raw in enumerate(text.splitlines(), 1):
            line = raw.strip()
            if not line or line[0] in ";#":
                continue
            if line.startswith("[") and line.endswith("]"):
                current = self.sections.setdefault(line[1:-1], {})
            else:
                sep = min((i for i in (line.find("="), line.find(":")) if i >= 0), default=-1)
                if sep < 0 or current is None:
                    raise ValueError(f"line {number}: {raw!r} is no setting")
                key, value = line[:sep].rstrip(), line[sep + 1:].lstrip()
                current[key] = self.convert(value % current if "%(" in value else value)

    @staticmethod
    def convert(value):
        lowered = value.lower()
        if lowered in {"yes", "true", "on"}:
            return True
        if lowered in {"no", "false", "off"}:
            return False
        for kind in (int, float):
            try:
                return kind(value)
            except ValueError:
                pass
        return value

    def __getattr__(self, name):
        try:
            return self.sections[name]
        except KeyError:
            raise AttributeError(f"no section {name!r}") from None

    def __getitem__(self, path):
        node = self.sections
        for part in path.split("."):
            node = node[part]
        return node


c = Config(INI)
print(c.sections, c.server["port"] + 1, c["paths.log"])
for attempt in (lambda: c.missing, lambda: c["server.nope"], lambda: Config("oops"), lambda: Config("[a]\nnothing")):
    try:
        attempt()
    except (AttributeError, KeyError, ValueError) as e:
        print(type(e).__name__, e)
print(getattr(c, "missing", "default"), hasattr(c, "paths"))
defaults = {"host": "0.0.0.0", "timeout": 30}
print({**defaults, **c.server}, defaults | {"timeout": 5})


def merge(a, b):
    out = dict(a)
    for k, v in b.items():
        out[k] = merge(out[k], v) if isinstance(v, dict) and isinstance(out.get(k), dict) else v
    return out


print(merge({"a": {"x": 1, "y": 2}, "b": 1}, {"a": {"y": 3}, "c": []}))
