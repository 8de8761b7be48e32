// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// MD5 (RFC 1321) and SHA-1 (RFC 3174). Both cut the message into blocks of 64
// bytes and end it with a one bit, zeros, and its length in bits; they differ
// in the order of bytes in a word and in what they do with a block.

#include <string.h>

#include "port/digest.h"

typedef void (*compress_t)(uint32_t state[5], const uint8_t block[64]);

static uint32_t rotate_left(uint32_t x, unsigned n) {
    return x << n | x >> (32 - n);
}

static void update(mph_digest_t *digest, compress_t compress, const uint8_t *bytes, size_t length) {
    size_t filled = digest->length % 64;
    digest->length += length;
    while (length > 0) {
        size_t n = 64 - filled < length ? 64 - filled : length;
        memcpy(digest->block + filled, bytes, n);
        bytes += n;
        length -= n;
        filled += n;
        if (filled == 64) {
            compress(digest->state, digest->block);
            filled = 0;
        }
    }
}

static void pad(mph_digest_t *digest, compress_t compress, const uint8_t length_field[8]) {
    static const uint8_t padding[64] = { 0x80 };
    size_t filled = digest->length % 64;
    update(digest, compress, padding, filled < 56 ? 56 - filled : 120 - filled);
    update(digest, compress, length_field, 8);
}

static void md5_compress(uint32_t state[5], const uint8_t block[64]) {
    static const uint8_t shifts[4][4] = {
        { 7, 12, 17, 22 }, { 5, 9, 14, 20 }, { 4, 11, 16, 23 }, { 6, 10, 15, 21 },
    };
    // floor(2^32 * abs(sin(i + 1)))
    static const uint32_t sines[64] = {
        0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501,
        0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821,
        0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
        0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a,
        0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70,
        0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
        0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
        0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391,
    };
    uint32_t words[16];
    memcpy(words, block, 64); // little-endian, as the target is
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
    for (unsigned i = 0; i < 64; i++) {
        uint32_t mix;
        unsigned word;
        switch (i / 16) {
            case 0:
                mix = (b & c) | (~b & d);
                word = i;
                break;
            case 1:
                mix = (d & b) | (~d & c);
                word = 5 * i + 1;
                break;
            case 2:
                mix = b ^ c ^ d;
                word = 3 * i + 5;
                break;
            default:
                mix = c ^ (b | ~d);
                word = 7 * i;
                break;
        }
        uint32_t next = b + rotate_left(a + mix + sines[i] + words[word % 16], shifts[i / 16][i % 4]);
        a = d;
        d = c;
        c = b;
        b = next;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
}

void mph_md5_init(mph_digest_t *digest) {
    *digest = (mph_digest_t) { .state = { 0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476 } };
}

void mph_md5_update(mph_digest_t *digest, const uint8_t *bytes, size_t length) {
    update(digest, md5_compress, bytes, length);
}

void mph_md5_final(mph_digest_t *digest, uint8_t out[16]) {
    uint64_t bits = digest->length * 8;
    uint8_t length_field[8];
    memcpy(length_field, &bits, 8);
    pad(digest, md5_compress, length_field);
    memcpy(out, digest->state, 16);
}

static void sha1_compress(uint32_t state[5], const uint8_t block[64]) {
    uint32_t words[80];
    for (unsigned i = 0; i < 16; i++) {
        memcpy(&words[i], block + 4 * i, 4);
        words[i] = __builtin_bswap32(words[i]);
    }
    for (unsigned i = 16; i < 80; i++) {
        words[i] = rotate_left(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);
    }
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
    for (unsigned i = 0; i < 80; i++) {
        uint32_t mix;
        switch (i / 20) {
            case 0:
                mix = ((b & c) | (~b & d)) + 0x5a827999;
                break;
            case 1:
                mix = (b ^ c ^ d) + 0x6ed9eba1;
                break;
            case 2:
                mix = ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
                break;
            default:
                mix = (b ^ c ^ d) + 0xca62c1d6;
                break;
        }
        uint32_t next = rotate_left(a, 5) + mix + e + words[i];
        e = d;
        d = c;
        c = rotate_left(b, 30);
        b = a;
        a = next;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
}

void mph_sha1_init(mph_digest_t *digest) {
    *digest = (mph_digest_t) { .state = { 0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0 } };
}

void mph_sha1_update(mph_digest_t *digest, const uint8_t *bytes, size_t length) {
    update(digest, sha1_compress, bytes, length);
}

void mph_sha1_final(mph_digest_t *digest, uint8_t out[20]) {
    uint64_t bits = __builtin_bswap64(digest->length * 8);
    uint8_t length_field[8];
    memcpy(length_field, &bits, 8);
    pad(digest, sha1_compress, length_field);
    for (unsigned i = 0; i < 5; i++) {
        uint32_t word = __builtin_bswap32(digest->state[i]);
        memcpy(out + 4 * i, &word, 4);
    }
}
