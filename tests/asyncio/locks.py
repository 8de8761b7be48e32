import asyncio


async def lock():
    lock = asyncio.Lock()
    log = []

    async def user(name):
        async with lock:
            log.append(name + "+")
            await asyncio.sleep(0)
            log.append(name + "-")

    await asyncio.gather(user("a"), user("b"), user("c"))
    print(log, lock.locked())
    try:
        lock.release()
    except RuntimeError as error:
        print(error)


async def event():
    event = asyncio.Event()
    waiters = [asyncio.create_task(event.wait()) for _ in range(3)]
    await asyncio.sleep(0)
    print([task.done() for task in waiters])
    event.set()
    print(await asyncio.gather(*waiters), event.is_set())
    event.clear()
    print(event.is_set())


async def condition():
    condition = asyncio.Condition()
    items = []

    async def consumer():
        async with condition:
            await condition.wait_for(lambda: items)
            return items.pop()

    consumers = [asyncio.create_task(consumer()) for _ in range(2)]
    await asyncio.sleep(0)
    async with condition:
        items.extend([1, 2])
        condition.notify_all()
    print(sorted(await asyncio.gather(*consumers)))
    try:
        condition.notify()
    except RuntimeError as error:
        print(error)


async def semaphore():
    semaphore = asyncio.Semaphore(2)
    running = most = 0

    async def user():
        nonlocal running, most
        async with semaphore:
            running += 1
            most = max(most, running)
            await asyncio.sleep(0.001)
            running -= 1

    await asyncio.gather(*[user() for _ in range(7)])
    print(most, running, semaphore.locked())
    # One that is cancelled leaves its place to others.
    semaphore = asyncio.Semaphore(1)
    await semaphore.acquire()
    first = asyncio.create_task(semaphore.acquire())
    second = asyncio.create_task(semaphore.acquire())
    await asyncio.sleep(0)
    semaphore.release()
    first.cancel()
    print(await second)
    bounded = asyncio.BoundedSemaphore(1)
    try:
        bounded.release()
    except ValueError as error:
        print(error)


async def queues():
    queue = asyncio.Queue(maxsize=2)
    seen = []

    async def producer():
        for i in range(5):
            await queue.put(i)

    async def consumer():
        while True:
            seen.append(await queue.get())
            queue.task_done()

    task = asyncio.create_task(consumer())
    await producer()
    await queue.join()
    task.cancel()
    print(seen, queue.empty(), queue.full(), queue.qsize(), queue.maxsize)
    try:
        queue.get_nowait()
    except asyncio.QueueEmpty:
        print("empty")
    queue.put_nowait(1)
    queue.put_nowait(2)
    try:
        queue.put_nowait(3)
    except asyncio.QueueFull:
        print("full")
    priority = asyncio.PriorityQueue()
    stack = asyncio.LifoQueue()
    for i in (3, 1, 2):
        priority.put_nowait(i)
        stack.put_nowait(i)
    print([priority.get_nowait() for _ in range(3)], [stack.get_nowait() for _ in range(3)])
    try:
        priority.task_done(), priority.task_done(), priority.task_done(), priority.task_done()
    except ValueError as error:
        print(error)
    many = asyncio.Queue()
    for i in range(1000):
        many.put_nowait(i)
    print(sum([many.get_nowait() for _ in range(1000)]))


async def barrier():
    barrier = asyncio.Barrier(3)

    async def runner():
        return await barrier.wait()

    print(sorted(await asyncio.gather(runner(), runner(), runner())), barrier.n_waiting)
    waiting = asyncio.create_task(runner())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    await barrier.abort()
    try:
        await waiting
    except asyncio.BrokenBarrierError:
        print("broken", barrier.broken)


for main in (lock, event, condition, semaphore, queues, barrier):
    print("--", main.__name__)
    asyncio.run(main())
