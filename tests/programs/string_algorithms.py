def kmp(text, pattern):
    table, k = [0] * len(pattern), 0
    for i in range(1, len(pattern)):
        while k and pattern[i] != pattern[k]:
            k = table[k - 1]
        k += pattern[i] == pattern[k]
        table[i] = k
    found, k = [], 0
    for i, c in enumerate(text):
        while k and c != pattern[k]:
            k = table[k - 1]
        if c == pattern[k]:
            k += 1
        if k == len(pattern):
            found.append(i - k + 1)
            k = table[k - 1]
    return found


def rabin_karp(text, pattern, base=256, mod=1_000_003):
    n, m = len(text), len(pattern)
    high = pow(base, m - 1, mod)
    want = have = 0
    for a, b in zip(pattern, text):
        want, have = (want * base + ord(a)) % mod, (have * base + ord(b)) % mod
    for i in range(n - m + 1):
        if want == have and text[i:i + m] == pattern:
            yield i
        if i < n - m:
            have = ((have - ord(text[i]) * high) * base + ord(text[i + m])) % mod


def longest_palindrome(s):
    best = ""
    for i in range(len(s)):
        for j in (i, i + 1):
            lo, hi = i, j
            while lo >= 0 and hi < len(s) and s[lo] == s[hi]:
                lo, hi = lo - 1, hi + 1
            best = max(best, s[lo + 1:hi], key=len)
    return best


def levenshtein(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (x != y))
    return row[-1]


def anagrams(words):
    groups = {}
    for w in words:
        groups.setdefault("".join(sorted(w)), []).append(w)
    return [g for g in groups.values() if len(g) > 1]


def wildcard(pattern, text):
    if not pattern:
        return not text
    if pattern[0] == "*":
        return any(wildcard(pattern[1:], text[i:]) for i in range(len(text) + 1))
    return bool(text) and pattern[0] in ("?", text[0]) and wildcard(pattern[1:], text[1:])


def compress(s):
    out = []
    for c in s:
        if out and out[-1][0] == c:
            out[-1][1] += 1
        else:
            out.append([c, 1])
    return "".join(c + (str(n) if n > 1 else "") for c, n in out)


def is_valid_ip(text):
    parts = text.split(".")
    return len(parts) == 4 and all(p.isdigit() and str(int(p)) == p and int(p) < 256 for p in parts)


def justify(words, width):
    lines, line = [], []
    for w in words:
        if sum(map(len, line)) + len(line) + len(w) > width:
            for i in range(width - sum(map(len, line))):
                line[i % (len(line) - 1 or 1)] += " "
            lines.append("".join(line))
            line = []
        line.append(w)
    return lines + [" ".join(line).ljust(width)]


def number_words(n):
    ones = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
    tens = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
    if n < 20:
        return ones[n]
    if n < 100:
        return tens[n // 10] + ("-" + ones[n % 10] if n % 10 else "")
    for size, name in ((10 ** 6, "million"), (1000, "thousand"), (100, "hundred")):
        if n >= size:
            head, tail = divmod(n, size)
            return f"{number_words(head)} {name}" + (f" {'and ' * (tail < 100)}{number_words(tail)}" if tail else "")


text = "abracadabra abracadabra"
print(kmp(text, "abra"), list(rabin_karp(text, "cad")), [i for i in range(len(text)) if text.startswith("bra", i)])
print(longest_palindrome("forgeeksskeegfor"), levenshtein("intention", "execution"), anagrams(["eat", "tea", "tan", "ate", "nat", "bat"]))
print(wildcard("a*c?", "abbcd"), wildcard("*.py", "x.pyc"), compress("aaabbc"), [is_valid_ip(t) for t in ("1.2.3.4", "256.1.1.1", "01.2.3.4", "1.2.3")])
print(*(line + "|" for line in justify("This is an example of text justification.".split(), 16)), sep="\n")
print([number_words(n) for n in (0, 13, 42, 100, 305, 1999, 2_000_017)])
first_unique = next((c for c in "swiss" if "swiss".count(c) == 1), None)
print(first_unique, "".join(dict.fromkeys("mississippi")), sum(c in "aeiou" for c in text), " ".join(w[::-1] for w in "hello world".split()), "racecar" == "racecar"[::-1])
longest, seen, start = 0, {}, 0
for i, c in enumerate("pwwkewabc"):
    start = max(start, seen.get(c, -1) + 1)
    seen[c] = i
    longest = max(longest, i - start + 1)
print(longest, sorted(seen.items(), key=lambda kv: kv[1])[:3], "Hello World".swapcase(), "hello-world_x".replace("-", "_").split("_"), "%s" % "x".join("abc"))
print("AbC".isupper(), "abc".isalpha(), "12".isnumeric(), "a b".title(), "\t".isspace(), "ab" in "cab", "b" not in "ac", "a" * 3 + "b", min("hello"), max("hello"), sorted("hello", reverse=True), "z".join(["1"]), "x,y,,z".split(","), "tic-tac-toe".rsplit("-", 1), "Mary had".ljust(10, ".") + "|")
