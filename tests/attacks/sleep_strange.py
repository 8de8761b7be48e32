# Negative times and times that are no number are no waits.
import sys
n = int(sys.argv[1])
import time
for t in () if not n else (-1, -10 ** 30, float('nan'), float('-inf'), -0.0):
    for sleep in (time.sleep, time.sleep_ms, time.sleep_us):
        try: sleep(t)
        except (OverflowError, ValueError, TypeError): pass
print('done')
