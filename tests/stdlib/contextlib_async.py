import asyncio
from contextlib import AsyncExitStack, asynccontextmanager, aclosing, redirect_stdout, nullcontext
import io


@asynccontextmanager
async def resource(name, log, fails=None):
    await asyncio.sleep(0)
    log.append("open " + name)
    try:
        yield name.upper()
    except KeyError as e:
        log.append("swallowed %r" % e)
    finally:
        await asyncio.sleep(0.001)
        log.append("close " + name)


@asynccontextmanager
async def nothing():
    yield


@asynccontextmanager
async def twice():
    yield 1
    yield 2


@asynccontextmanager
async def never():
    if False:
        yield


class Closes:
    async def aclose(self):
        print("aclosed")


async def main():
    log = []
    async with resource("a", log) as a, resource("b", log) as b:
        print(a, b)
        await asyncio.sleep(0)
    print(log)
    async with resource("c", log):
        raise KeyError("k")
    try:
        async with resource("d", log):
            raise ValueError("v")
    except ValueError as e:
        print("through", e)
    async with nothing() as n:
        print(n)
    for bad in (twice, never):
        try:
            async with bad():
                pass
        except RuntimeError as e:
            print(e)
    async with AsyncExitStack() as stack:
        print(await stack.enter_async_context(resource("e", log)))
    async with aclosing(Closes()) as c:
        print(type(c).__name__)

    async def worker(n):
        async with resource("w%d" % n, log):
            await asyncio.sleep(0.001 * n)

    await asyncio.gather(worker(3), worker(1), worker(2))
    print(sorted(log))


asyncio.run(main())
s = io.StringIO()
with redirect_stdout(s):
    print("1")
    t = io.StringIO()
    with redirect_stdout(t):
        print("2")
    print("3")
print(repr(s.getvalue()), repr(t.getvalue()))
