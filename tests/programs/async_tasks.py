import asyncio


async def fetch(name, delay, fail=False):
    await asyncio.sleep(delay)
    if fail:
        raise ValueError(f"{name} failed")
    return name.upper()


async def producer(queue, n):
    for i in range(n):
        await queue.put(i)
    await queue.put(None)


async def consumer(queue):
    total = 0
    while (item := await queue.get()) is not None:
        total += item
    return total


class Resource:
    async def __aenter__(self):
        print("open")
        return self

    async def __aexit__(self, *exc):
        print("close", exc[0])


class Counter:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if not self.n:
            raise StopAsyncIteration
        self.n -= 1
        return self.n


async def main():
    print(await asyncio.gather(fetch("a", 0.02), fetch("b", 0.01)))
    results = await asyncio.gather(fetch("x", 0), fetch("y", 0, True), return_exceptions=True)
    print([repr(r) for r in results])
    queue = asyncio.Queue()
    _, total = await asyncio.gather(producer(queue, 5), consumer(queue))
    print(total)
    try:
        await asyncio.wait_for(asyncio.sleep(5), timeout=0.01)
    except asyncio.TimeoutError:
        print("timed out")
    task = asyncio.create_task(fetch("t", 0))
    print(task.done(), await task, task.done())
    async with Resource():
        async for i in Counter(2):
            print("item", i)
    lock, order = asyncio.Lock(), []

    async def work(n):
        async with lock:
            order.append(n)
            await asyncio.sleep(0)
            order.append(n)

    await asyncio.gather(work(1), work(2))
    print(order)
    return "done"


print(asyncio.run(main()))
