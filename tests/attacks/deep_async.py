import sys
n = int(sys.argv[1])
import asyncio
async def f(i):
    if i: await f(i - 1)
asyncio.run(f(n))
print('done')
