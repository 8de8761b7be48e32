# More names than the interpreter's index of them has room for at the start, so
# that it grows while the program holds on to what it was given before.


class Namespace:
    pass


def name(number):
    return "name_%d_%s" % (number, "x" * (number % 7))


space = Namespace()
for number in range(2600):
    setattr(space, name(number), number)

wrong = 0
for number in range(2600):
    if getattr(space, name(number)) != number:
        wrong += 1
print(wrong, hasattr(space, name(2600)), hasattr(space, "name_1_"), hasattr(space, "name_1_x"))
print(len([each for each in dir(space) if each.startswith("name_")]))
print(sorted(each for each in dir(space) if each.startswith("name_25"))[:3])
