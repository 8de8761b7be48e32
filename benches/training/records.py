"""Records of several kinds: named tuples, ordered dicts, sorting, joining tables."""

from collections import OrderedDict, namedtuple

Person = namedtuple("Person", ("id", "name", "age", "city"))
Order = namedtuple("Order", ["person", "item", "amount", "price"])

CITIES = ("Oslo", "Rome", "Lima", "Kyiv", "Baku")
ITEMS = {"pen": 120, "ink": 480, "pad": 250, "cup": 899}


def people(count):
    return [
        Person(i, "%s%s" % ("AbCdEf"[i % 6], "xyz"[i % 3] * (i % 4)), 18 + i * 7 % 60, CITIES[i * 3 % 5])
        for i in range(count)
    ]


def orders(count, customers):
    names = sorted(ITEMS)
    for i in range(count):
        item = names[i * i % 4]
        yield Order(i * 17 % customers, item, i % 5 + 1, ITEMS[item])


def grouped(items, key):
    groups = OrderedDict()
    for item in items:
        name = key(item)
        if name not in groups:
            groups[name] = []
        groups[name].append(item)
    return groups


def table(rows, titles):
    widths = [max(len(str(row[i])) for row in [titles] + rows) for i in range(len(titles))]
    lines = []
    for row in [titles] + rows:
        lines.append(" | ".join("{:<{}}".format(str(cell), width) for cell, width in zip(row, widths)))
    lines.insert(1, "-+-".join("-" * width for width in widths))
    return lines


def main():
    customers = people(400)
    by_id = {person.id: person for person in customers}
    bought = list(orders(6000, len(customers)))
    totals = {}
    for order in bought:
        city = by_id[order.person].city
        count, money = totals.get(city, (0, 0))
        totals[city] = (count + order.amount, money + order.amount * order.price)
    rows = [(city, count, "%.2f" % (money / 100)) for city, (count, money) in totals.items()]
    rows.sort(key=lambda row: row[1], reverse=True)
    print("\n".join(table(rows, ("city", "items", "total"))))
    ages = grouped(customers, lambda person: person.age // 10 * 10)
    for decade in sorted(ages):
        members = sorted(ages[decade], key=lambda person: (person.city, -person.age, person.name))
        print(decade, len(members), members[0].name, members[-1].city)
    old = {person.name for person in customers if person.age > 60}
    young = {person.name for person in customers if person.age < 30}
    print(sorted(old & young), len(old | young), sorted(old - young)[:3], sorted(old ^ young)[-2:], old <= young)
    spent = [0] * len(customers)
    for person, _, amount, price in bought:
        spent[person] += amount * price
    ranking = sorted(range(len(spent)), key=lambda person: (spent[person], person))
    print(ranking[:5], ranking[-5:], tuple(reversed(ranking))[:2], spent.index(max(spent)))
    items = [(order.item, order.amount) for order in bought]
    items.sort()
    print(items[0], items[700], items[-1], items.count(("pen", 3)), (1, 2) + (3,) < (1, 2, 4))


main()
