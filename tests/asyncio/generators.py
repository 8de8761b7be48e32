# Asynchronous generators, and what works on them.
import asyncio
import functools
import inspect
import types
from contextlib import aclosing


async def count(n):
    """Counts."""
    for i in range(n):
        await asyncio.sleep(0)
        got = yield i
        if got:
            print("got", got)


async def evens(source):
    async for value in source:
        if value % 2 == 0:
            yield value


class Store:
    def __init__(self, *items):
        self.items = items

    async def __aiter__(self):
        for item in self.items:
            yield item

    async def pairs(self, by=1):
        async for item in self:
            yield item, item * by

    @staticmethod
    async def fixed():
        yield "fixed"

    @classmethod
    async def named(cls):
        yield cls.__name__


async def iteration():
    async for i in count(3):
        print(i)
    else:
        print("else")
    print([x async for x in evens(count(6))], {x: x async for x in count(2)})
    print([pair async for pair in Store(1, 2).pairs(by=10)])
    print([x async for x in Store.fixed()], [x async for x in Store(1).named()])
    async for i in count(10):
        if i == 2:
            break
    print("left at", i)


async def by_hand():
    g = count(4)
    print(await g.__anext__(), await g.asend("hello"), await anext(g), aiter(g) is g)
    print(await anext(g, "none"), await anext(g, "none"), await anext(g, "none"))
    try:
        await g.__anext__()
    except StopAsyncIteration as e:
        print("ended", e.args)
    g = count(4)
    try:
        await g.asend("too early")
    except TypeError as e:
        print(type(e).__name__)
    for wrong in (5, [1]):
        try:
            await anext(wrong)
        except TypeError as e:
            print(e)
        try:
            aiter(wrong)
        except TypeError as e:
            print(e)


async def stubborn():
    try:
        yield 1
    except ValueError as e:
        print("caught", e)
        yield 2
    finally:
        print("finally")


async def ends():
    g = stubborn()
    print(await anext(g), await g.athrow(ValueError("thrown")))
    await g.aclose()
    print(await anext(g, "closed"))
    g = stubborn()
    await anext(g)
    try:
        await g.athrow(KeyError, KeyError("through"))
    except KeyError as e:
        print("out", e)
    await stubborn().aclose()

    async def ignores():
        try:
            yield 1
        except GeneratorExit:
            yield 2

    g = ignores()
    await anext(g)
    try:
        await g.aclose()
    except RuntimeError as e:
        print(e)

    async def raises(error):
        yield 1
        raise error

    for error in (StopAsyncIteration("a"), LookupError("b")):
        try:
            async for x in raises(error):
                print(x)
        except Exception as e:
            print(type(e).__name__, e)
    async with aclosing(stubborn()) as g:
        print(await anext(g))


async def together():
    async def slow():
        try:
            while True:
                yield 1
                await asyncio.sleep(10)
        finally:
            print("cleaned up")

    async def use():
        async for x in slow():
            print("slow", x)

    try:
        await asyncio.wait_for(use(), 0.01)
    except asyncio.TimeoutError:
        print("in time")
    g = slow()
    await anext(g)
    first = asyncio.ensure_future(anext(g, None))
    await asyncio.sleep(0)
    try:
        await anext(g)
    except RuntimeError as e:
        print(e)
    first.cancel()
    try:
        await first
    except asyncio.CancelledError:
        print("cancelled")
    print(await asyncio.gather(*[total(count(n)) for n in range(5)]))


async def total(source):
    return sum([x async for x in source])


def traced(function):
    @functools.wraps(function)
    async def wrapper(*args):
        async for x in function(*args):
            yield "traced", x

    return wrapper


@traced
async def letters(n):
    """Letters."""
    for c in "abcdef"[:n]:
        yield c


async def looks():
    print([x async for x in letters(2)], letters.__name__, letters.__doc__, count.__doc__)
    print(inspect.isasyncgenfunction(count), inspect.isasyncgenfunction(looks), inspect.iscoroutinefunction(count))
    print(inspect.isasyncgen(count(1)), inspect.isasyncgen(1), isinstance(count(1), types.AsyncGeneratorType))
    print(type(count(1)).__name__, count.__name__, inspect.signature(count))
    plain = lambda: (yield 7)
    print(list(plain()))

    def inner():
        yield 8

    print(list(inner()))


for part in (iteration, by_hand, ends, together, looks):
    print("--", part.__name__)
    asyncio.run(part())

for code in (
    "async def f():\n  yield from g()",
    "async def f():\n  x = yield\n  yield x",
    "async def f():\n  def g():\n    yield from h()\n  return g",
):
    try:
        compile(code, "s", "exec")
        print("fine")
    except SyntaxError as e:
        print(e.msg)
