import timeit

count = 0


def step():
    global count
    count += 1


t = timeit.timeit(step, number=100)
print(count, t >= 0, type(t))
print(len(timeit.repeat(step, repeat=3, number=2)), count)
print(timeit.timeit("x = sum(range(10))", number=10) > 0, timeit.timeit("step()", globals=globals(), number=5) >= 0, count)
print(timeit.timeit("lst.append(1)\nlst.append(2)", setup="lst = []\nimport math", number=3) >= 0)
ticks = iter(range(100))
timer = timeit.Timer("pass", "pass", timer=lambda: next(ticks))
print(timer.timeit(5), timer.repeat(2, 1), timer.timeit(0))
times = iter([0, 0.1, 0, 0.15, 0, 0.3])
print(timeit.Timer("pass", timer=lambda: next(times)).autorange())
for bad in (3, None):
    try:
        timeit.Timer(bad)
    except ValueError as e:
        print(e)
try:
    timeit.Timer("x = =")
except SyntaxError:
    print("SyntaxError")
try:
    timeit.timeit("1/0", number=1)
except ZeroDivisionError as e:
    print(e)
print(timeit.default_timer() <= timeit.default_timer(), timeit.default_number, timeit.default_repeat)
