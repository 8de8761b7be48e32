"""Text: lines taken apart, filtered, counted, put together again."""

LEVELS = ["debug", "info", "warning", "error"]


def make_lines(count):
    lines = []
    for i in range(count):
        level = LEVELS[(i * 7 + i // 5) % 4]
        user = "user%02d" % (i * 13 % 37)
        path = "/items/" + str(i % 50) + ("/edit" if i % 3 == 0 else "")
        lines.append(
            "2024-0{}-{:02d} [{}] {}: GET {}?page={}&size=10 took {} ms".format(
                i % 9 + 1, i % 28 + 1, level.upper(), user, path, i % 4, i * 31 % 977
            )
        )
    return lines


def parse(line):
    date, rest = line.split(" ", 1)
    level, _, rest = rest.partition(" ")
    user, request = rest.split(": ")
    method, url, _, time, _ = request.split()
    path, _, query = url.partition("?")
    arguments = dict(part.split("=") for part in query.split("&"))
    return {
        "month": int(date[5:7]),
        "level": level.strip("[]").lower(),
        "user": user,
        "path": path.rstrip("/"),
        "page": int(arguments["page"]),
        "time": int(time),
    }


def wrap(text, width):
    lines, line = [], ""
    for word in text.split():
        if len(line) + len(word) + 1 > width:
            lines.append(line)
            line = word
        else:
            line = line + " " + word if line else word
    lines.append(line)
    return lines


def main():
    text = "\n".join(make_lines(900)) + "\n\n# the end\n"
    by_path, by_user, slow = {}, {}, []
    for number, line in enumerate(text.split("\n")):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        entry = parse(line)
        times = by_path.setdefault(entry["path"], [])
        times.append(entry["time"])
        by_user[entry["user"]] = by_user.get(entry["user"], 0) + 1
        if entry["level"] in ("warning", "error") and entry["time"] > 900:
            slow.append(f"{number:>4} {entry['user']!s:<8}|{entry['path']:^18}|{entry['time']:6d}")
    print("\n".join(slow[:5]), len(slow))
    rows = sorted(by_path.items(), key=lambda item: (-sum(item[1]), item[0]))
    for path, times in rows[:6]:
        print("%-20s %5d %8.2f" % (path, len(times), sum(times) / len(times)))
    title = text[:4000].replace("items", "goods").replace("/", " / ")
    lines = wrap(title, 60)
    print(len(lines), lines[3], title.count("user1"), title.rfind("edit"), title.find("nothing"))
    shifted = "".join(chr((ord(c) - 97 + 13) % 26 + 97) if "a" <= c <= "z" else c for c in text[:3000])
    print(shifted[:50], shifted.upper()[50:90], shifted.endswith("x"), "ERROR" in text)
    joined = ""
    for c in reversed(text[:1500]):
        joined += c if c not in "aeiou" else c * 2
    print(len(joined), joined[-20:], joined == joined.lower(), max(by_user.values()))


main()
