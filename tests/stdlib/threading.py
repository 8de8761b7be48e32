import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor, as_completed, wait

results = []
lock = threading.Lock()


def work(n, scale=1):
    with lock:
        results.append(n * scale)


threads = [threading.Thread(target=work, args=(i,), kwargs={"scale": 10}) for i in range(5)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(results), [t.is_alive() for t in threads], threads[0].name, threads[0].daemon, threading.current_thread().name, threading.active_count(), threading.main_thread() is threading.current_thread())


class Mine(threading.Thread):
    def __init__(self, value):
        super().__init__(name="mine", daemon=True)
        self.value = value

    def run(self):
        self.result = (self.value * 2, threading.current_thread() is self)


m = Mine(21)
m.start()
m.join(timeout=1)
print(m.result, m.name, m.daemon, m.ident is not None)


def error(function, *args, **kw):
    try:
        print(function(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)


error(m.start)
error(threading.Thread(target=work).join)
error(lock.release)
print(lock.acquire(), lock.locked(), lock.acquire(False), lock.acquire(timeout=0.01))
lock.release()
r = threading.RLock()
with r:
    with r:
        print("twice")
error(r.release)
e = threading.Event()
print(e.is_set(), e.wait(0.01), e.set(), e.wait(), e.is_set(), e.clear(), e.is_set())
s = threading.Semaphore(2)
print(s.acquire(), s.acquire(), s.acquire(blocking=False), s.acquire(timeout=0.01), s.release(), s.acquire())
b = threading.BoundedSemaphore(1)
error(b.release)
c = threading.Condition()
with c:
    c.notify_all()
    print(c.wait_for(lambda: True), c.wait(0.01))
data = threading.local()
data.x = "main"


def see():
    print(hasattr(data, "x"))
    data.x = "thread"


t = threading.Thread(target=see)
t.start()
t.join()
print(data.x)
fired = []
timer = threading.Timer(0.01, fired.append, args=["late"])
timer.start()
timer.join()
cancelled = threading.Timer(5, fired.append, args=["never"])
cancelled.start()
cancelled.cancel()
cancelled.join()
print(fired)
hook = []
threading.excepthook = lambda args: hook.append((args.exc_type.__name__, str(args.exc_value), args.thread.name))
t = threading.Thread(target=lambda: 1 / 0, name="fails")
t.start()
t.join()
print(hook)

with ThreadPoolExecutor(max_workers=4) as pool:
    futures = {pool.submit(pow, i, 2): i for i in range(5)}
    print(sorted((futures[f], f.result()) for f in as_completed(futures)))
    print(list(pool.map(lambda a, b: a + b, [1, 2], [10, 20])), list(pool.map(str, range(3), timeout=5)))
    bad = pool.submit(int, "x")
    print(type(bad.exception()).__name__, bad.done(), bad.cancel(), bad.cancelled())
    error(bad.result)
    done, pending = wait([pool.submit(len, "abc"), bad])
    print(len(done), len(pending))
    called = []
    pool.submit(lambda: 5).add_done_callback(lambda f: called.append(f.result()))
    print(pool.submit(lambda: 6).result(timeout=1))
print(called)
error(pool.submit, len, "x")
f = Future()
print(f.done(), f.cancel(), f.cancelled(), f.running())
f = Future()
f.set_result(3)
print(f.result())
