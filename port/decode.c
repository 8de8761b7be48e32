// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Bytes to Python values. They come from the host, which has checked them;
// they are checked here again, since that is cheap.

#include <string.h>

#include "py/cstack.h"
#include "py/objint.h"
#include "py/objlist.h"
#include "py/objtuple.h"
#include "py/runtime.h"
#include "py/smallint.h"

#include "port/codec.h"
#include "port/host.h"

typedef struct _in_t {
    const uint8_t *at;
    size_t left;
} in_t;

static MP_NORETURN void malformed(void) {
    mp_raise_ValueError(MP_ERROR_TEXT("the host sent a value that cannot be read"));
}

static const uint8_t *take(in_t *in, size_t bytes) {
    if (bytes > in->left) {
        malformed();
    }
    const uint8_t *at = in->at;
    in->at += bytes;
    in->left -= bytes;
    return at;
}

static uint64_t take_number(in_t *in, size_t bytes) {
    const uint8_t *at = take(in, bytes);
    uint64_t value = 0;
    for (size_t i = 0; i < bytes; i++) {
        value = value << 8 | at[i];
    }
    return value;
}

// A number of items: each has a byte at least.
static size_t take_count(in_t *in, size_t bytes) {
    uint64_t count = take_number(in, bytes);
    if (count > in->left) {
        malformed();
    }
    return count;
}

static mp_obj_t new_int(int64_t value) {
    if (value >= MP_SMALL_INT_MIN && value <= MP_SMALL_INT_MAX) {
        return MP_OBJ_NEW_SMALL_INT(value);
    }
    return mp_obj_new_int_from_ll(value);
}

static mp_obj_t take_str(in_t *in, size_t length) {
    return mp_obj_new_str((const char *)take(in, length), length);
}

static mp_obj_t take_bytes(in_t *in, size_t length) {
    return mp_obj_new_bytes(take(in, length), length);
}

static mp_obj_t take_float(uint64_t bits) {
    mp_float_t number;
    memcpy(&number, &bits, sizeof(number));
    return mp_obj_new_float(number);
}

static mp_obj_t take_value(in_t *in, size_t depth);

static void deeper(size_t depth) {
    if (depth >= MPH_VALUE_MAX_DEPTH) {
        malformed();
    }
    mp_cstack_check();
}

static mp_obj_t take_list(in_t *in, size_t count, size_t depth) {
    deeper(depth);
    if (count > in->left) {
        malformed();
    }
    mp_obj_t object = mp_obj_new_list(count, NULL);
    mp_obj_list_t *list = MP_OBJ_TO_PTR(object);
    for (size_t i = 0; i < count; i++) {
        list->items[i] = take_value(in, depth + 1);
    }
    return object;
}

static mp_obj_t take_dict(in_t *in, size_t count, size_t depth) {
    deeper(depth);
    if (count > in->left) {
        malformed();
    }
    mp_obj_t dict = mp_obj_new_dict(count);
    for (size_t i = 0; i < count; i++) {
        mp_obj_t key = take_value(in, depth + 1);
        mp_obj_t value = take_value(in, depth + 1);
        mp_obj_dict_store(dict, key, value);
    }
    return dict;
}

static size_t take_array_head(in_t *in) {
    uint8_t marker = *take(in, 1);
    if ((marker & 0xf0) == 0x90) {
        return marker & 0xf;
    }
    if (marker != 0xdc && marker != 0xdd) {
        malformed();
    }
    return take_count(in, marker == 0xdc ? 2 : 4);
}

static mp_obj_t take_int(const uint8_t *bytes, size_t length) {
    if (length < 2) {
        malformed();
    }
    mp_obj_t value = mp_obj_int_from_bytes_impl(false, length - 1, bytes + 1);
    return bytes[0] != 0 ? mp_unary_op(MP_UNARY_OP_NEGATIVE, value) : value;
}

static mp_obj_t take_extension(in_t *in, size_t length, size_t depth) {
    uint8_t kind = *take(in, 1);
    const uint8_t *bytes = take(in, length);
    if (kind == MPH_EXTENSION_INT) {
        return take_int(bytes, length);
    }
    deeper(depth);
    in_t inside = { bytes, length };
    size_t count = take_array_head(&inside);
    if (count > inside.left) {
        malformed();
    }
    mp_obj_t result = MP_OBJ_NULL;
    if (kind == MPH_EXTENSION_TUPLE) {
        result = mp_obj_new_tuple(count, NULL);
        mp_obj_tuple_t *tuple = MP_OBJ_TO_PTR(result);
        for (size_t i = 0; i < count; i++) {
            tuple->items[i] = take_value(&inside, depth + 1);
        }
    } else if (kind == MPH_EXTENSION_SET || kind == MPH_EXTENSION_FROZENSET) {
        result = mp_obj_new_set(0, NULL);
        for (size_t i = 0; i < count; i++) {
            mp_obj_set_store(result, take_value(&inside, depth + 1));
        }
        if (kind == MPH_EXTENSION_FROZENSET) {
            // The two types are built alike, and nobody has seen it yet.
            ((mp_obj_base_t *)MP_OBJ_TO_PTR(result))->type = &mp_type_frozenset;
        }
    }
    if (result == MP_OBJ_NULL || inside.left != 0) {
        malformed();
    }
    return result;
}

static mp_obj_t take_value(in_t *in, size_t depth) {
    uint8_t marker = *take(in, 1);
    if (marker < 0x80 || marker >= 0xe0) {
        return MP_OBJ_NEW_SMALL_INT((int8_t)marker);
    }
    if (marker < 0x90) {
        return take_dict(in, marker & 0xf, depth);
    }
    if (marker < 0xa0) {
        return take_list(in, marker & 0xf, depth);
    }
    if (marker < 0xc0) {
        return take_str(in, marker & 0x1f);
    }
    switch (marker) {
        case 0xc0:
            return mp_const_none;
        case 0xc2:
            return mp_const_false;
        case 0xc3:
            return mp_const_true;
        case 0xc4:
        case 0xc5:
        case 0xc6:
            return take_bytes(in, take_count(in, 1 << (marker - 0xc4)));
        case 0xc7:
        case 0xc8:
        case 0xc9:
            return take_extension(in, take_number(in, 1 << (marker - 0xc7)), depth);
        case 0xca: {
            uint32_t bits = take_number(in, 4);
            float number;
            memcpy(&number, &bits, sizeof(number));
            return mp_obj_new_float(number);
        }
        case 0xcb:
            return take_float(take_number(in, 8));
        case 0xcc:
        case 0xcd:
        case 0xce:
        case 0xcf: {
            uint64_t value = take_number(in, 1 << (marker - 0xcc));
            return value <= INT64_MAX ? new_int(value) : mp_obj_new_int_from_ull(value);
        }
        case 0xd0:
            return new_int((int8_t)take_number(in, 1));
        case 0xd1:
            return new_int((int16_t)take_number(in, 2));
        case 0xd2:
            return new_int((int32_t)take_number(in, 4));
        case 0xd3:
            return new_int(take_number(in, 8));
        case 0xd4:
        case 0xd5:
        case 0xd6:
        case 0xd7:
        case 0xd8:
            return take_extension(in, 1 << (marker - 0xd4), depth);
        case 0xd9:
        case 0xda:
        case 0xdb:
            return take_str(in, take_count(in, 1 << (marker - 0xd9)));
        case 0xdc:
        case 0xdd:
            return take_list(in, take_count(in, 2 << (marker - 0xdc)), depth);
        case 0xde:
        case 0xdf:
            return take_dict(in, take_count(in, 2 << (marker - 0xde)), depth);
        default:
            malformed();
    }
}

mp_obj_t mph_decode(const uint8_t *bytes, size_t length) {
    in_t in = { bytes, length };
    mp_obj_t value = take_value(&in, 0);
    if (in.left != 0) {
        malformed();
    }
    return value;
}
