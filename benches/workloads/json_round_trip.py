"""JSON: nested records written and read back.

The text is compared by its length only: dicts may be written in any order.
"""

import json


def order(number):
    return {
        "id": number,
        "customer": {
            "name": "Customer " + str(number),
            "email": "c%d@example.com" % number,
            "active": number % 3 == 0,
        },
        "items": [{"sku": "A-" + str(i * 37), "quantity": i + 1, "price": i * 0.25} for i in range(6)],
        "note": 'Says "hello",\n then leaves \\ \u00e9',
        "parent": None,
    }


def main():
    length = 0
    total = 0
    for turn in range(360):
        text = json.dumps([order(turn * 20 + i) for i in range(20)])
        length += len(text.replace("\\u00e9", "\u00e9"))
        for read in json.loads(text):
            total += read["id"] + len(read["customer"]["email"]) + len(read["note"])
            for item in read["items"]:
                total += int(item["quantity"] * item["price"] * 4)
            if read["customer"]["active"] and read["parent"] is None:
                total += 1
    print("json", length, total)


main()
