# CPython: asyncio is another one
import asyncio


async def inner():
    await asyncio.sleep(0)
    raise ValueError("inner")


async def outer():
    await inner()


asyncio.run(outer())
