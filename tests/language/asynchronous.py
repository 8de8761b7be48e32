# Comprehensions that await.
import asyncio


class Numbers:
    def __init__(self, n):
        self.n, self.i = n, 0

    def __aiter__(self):
        return self

    async def __anext__(self):
        await asyncio.sleep(0)
        if self.i >= self.n:
            raise StopAsyncIteration
        self.i += 1
        return self.i


async def double(x):
    await asyncio.sleep(0)
    return x * 2


async def main():
    print([x async for x in Numbers(3)])
    print([x * y async for x in Numbers(2) for y in (10, 20) if x])
    print([(x, y) for x in "ab" async for y in Numbers(2)])
    print([(x, y) async for x in Numbers(2) async for y in Numbers(2) if x != y])
    print(sorted({x % 2 async for x in Numbers(4)}), {x: x async for x in Numbers(2)})
    print([await double(x) for x in range(3)])
    print([await double(x) async for x in Numbers(2) if await double(x) > 2])
    print({await double(x): await double(x + 1) for x in range(2)})
    print([[await double(x) for x in range(y)] for y in range(3)])
    tasks = [asyncio.create_task(double(i)) for i in range(3)]
    print([await t for t in tasks], await asyncio.gather(*[double(i) for i in range(2)]))
    print([*[await double(1)], *(await asyncio.gather(double(2)))], f"{await double(4)}")
    try:
        print([1 / (x - 2) async for x in Numbers(3)])
    except ZeroDivisionError:
        print("raised inside")
    async for x in Numbers(2):
        print(x)
    else:
        print("else")
    match await double(2):
        case 4:
            print("four")
    return [len([z async for z in Numbers(n)]) for n in range(3)]


print(asyncio.run(main()))


def attempt(code):
    try:
        compile(code, "s", "exec")
        print("fine")
    except SyntaxError:
        print("SyntaxError |", code)


attempt("async def f(): return [x async for x in y]")
attempt("def f(): return [x async for x in y]")
attempt("[await x for x in y]")
