// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Compression for zlib: one block with the fixed code of RFC 1951, and repetitions found
// by chains of places where the same three bytes were. Upstream's looks at each place
// of the window, which takes a hundred times as long.

#include <string.h>

#include "py/objstr.h"
#include "py/runtime.h"

#include "port/array.h"
#include "port/deflate.h"
#include "port/raise.h"

#define WINDOW (32768)
#define HASHES (8192)
#define LONGEST (258)
#define MOST_STEPS (48) // along a chain, for each match
#define STORED_MOST (65535) // bytes of a block that is not compressed

typedef struct _writer_t {
    vstr_t *out;
    uint32_t bits, count;
} writer_t;

// At most 16 bits, the lowest first.
static void put(writer_t *writer, uint32_t value, uint32_t count) {
    writer->bits |= value << writer->count;
    writer->count += count;
    while (writer->count >= 8) {
        vstr_add_byte(writer->out, (byte)writer->bits);
        writer->bits >>= 8;
        writer->count -= 8;
    }
}

// A code, of which the highest bit comes first.
static void put_code(writer_t *writer, uint32_t code, uint32_t count) {
    uint32_t turned = 0;
    for (uint32_t i = 0; i < count; i++) {
        turned |= (code >> i & 1) << (count - 1 - i);
    }
    put(writer, turned, count);
}

static void put_symbol(writer_t *writer, uint32_t symbol) {
    if (symbol < 144) {
        put_code(writer, 0x30 + symbol, 8);
    } else if (symbol < 256) {
        put_code(writer, 0x190 + symbol - 144, 9);
    } else if (symbol < 280) {
        put_code(writer, symbol - 256, 7);
    } else {
        put_code(writer, 0xc0 + symbol - 280, 8);
    }
}

static uint32_t highest_bit(uint32_t number) {
    return 31 - (uint32_t)__builtin_clz(number);
}

static void put_match(writer_t *writer, uint32_t length, uint32_t distance) {
    uint32_t rest = length - 3;
    if (length == LONGEST) {
        put_symbol(writer, 285);
    } else if (rest < 8) {
        put_symbol(writer, 257 + rest);
    } else {
        uint32_t extra = highest_bit(rest) - 2;
        put_symbol(writer, 257 + 4 * (extra + 1) + (rest >> extra & 3));
        put(writer, rest & ((1u << extra) - 1), extra);
    }
    rest = distance - 1;
    if (rest < 4) {
        put_code(writer, rest, 5);
    } else {
        uint32_t extra = highest_bit(rest) - 1;
        put_code(writer, 2 * (extra + 1) + (rest >> extra & 1), 5);
        put(writer, rest & ((1u << extra) - 1), extra);
    }
}

// Places are counted from 1, so that 0 is none.
typedef struct _chains_t {
    uint32_t *last; // where bytes of this hash were last
    uint32_t *before; // for each place of the window: where they were before that
} chains_t;

static void remember(const chains_t *chains, const byte *data, size_t at) {
    uint32_t hash = (data[at] << 16 | data[at + 1] << 8 | data[at + 2]) * 2654435761u >> 19;
    chains->before[at % WINDOW] = chains->last[hash % HASHES];
    chains->last[hash % HASHES] = (uint32_t)at + 1;
}

static size_t common(const byte *data, size_t a, size_t b, size_t most) {
    size_t length = 0;
    while (length < most && data[a + length] == data[b + length]) {
        length++;
    }
    return length;
}

static void compress(writer_t *writer, const byte *data, size_t size) {
    chains_t chains = { MPH_NEW_ARRAY(uint32_t, HASHES), MPH_NEW_ARRAY(uint32_t, WINDOW) };
    size_t at = 0;
    while (at < size) {
        size_t best = 0, from = 0;
        if (size - at >= 3) {
            size_t most = MIN(size - at, LONGEST);
            remember(&chains, data, at);
            uint32_t place = chains.before[at % WINDOW];
            for (int step = 0; step < MOST_STEPS && place > 0 && at - (place - 1) <= WINDOW && at > place - 1; step++) {
                size_t length = common(data, place - 1, at, most);
                if (length > best) {
                    best = length;
                    from = place - 1;
                    if (best == most) {
                        break;
                    }
                }
                uint32_t next = chains.before[(place - 1) % WINDOW];
                if (next >= place) {
                    break; // of a later round of the window
                }
                place = next;
            }
        }
        if (best < 3) {
            put_symbol(writer, data[at++]);
            continue;
        }
        put_match(writer, (uint32_t)best, (uint32_t)(at - from));
        for (size_t end = at++ + best; at < end; at++) {
            if (size - at >= 3) {
                remember(&chains, data, at);
            }
        }
    }
}

static void store(vstr_t *out, const byte *data, size_t size) {
    do {
        size_t block = MIN(size, STORED_MOST);
        size -= block;
        const byte header[] = { size == 0, (byte)block, (byte)(block >> 8), (byte)~block, (byte)(~block >> 8) };
        vstr_add_strn(out, (const char *)header, sizeof(header));
        vstr_add_strn(out, (const char *)data, block);
        data += block;
    } while (size > 0);
}

// Whether nothing is to be compressed is the second argument.
static mp_obj_t deflate(mp_obj_t data_in, mp_obj_t only_store) {
    mp_buffer_info_t data;
    if (mp_obj_is_str(data_in) || !mp_get_buffer(data_in, &data, MP_BUFFER_READ)) {
        mph_raise(&mp_type_TypeError, "a bytes-like object is required, not '%t'", data_in);
    }
    if (data.len > MP_SSIZE_MAX / 2) {
        m_malloc_fail(SIZE_MAX);
    }
    size_t stored_size = data.len + 5 * (data.len / STORED_MOST + 1);
    vstr_t out;
    vstr_init(&out, data.len + data.len / 8 + 16);
    if (!mp_obj_is_true(only_store)) {
        writer_t writer = { &out, 0, 0 };
        put(&writer, 1, 1); // the last block
        put(&writer, 1, 2); // with the fixed code
        compress(&writer, data.buf, data.len);
        put_symbol(&writer, 256);
        put(&writer, 0, 7); // the rest of a byte
    }
    if (out.len == 0 || out.len > stored_size) {
        vstr_reset(&out);
        store(&out, data.buf, data.len);
    }
    return mp_obj_new_bytes_from_vstr(&out);
}
MP_DEFINE_CONST_FUN_OBJ_2(mph_deflate_obj, deflate);
