import sys
n = int(sys.argv[1])
import asyncio
async def spin():
    for i in range(n): await asyncio.sleep(0)
asyncio.run(spin())
print('done')
