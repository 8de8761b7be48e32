import sys
n = int(sys.argv[1])
import asyncio
async def child(i): return i
async def main():
    for i in range(n):
        await asyncio.gather(*[child(j) for j in range(3)])
asyncio.run(main())
print('done')
