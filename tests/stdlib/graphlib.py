from graphlib import CycleError, TopologicalSorter

graph = {"D": ["B", "C"], "C": ["A"], "B": ["A"]}
print(list(TopologicalSorter(graph).static_order()), list(TopologicalSorter().static_order()), list(TopologicalSorter({1: []}).static_order()))
ts = TopologicalSorter()
ts.add("cake", "flour", "eggs", "oven")
ts.add("oven", "power")
ts.add("party", "cake", "guests")
ts.add("lonely")
ts.prepare()
while ts.is_active():
    ready = ts.get_ready()
    print(ready, bool(ts))
    for node in ready:
        ts.done(node)
print(bool(ts))


def error(function, *args):
    try:
        print(function(*args))
    except ValueError as e:
        print(type(e).__name__, e.args)


error(ts.done, "cake")
error(ts.done, "nothing")
error(ts.prepare)
error(ts.add, "x")
error(TopologicalSorter().get_ready)
for cyclic in ({1: [2], 2: [1]}, {1: [1]}, {1: [2], 2: [3], 3: [4], 4: [2]}, {"a": "b", "b": "c", "c": "a", "d": "a"}):
    try:
        TopologicalSorter(cyclic).prepare()
    except CycleError as e:
        cycle = e.args[1]
        print(e.args[0], cycle[0] == cycle[-1], len(cycle), sorted(map(str, set(cycle))))
ts = TopologicalSorter({2: [1], 3: [2]})
ts.prepare()
print(ts.get_ready(), ts.get_ready(), ts.is_active())
error(ts.done, 3)
ts.done(1)
print(ts.get_ready(), list(TopologicalSorter({2: [1, 1], 3: (2,)}).static_order()), issubclass(CycleError, ValueError))
ordered = list(TopologicalSorter({i: range(i) for i in range(8)}).static_order())
print(ordered)
