// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What methods of str, bytes and bytearray have in common.

#include <string.h>

#include "py/runtime.h"
#include "py/unicode.h"

#include "port/number.h"
#include "port/raise.h"
#include "port/text.h"

static mph_text_t text_in_buffer(mp_obj_t object) {
    mp_buffer_info_t buffer;
    mp_get_buffer_raise(object, &buffer, MP_BUFFER_READ);
    return (mph_text_t) { mp_obj_get_type(object), buffer.buf, buffer.len };
}

mph_text_t mph_text_of(mp_obj_t self) {
    if (mp_obj_is_str(self)) {
        GET_STR_DATA_LEN(self, data, length);
        return (mph_text_t) { &mp_type_str, data, length };
    }
    return text_in_buffer(self);
}

bool mph_text_is_like(const mph_text_t *self, mp_obj_t argument) {
    if (mph_text_is_str(self) || mp_obj_is_str(argument)) {
        mp_obj_t native = mp_obj_cast_to_native_base(argument, MP_OBJ_FROM_PTR(&mp_type_str));
        return mph_text_is_str(self) && native != MP_OBJ_NULL;
    }
    mp_buffer_info_t buffer;
    return mp_get_buffer(argument, &buffer, MP_BUFFER_READ);
}

mph_text_t mph_text_argument(const mph_text_t *self, mp_obj_t argument, const char *method) {
    if (!mph_text_is_like(self, argument)) {
        if (mph_text_is_str(self)) {
            mph_raise(&mp_type_TypeError, "%s must be str, not %t", method, argument);
        }
        mph_raise(&mp_type_TypeError, "a bytes-like object is required, not '%t'", argument);
    }
    if (mph_text_is_str(self)) {
        return mph_text_of(mp_obj_cast_to_native_base(argument, MP_OBJ_FROM_PTR(&mp_type_str)));
    }
    return text_in_buffer(argument);
}

mp_obj_t mph_text_new(const mph_text_t *like, const byte *data, size_t length) {
    if (mph_text_is_str(like)) {
        return mp_obj_new_str_of_type(&mp_type_str, data, length);
    }
    return mp_obj_new_str_of_type(like->type == &mp_type_bytearray ? &mp_type_bytearray : &mp_type_bytes, data, length);
}

mp_obj_t mph_text_from_vstr(const mph_text_t *like, vstr_t *text) {
    if (mph_text_is_str(like)) {
        return mp_obj_new_str_from_utf8_vstr(text);
    }
    if (like->type == &mp_type_bytearray) {
        return mp_obj_new_bytearray(text->len, text->buf);
    }
    return mp_obj_new_bytes_from_vstr(text);
}

size_t mph_text_count(const mph_text_t *text) {
    return mph_text_is_str(text) ? utf8_charlen(text->data, text->length) : text->length;
}

unichar mph_text_next(const mph_text_t *text, const byte **at) {
    if (!mph_text_is_str(text)) {
        return *(*at)++;
    }
    unichar c = utf8_get_char(*at);
    *at = utf8_next_char(*at);
    return c;
}

void mph_text_add(const mph_text_t *like, vstr_t *to, unichar c) {
    if (mph_text_is_str(like)) {
        byte encoded[4];
        vstr_add_strn(to, (const char *)encoded, mph_put_utf8(encoded, c));
    } else {
        vstr_add_byte(to, c);
    }
}

// ---- parts ----

static int64_t bound(mp_obj_t object, int64_t otherwise, int64_t count) {
    int64_t at;
    if (object == mp_const_none) {
        return otherwise;
    }
    if (mph_fit_int64(object, &at) == MPH_NO_INTEGER) {
        mph_raise(&mp_type_TypeError, "slice indices must be integers or None or have an __index__ method");
    }
    return at < 0 ? MAX(at + count, 0) : at;
}

static const byte *place(const mph_text_t *text, size_t at) {
    const byte *byte_at = text->data + at;
    if (mph_text_is_str(text) && !mph_is_ascii(text->data, text->length)) {
        byte_at = text->data;
        for (; at > 0; at--) {
            byte_at = utf8_next_char(byte_at);
        }
    }
    return byte_at;
}

bool mph_text_part(const mph_text_t *text, size_t n_bounds, const mp_obj_t *bounds, mph_text_t *part) {
    *part = *text;
    if (n_bounds == 0) {
        return true;
    }
    int64_t count = mph_text_count(text);
    int64_t start = bound(bounds[0], 0, count);
    int64_t end = n_bounds > 1 ? MIN(bound(bounds[1], count, count), count) : count;
    if (start > end) {
        return false;
    }
    const byte *first = place(text, start);
    part->length = place(text, end) - first;
    part->data = first;
    return true;
}

// ---- searching ----

const byte *mph_text_find(const mph_text_t *in, const mph_text_t *what, bool backwards) {
    if (what->length > in->length) {
        return NULL;
    }
    if (what->length == 0) {
        return backwards ? in->data + in->length : in->data;
    }
    const byte *last = in->data + (in->length - what->length);
    if (backwards) {
        for (const byte *at = last; at >= in->data; at--) {
            if (*at == *what->data && memcmp(at, what->data, what->length) == 0) {
                return at;
            }
        }
        return NULL;
    }
    for (const byte *at = in->data; at <= last; at++) {
        at = memchr(at, *what->data, last - at + 1);
        if (at == NULL || memcmp(at, what->data, what->length) == 0) {
            return at;
        }
    }
    return NULL;
}
