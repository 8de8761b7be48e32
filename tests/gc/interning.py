# Names made at run time: attributes, keywords, globals, exec'd code.
class Bag:
    pass


bag = Bag()
for i in range(40):
    setattr(bag, "attribute_number_" + str(i), "value" + str(i * i))
print(sorted(getattr(bag, "attribute_number_" + str(i)) for i in range(0, 40, 9)))
print(hasattr(bag, "attribute" + "_number_" + str(7)), hasattr(bag, "attribute_number_" + str(70)))
print(len([n for n in dir(bag) if n.startswith("attribute_")]))


def keywords(**kwargs):
    return sorted(kwargs)[-2:] + [kwargs["name_" + "3"]]


print(keywords(**{"name_" + str(i): [i] for i in range(12)}))
space = {}
for i in range(12):
    source = "def made_{0}(x):\n    local_{0} = [x, '{0}' * {0}]\n    return local_{0}\nvalue_{0} = made_{0}({0})\n".format(i)
    exec(source, space)
print([space["value_" + str(i)] for i in (0, 3, 11)], space["made_" + "5"]("arg"))
print([eval(" + ".join(str(j) for j in range(i))) for i in range(1, 15)])
print([eval("lambda a: [a, " + str(i) + "]")("x" * i) for i in range(4)])
a = "some_" + "long_name_that_is_made_at_run_time"
b = "".join(["some_long_name", "_that_is_made_at_run_time"])
print(a == b, {a: 1}[b], b in {a}, hash(a) == hash(b), [a].index(b), (a, b).count(a))
for i in range(10):
    globals()["global_" + str(i)] = [str(i)]
print(global_3, global_9 + global_0, sorted(n for n in globals() if n.startswith("global_"))[:3])
try:
    exec("syntax error here " + str(1))
except SyntaxError:
    print("SyntaxError")
code = compile("result = [n * 2 for n in data]", "made", "exec")
for i in range(3):
    scope = {"data": list(range(i + 2))}
    exec(code, scope)
    print(scope["result"])
