"""Text: splitting, joining, replacing, searching, slicing, concatenating."""

TEXT = """The quick brown fox jumps over the lazy dog; the dog sleeps.
A jar of pickles, a box of nails, and five dozen jugs of water
were found behind the barn, which nobody had opened in years.
"""


def turned(word):
    return word[2:] + word[:2] if len(word) > 3 else word.upper()


def main():
    total = 0
    for turn in range(2600):
        text = TEXT.replace("dog", "cat" + str(turn))
        lines = []
        for line in text.split("\n"):
            words = [turned(word) for word in line.strip().split(" ")]
            lines.append("-".join(words))
        joined = "\n".join(lines)
        if joined.startswith("THE") and "yjol" not in joined:
            total += joined.find("rnba") + joined.count("e") + len(joined)
        collected = ""
        for character in text[turn % 50 : turn % 50 + 60]:
            if character.isalpha():
                collected += character.lower()
        total = (total * 7 + len(collected) + ord(collected[turn % 20])) % 1000003
    print("strings", total)


main()
