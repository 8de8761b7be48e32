import asyncio


async def work(name, delay):
    print(name, "begins")
    await asyncio.sleep(delay)
    print(name, "ends")
    return name


async def fails(delay=0):
    await asyncio.sleep(delay)
    raise ValueError("it fails")


async def main():
    print(await asyncio.gather(work("a", 0.03), work("b", 0.01), work("c", 0.02)))
    print(await asyncio.gather())
    print(await asyncio.gather(work("d", 0), fails(), return_exceptions=True))
    try:
        await asyncio.gather(work("e", 0.01), fails())
    except ValueError as error:
        print(repr(error))
    await asyncio.sleep(0.02)

    task = asyncio.create_task(work("f", 10), name="long")
    print(task.get_name(), task.done())
    await asyncio.sleep(0)
    print(task.cancel(), task.cancel("again"))
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled", task.cancelled(), task.done())
    try:
        task.result()
    except asyncio.CancelledError as error:
        print("result:", type(error).__name__)

    task = asyncio.create_task(fails())
    done, pending = await asyncio.wait([task])
    print(len(done), len(pending), repr(task.exception()))

    first = asyncio.create_task(work("g", 0.01))
    second = asyncio.create_task(work("h", 0.05))
    done, pending = await asyncio.wait([first, second], return_when=asyncio.FIRST_COMPLETED)
    print(first in done, second in pending)
    done, pending = await asyncio.wait([first, second], timeout=0.001)
    print(len(done), len(pending))
    print(await second)

    for next_one in asyncio.as_completed([asyncio.sleep(0.02, "i"), asyncio.sleep(0.01, "j")]):
        print(await next_one)

    print(asyncio.current_task() in asyncio.all_tasks(), len(asyncio.all_tasks()))

    async def stubborn():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            print("no")
            return "stubborn"

    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    task.cancel()
    print(await task, task.cancelled())

    inner = asyncio.create_task(work("k", 0.02))
    try:
        await asyncio.wait_for(asyncio.shield(inner), 0.005)
    except asyncio.TimeoutError:
        print("late", inner.cancelled())
    print(await inner)

    try:
        await task_of_nothing()
    except TypeError as error:
        print("TypeError")
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    loop.call_later(0.01, future.set_result, 42)
    print(await future, future.result(), future.done())
    try:
        future.set_result(1)
    except asyncio.InvalidStateError:
        print("once")
    future = loop.create_future()
    future.add_done_callback(lambda future: print("called back", future.result()))
    future.set_result("x")
    await asyncio.sleep(0)
    print(await loop.run_in_executor(None, max, 1, 2), await asyncio.to_thread(min, 3, 4))
    print(asyncio.iscoroutinefunction(work), asyncio.iscoroutinefunction(print))
    return "done"


def task_of_nothing():
    return asyncio.gather(5)


print(asyncio.run(main()))
try:
    asyncio.run(fails())
except ValueError as error:
    print("out of run:", error)
try:
    asyncio.get_running_loop()
except RuntimeError as error:
    print(error)
try:
    asyncio.run(5)
except ValueError as error:
    print(error)


async def left():
    async def cleans():
        try:
            await asyncio.sleep(10)
        finally:
            print("cleaned")

    asyncio.create_task(cleans())
    await asyncio.sleep(0)


asyncio.run(left())
with asyncio.Runner() as runner:
    print(runner.run(work("l", 0)), runner.run(work("m", 0)))
