import sys
n = int(sys.argv[1])
import asyncio
async def main():
    e = asyncio.Event()
    if not n: e.set()
    await e.wait()
asyncio.run(main())
print('done')
