"""Regular expressions: templates filled, records found, words marked."""

import re

PAGE = """
<h1>Prices</h1> <p class="note">Valid from 2023-11-05 to 2024-01-31.</p>
<a href="/shop?id=17">Tea &amp; co</a>, 3.50 EUR; <a href='http://x/a_b'>Cups</a>, 12 EUR
Contact: sales@shop.example, +49 30 1234-567; or help.desk@other.example
"""

RULES = [
    (re.compile(r"[0-9]+(\.[0-9]+)?"), "number"),
    (re.compile(r"[A-Za-z_][A-Za-z_0-9]*"), "word"),
    (re.compile(r"\s+"), None),
    (re.compile(r"<=|>=|==|!=|[-+*/<>=(){};,]"), "sign"),
    (re.compile(r'"[^"]*"'), "text"),
]

SOURCE = 'while (count_1 <= 10) { total = total + 3.25 * f(count_1, "a b"); count_1 = count_1 - 1; }'


def tokens(text):
    while text:
        for pattern, kind in RULES:
            match = pattern.match(text)
            if match:
                if kind:
                    yield kind, match.group(0)
                text = text[len(match.group(0)) :]
                break
        else:
            raise SyntaxError(text[:10])


def find_all(pattern, text):
    found = []
    match = pattern.search(text)
    while match:
        found.append(match.group(0))
        text = text[match.end() :]
        match = pattern.search(text)
    return found


def main():
    mail = re.compile(r"[a-z.]+@[a-z]+\.[a-z]+")
    date = re.compile(r"(\d\d\d\d)-(\d\d)-(\d\d)")
    link = re.compile("href=[\"']([^\"']*)[\"']>(.*?)</a>")
    total = 0
    for turn in range(150):
        text = PAGE.replace("17", str(turn))
        mails = find_all(mail, text)
        links = find_all(link, text)
        plain = re.sub(r"<[^>]*>", "", text)
        dated = date.sub(lambda m: m.group(3) + "." + m.group(2) + "." + m.group(1), plain)
        words = re.compile("[ ,;:\n]+").split(dated)
        total += len(mails) + len(links) + len(words) + len(dated)
        first = link.search(text)
        total += len(first.group(1)) + len(first.group(2)) + first.start(2)
        counts = {}
        for kind, value in tokens(SOURCE):
            counts[kind] = counts.get(kind, 0) + 1
        total += counts["word"] * 10 + counts["sign"]
        if re.match(r"^(a|ab)(c|bcd)(d*)$", "abcd") and not re.match(r"x*y+?z$", "xxxx" * turn):
            total += 1
    print(total, mails, links[0], words[-8:], sorted(counts.items()))


main()
