import re
from collections import Counter, defaultdict

LOG = """
2024-01-15 10:23:45 INFO  [web] GET /index.html 200 0.123s
2024-01-15 10:23:46 ERROR [db] Connection refused: host=db1 port=5432
2024-01-15 10:24:01 WARN  [web] GET /slow 200 3.456s
2024-01-15 10:24:02 INFO  [web] POST /api/users 201 0.087s
garbage line
2024-01-15 11:00:00 ERROR [web] GET /missing 404 0.010s
""".strip()

PATTERN = re.compile(
    r"^(?P<date>\d{4}-\d{2}-\d{2}) (?P<time>\d{2}:\d{2}:\d{2}) "
    r"(?P<level>[A-Z]+)\s+\[(?P<source>\w+)\] (?P<message>.*)$"
)
REQUEST = re.compile(r"(GET|POST) (\S+) (\d{3}) ([\d.]+)s")

levels = Counter()
times = defaultdict(list)
bad = []
for number, line in enumerate(LOG.splitlines(), start=1):
    match = PATTERN.match(line)
    if match is None:
        bad.append(number)
        continue
    levels[match.group("level")] += 1
    request = REQUEST.search(match["message"])
    if request:
        method, path, status, seconds = request.groups()
        times[method].append((float(seconds), path, int(status)))

print(levels.most_common())
print("unparsed lines:", bad)
for method in sorted(times):
    durations = [t for t, _, _ in times[method]]
    print(f"{method:<5} n={len(durations)} mean={sum(durations) / len(durations):.3f} max={max(durations)}")
slowest = max((entry for entries in times.values() for entry in entries), key=lambda e: e[0])
print("slowest:", slowest)
print(re.findall(r"(\w+)=(\w+)", LOG))
print(re.sub(r"\b(\d{2}):(\d{2}):\d{2}\b", r"\1h\2", LOG.splitlines()[0]))
print(re.split(r"\s+|,", "a b,c   d"))
hours = Counter(m["time"][:2] for m in map(PATTERN.match, LOG.splitlines()) if m)
print(dict(hours))
