// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Appending to long texts. Programs build texts by `text += more`, which copies what
// is there each time; so a long sum gets room for more, and a sum with it is put
// there. The text before it then lies in the same memory, and is as it was.
//
// Whether the room is free shows in the byte behind a text: it is no longer the one
// that ends texts, once something was put there.

#include <string.h>

#include "py/runtime.h"

#include "port/text.h"

#define LEAST_BYTES (256)

// The size of the memory of a text with room: a power of two, so that its length tells.
static size_t memory_of(size_t length) {
    return (size_t)1 << (32 - __builtin_clz(length));
}

static mp_obj_t new_sum(const byte *data, size_t length, bool is_ascii) {
    mp_obj_str_t *sum = mp_obj_malloc(mp_obj_str_t, &mp_type_str);
    sum->hash = MPH_STR_HAS_ROOM | (is_ascii ? MPH_STR_ASCII : 0);
    sum->len = length;
    sum->data = data;
    return MP_OBJ_FROM_PTR(sum);
}

mp_obj_t mph_str_append(mp_obj_t left, const mph_text_t *text, const mph_text_t *more) {
    if (text->length < LEAST_BYTES || more->length >= text->length || !mp_obj_is_exact_type(left, &mp_type_str)) {
        return MP_OBJ_NULL;
    }
    size_t length = text->length + more->length;
    bool is_ascii = mph_str_is_ascii(left) && mph_is_ascii(more->data, more->length);
    bool has_room = ((mp_obj_str_t *)MP_OBJ_TO_PTR(left))->hash & MPH_STR_HAS_ROOM;
    bool is_free = text->data[text->length] == 0 && more->length > 0 && more->data[0] != 0;
    if (has_room && is_free && length < memory_of(text->length)) {
        mp_obj_t sum = new_sum(text->data, length, is_ascii);
        byte *end = (byte *)text->data + text->length;
        memcpy(end, more->data, more->length);
        end[more->length] = 0;
        return sum;
    }
    if (length > MP_SSIZE_MAX / 2) {
        m_malloc_fail(SIZE_MAX);
    }
    byte *data = m_new(byte, memory_of(length));
    memcpy(data, text->data, text->length);
    memcpy(data + text->length, more->data, more->length);
    data[length] = 0;
    return new_sum(data, length, is_ascii);
}
