import texttable

PEOPLE = [("Oslo", 709037), ("Bergen", 291940)]
print(texttable.table(PEOPLE, ("city", "people")))
print(texttable.table(PEOPLE))
print(texttable.table(PEOPLE, ("city", "people"), align="^<"))
print(texttable.table(PEOPLE, ("city", "people"), markdown=True))
print(texttable.table([("a|b", None), ("two\nlines", "-1.5"), ("short",)], ("text", "number")))
print(texttable.table([("a|b", True)], ("x", "y"), align=" ^", markdown=True))
print(repr(texttable.table([], ("nothing",))))
print(repr(texttable.table([()])))
for call in (
    lambda: texttable.table(PEOPLE, markdown=True),
    lambda: texttable.table(PEOPLE, align="x"),
):
    try:
        call()
    except ValueError as error:
        print(error)
