"""Formatting: %, str.format, f-strings, numbers to text and back."""


def main():
    length = 0
    total = 0
    for i in range(45000):
        price = (i % 997) * 0.25
        row = "%05d %-12s %8.2f %x" % (i, "item" + str(i % 100), price, i * 7)
        line = "{:>6}|{:<10}|{:+d}|{:.3f}".format(i, "left", i - 5000, price)
        note = f"{i}: {price:.2f} of {line[7:11]}"
        length += len(row) + len(line) + len(note)
        total = (total + int(row[:5]) + int(float(row[19:27]) * 4) + ord(note[-1])) % 1000003
    print("formatting", length, total)


main()
