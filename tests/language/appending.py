# Texts that grow, and those from which they grew.
text = "x" * 300
kept = []
for i in range(2000):
    text += str(i)
    if i % 500 == 0:
        kept.append(text)
print(len(text), text[-10:], [len(t) for t in kept], [t[-3:] for t in kept])

base = "ab" * 200 + "c"
base += "d"
one = base + "1"
two = base + "2"
three = one + "3"
four = one + "\0"
five = four + "5"
six = four + "6"
print(base[-3:], one[-3:], two[-3:], three[-3:], four[-3:].encode(), five[-3:].encode(), six[-3:].encode())
print(len({base, one, two, three, four, five, six}), base == "ab" * 200 + "cd", hash(one) == hash(base + "1"))
one += one[:100]
print(len(one), one.count("ab"), one.endswith("ab"), one.find("1"))

wide = "ä" * 200
wide += "b"
wider = wide + "€"
other = wide + "c"
print(len(wide), len(wider), wider[-2:], other[-2:], wider.encode()[-4:])


class Sub(str):
    pass


sub = Sub("s" * 400)
sub += "t"
print(type(sub).__name__, len(sub))
name = "n" * 300
name += "a"
longer = name + "b"


class Holder:
    pass


h = Holder()
setattr(h, name[50:], 1)
setattr(h, longer[60:], 2)
print(getattr(h, name[50:]), getattr(h, longer[60:]), len(str(int("9" * 300 + "1"))))
digits = "1" * 300
digits += "2"
more = digits + "3"
print(int(digits) % 1000, int(more) % 1000, float("0." + digits) == float("0." + more))
