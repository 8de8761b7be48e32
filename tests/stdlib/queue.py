import queue

q = queue.Queue()
for item in (3, 1, 2):
    q.put(item)
print(q.qsize(), q.empty(), q.full(), [q.get() for _ in range(3)], q.empty())
for _ in range(3):
    q.task_done()
q.join()


def error(function, *args, **kw):
    try:
        print(function(*args, **kw))
    except (queue.Empty, queue.Full, ValueError) as e:
        print(type(e).__name__, e)


error(q.task_done)
error(q.get_nowait)
error(q.get, block=False)
error(q.get, timeout=0.01)
error(q.get, True, 0)
error(q.get, timeout=-1)
bounded = queue.Queue(maxsize=2)
bounded.put("a")
bounded.put_nowait("b")
print(bounded.full(), bounded.maxsize)
error(bounded.put_nowait, "c")
error(bounded.put, "c", False)
error(bounded.put, "c", timeout=0.01)
lifo = queue.LifoQueue()
prio = queue.PriorityQueue()
simple = queue.SimpleQueue()
for item in ((2, "two"), (1, "one"), (3, "three")):
    lifo.put(item)
    prio.put(item)
    simple.put(item)
print([lifo.get() for _ in range(3)], [prio.get() for _ in range(3)], simple.qsize(), [simple.get() for _ in range(3)], simple.empty())
error(simple.get_nowait)
error(prio.get_nowait)
print(issubclass(queue.PriorityQueue, queue.Queue), bounded.unfinished_tasks, list(bounded.queue))
while not bounded.empty():
    print(bounded.get())
