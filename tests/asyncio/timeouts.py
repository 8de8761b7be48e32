import asyncio


async def main():
    try:
        await asyncio.wait_for(asyncio.sleep(10), 0.01)
    except asyncio.TimeoutError as error:
        print("wait_for", type(error).__name__)
    print(await asyncio.wait_for(asyncio.sleep(0, "in time"), 1))
    print(await asyncio.wait_for(asyncio.sleep(0, "no limit"), None))
    try:
        await asyncio.wait_for(asyncio.sleep(1), 0)
    except asyncio.TimeoutError:
        print("at once")

    try:
        async with asyncio.timeout(0.01) as limit:
            await asyncio.sleep(10)
    except asyncio.TimeoutError:
        print("timeout", limit.expired())
    async with asyncio.timeout(5) as limit:
        await asyncio.sleep(0)
    print(limit.expired())
    async with asyncio.timeout(None) as limit:
        limit.reschedule(asyncio.get_running_loop().time() + 5)
        await asyncio.sleep(0)
    print(limit.expired())

    # An inner one that is over is not the outer's affair.
    try:
        async with asyncio.timeout(5):
            try:
                async with asyncio.timeout(0.01):
                    await asyncio.sleep(10)
            except asyncio.TimeoutError:
                print("inner")
            await asyncio.sleep(0)
            print("goes on")
    except asyncio.TimeoutError:
        print("never")
    # What the body raises is raised.
    try:
        async with asyncio.timeout(5):
            raise KeyError("own")
    except KeyError as error:
        print(repr(error))

    async with asyncio.TaskGroup() as group:
        one = group.create_task(asyncio.sleep(0.01, "one"))
        two = group.create_task(asyncio.sleep(0, "two"))
    print(one.result(), two.result())

    async def fails():
        raise ValueError("in a group")

    slow = None
    try:
        async with asyncio.TaskGroup() as group:
            slow = group.create_task(asyncio.sleep(10))
            group.create_task(fails())
            await asyncio.sleep(10)
            print("never")
    except BaseException as group:
        print(type(group).__name__, str(group), [repr(error) for error in group.exceptions])
    print(slow.cancelled())
    try:
        async with asyncio.TaskGroup() as group:
            task = group.create_task(asyncio.sleep(10))
            await asyncio.sleep(0)
            raise KeyError("body")
    except BaseException as group:
        print(type(group).__name__, [repr(error) for error in group.exceptions], task.cancelled())


asyncio.run(main())
