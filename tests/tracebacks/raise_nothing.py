# CPython: the message begins with a capital
raise
