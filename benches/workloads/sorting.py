"""Sorting: records by several keys, and plain integers.

No two records have the same key: MicroPython's sort is not stable.
"""


def main():
    value = 7
    records = []
    for i in range(4000):
        value = (value * 1366 + 150889) % 714025
        records.append(("name" + str(value % 500), value, i))
    total = 0
    for turn in range(2):
        by_number = sorted(records, key=lambda record: (record[1] >> turn, record[2]))
        by_name = sorted(records, key=lambda record: record[0] + ":" + str(record[2]), reverse=True)
        numbers = [record[1] ^ turn for record in records]
        numbers.sort()
        for i in range(0, 4000, 40):
            total = (total * 31 + by_number[i][2] + by_name[i][2] + numbers[i]) % 1000003
    print("sorting", total)


main()
