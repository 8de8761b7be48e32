import sys
n = int(sys.argv[1])
import asyncio
async def main(): await asyncio.sleep_ms(n)
asyncio.run(main())
print('done')
