"""Cleans, joins and groups records, step by step."""
from itertools import groupby
from operator import itemgetter

EMPLOYEES = [
    {"id": 1, "name": " ann ", "dept": "eng", "salary": "85000", "manager": None},
    {"id": 2, "name": "Bob", "dept": "ENG", "salary": "72,500", "manager": 1},
    {"id": 3, "name": "cy", "dept": "ops", "salary": "n/a", "manager": 1},
    {"id": 4, "name": "Dee", "dept": "ops", "salary": "51000.50", "manager": 3},
    {"id": 4, "name": "Dee", "dept": "ops", "salary": "51000.50", "manager": 3},
]
DEPTS = {"eng": "Engineering", "ops": "Operations", "hr": "People"}


def clean(row):
    try:
        salary = float(row["salary"].replace(",", ""))
    except ValueError:
        salary = None
    return {**row, "name": row["name"].strip().title(), "dept": row["dept"].lower(), "salary": salary}


def unique(rows, key):
    seen = set()
    for row in rows:
        if row[key] not in seen:
            seen.add(row[key])
            yield row


def join(rows, table, on):
    return [dict(row, **{on + "_name": table.get(row[on], "?")}) for row in rows]


rows = join(unique(map(clean, EMPLOYEES), "id"), DEPTS, "dept")
by_id = {row["id"]: row for row in rows}
for row in rows:
    boss = by_id.get(row["manager"], {}).get("name", "-")
    salary = f"{row['salary']:>10,.2f}" if row["salary"] is not None else f"{'unknown':>10}"
    print(f"{row['name']:<5}{row['dept_name']:<12}{boss:<5}{salary}")
rows.sort(key=itemgetter("dept"))
for dept, group in groupby(rows, key=itemgetter("dept")):
    known = [r["salary"] for r in group if r["salary"]]
    print(dept, len(known), round(sum(known) / len(known), 2), max(known), min(known))
missing = DEPTS.keys() - {r["dept"] for r in rows}
print(sorted(missing), {k: DEPTS[k] for k in sorted(DEPTS) if k not in missing})
columns = {key: [r[key] for r in rows] for key in ("id", "name")}
print(columns, [dict(zip(columns, values)) for values in zip(*columns.values())][:1])
pivot = {}
for r in rows:
    pivot.setdefault(r["dept"], {})[r["name"][0]] = r["salary"] or 0
print(pivot, {d: sum(v.values()) for d, v in pivot.items()})


def chain_of(row):
    while row:
        yield row["name"]
        row = by_id.get(row["manager"])


print([" > ".join(chain_of(r)) for r in rows])
print(*sorted(rows, key=lambda r: (r["salary"] is None, -(r["salary"] or 0)))[0].items(), sep="; ")
assert all(isinstance(r["id"], int) for r in rows), "ids must be numbers"
