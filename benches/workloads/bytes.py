"""Bytes: a checksum, run lengths, and a cipher over buffers."""

import struct


def checksum(data):
    low, high = 1, 0
    for byte in data:
        low = (low + byte) % 65521
        high = (high + low) % 65521
    return low, high


def run_lengths(data):
    out = bytearray()
    i = 0
    while i < len(data):
        end = i + 1
        while end < len(data) and data[end] == data[i] and end - i < 255:
            end += 1
        out.append(end - i)
        out.append(data[i])
        i = end
    return out


def cipher(data, key):
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) & 255
        state[i], state[j] = state[j], state[i]
    i = j = 0
    for at in range(len(data)):
        i = (i + 1) & 255
        j = (j + state[i]) & 255
        state[i], state[j] = state[j], state[i]
        data[at] ^= state[(state[i] + state[j]) & 255]


def main():
    data = bytearray(b"")
    for i in range(20000):
        data.extend(struct.pack(">HBB", i * 3, i >> 4 & 255, i % 251 // 50))
        data.extend(b"\0" * (i % 5))
    packed = run_lengths(data)
    cipher(data, b"a key of some length")
    total = 0
    for at in range(0, len(packed) - 8, 8):
        first, second = struct.unpack_from("<HH", packed, at)
        total = (total + first * 3 ^ second) & 0xFFFFFF
    print("bytes", len(data), len(packed), checksum(data), checksum(packed), total)


main()
