import sched
import time

now = [0]
log = []
s = sched.scheduler(lambda: now[0], lambda seconds: now.__setitem__(0, now[0] + seconds))
s.enter(5, 1, log.append, ("five",))
e = s.enter(2, 1, log.append, argument=("two",))
s.enter(2, 0, log.append, ("two first",))
s.enterabs(3, 1, lambda a, b=0: log.append((a, b)), (1,), {"b": 2})
s.cancel(s.enter(1, 1, log.append, ("cancelled",)))
print(s.empty(), len(s.queue), [event.time for event in s.queue], e.priority, e.argument)
print(s.run(blocking=False), log)
s.run()
print(log, s.empty(), now)
real = sched.scheduler(time.monotonic, time.sleep)
real.enter(0.01, 1, print, ("ran",))
real.run()
