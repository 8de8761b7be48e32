# async and await, driven by a scheduler of a page; tasks hold fresh objects.
class Sleep:
    def __init__(self, steps):
        self.steps = [steps]

    def __await__(self):
        yield self.steps
        return "slept" + str(self.steps[0])

    __iter__ = __await__


class Channel:
    def __init__(self):
        self.items = []

    async def get(self):
        while not self.items:
            await Sleep(1)
        return self.items.pop(0)


def run(*tasks):
    clock, waiting, log = 0, [[0, i, t] for i, t in enumerate(tasks)], []
    while waiting:
        waiting.sort(key=lambda w: (w[0], w[1]))
        clock, number, task = waiting.pop(0)
        try:
            wish = task.send(None)
            waiting.append([clock + wish[0], number, task])
        except StopIteration as end:
            log.append((clock, number, end.value))
    return log


async def producer(channel, name, count):
    for i in range(count):
        await Sleep(i % 3 + 1)
        channel.items.append([name, str(i) * 2])
    return name + " done"


async def consumer(channel, count):
    got = []
    for _ in range(count):
        item = await channel.get()
        got.append(item[0] + item[1])
    return got


async def nested(depth):
    if depth == 0:
        return [await Sleep(2)]
    below = await nested(depth - 1)
    try:
        if depth % 4 == 0:
            raise ValueError("at " + str(depth))
    except ValueError as error:
        below.append(error.args[0])
    finally:
        await Sleep(1)
    return below + [depth]


channel = Channel()
for line in run(producer(channel, "a", 6), producer(channel, "b" * 2, 5), consumer(channel, 11), nested(12)):
    print(line)


async def guard(work):
    try:
        return await work
    except KeyError as error:
        return "caught " + str(error.args[0])


async def broken(n):
    await Sleep(n)
    return {}["key" + str(n)]


print(run(*[guard(broken(i % 3 + 1)) for i in range(5)]))
