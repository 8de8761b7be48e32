# CPython: the message has no final word there
raise
