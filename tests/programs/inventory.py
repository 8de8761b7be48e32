from collections import defaultdict, namedtuple

Item = namedtuple("Item", ["sku", "name", "quantity", "price"])

RAW = """\
sku,name,quantity,price
A100,Widget,10,2.50
B200,Gadget,0,19.99
C300,"Nut",250,0.05
D400,Sprocket,7,12.00
"""


def parse(text):
    lines = text.strip().splitlines()
    header = lines[0].split(",")
    for line in lines[1:]:
        row = dict(zip(header, line.split(",")))
        yield Item(row["sku"], row["name"].strip('"'), int(row["quantity"]), float(row["price"]))


items = list(parse(RAW))
total = sum(i.quantity * i.price for i in items)
print(f"total value: ${total:,.2f}")
print("out of stock:", [i.name for i in items if not i.quantity])
by_band = defaultdict(list)
for item in items:
    band = "cheap" if item.price < 1 else "mid" if item.price < 15 else "dear"
    by_band[band].append(item.sku)
print(dict(by_band))
print(f"{'name':<10}|{'qty':>5}|{'price':>8}")
print("-" * 25)
for item in sorted(items, key=lambda i: (-i.price, i.name)):
    print(f"{item.name:<10}|{item.quantity:>5}|{item.price:>8.2f}")
restocked = [i._replace(quantity=i.quantity + 5) if i.quantity < 8 else i for i in items]
print(restocked[1], restocked[3].quantity)
print(items[0]._asdict())
sku, *rest = items[2]
print(sku, rest)
