# Objects of all sizes that grow, shrink and go, in an order without a pattern:
# each must keep what was written to it, and nothing else may be written over.

state = 12345


def number(below):
    global state
    state = (state * 1103515245 + 12345) & 0x3FFFFFFF
    return (state >> 8) % below


def check(buffer, mark):
    return all(byte == mark for byte in buffer)


buffers = [None] * 40
wrong = 0
written = 0
for step in range(1200):
    at = number(len(buffers))
    action = number(6)
    mark = at + 1
    if buffers[at] is None or action == 0:
        buffers[at] = bytearray(bytes([mark]) * number(90))
    elif action == 1:
        buffers[at] = None
    elif action == 2:
        buffers[at].append(mark)
    elif action == 3:
        buffers[at].extend(bytes([mark]) * number(700))
    elif action == 4 and len(buffers[at]) > 20:
        buffers[at][number(20) :] = b""
    else:
        buffers[at] = buffers[at] + bytes([mark]) * number(40)
    if buffers[at] is not None:
        written += len(buffers[at])
        if not check(buffers[at], mark):
            wrong += 1

print(wrong, written)
print([-1 if each is None else len(each) for each in buffers])
print(all(each is None or check(each, at + 1) for at, each in enumerate(buffers)))
