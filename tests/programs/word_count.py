import string
from collections import Counter

TEXT = """It was the best of times, it was the worst of times,
it was the age of wisdom, it was the age of foolishness"""

table = str.maketrans("", "", string.punctuation)
words = TEXT.lower().translate(table).split()
counts = Counter(words)
for word, n in counts.most_common(4):
    print(f"{word:>8} {n} {'#' * n}")
print(len(words), len(set(words)))
by_length = {}
for word in sorted(set(words)):
    by_length.setdefault(len(word), []).append(word)
for length, group in sorted(by_length.items(), reverse=True):
    print(length, ", ".join(group))
print(max(counts, key=counts.get), min(counts.items(), key=lambda kv: (kv[1], kv[0])))
print(" ".join(w.capitalize() for w in words[:5]), TEXT.title()[:12])
letters = Counter(c for c in TEXT.lower() if c.isalpha())
print([f"{c}{letters[c]}" for c in "aeiou"])
first, last = TEXT.split(None, 1)[0], TEXT.rsplit(None, 1)[-1]
print(first, last, TEXT.find("worst"), TEXT.count("was"))
print("palindromes:", [w for w in ("level", "noon", "times") if w == w[::-1]])
print(sorted(counts, key=lambda w: (-counts[w], w))[:3])
