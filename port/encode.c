// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Python values to bytes.
//
// No code of the program's runs meanwhile (only types of the interpreter's own
// cross, and their items are read without being asked), so that what is written
// stays as it is.

#include <string.h>

#include "py/objint.h"
#include "py/objlist.h"
#include "py/objstr.h"
#include "py/objtuple.h"
#include "py/runtime.h"

#include "port/codec.h"
#include "port/host.h"

// As upstream has it in py/objset.c.
typedef struct _set_obj_t {
    mp_obj_base_t base;
    mp_set_t set;
} set_obj_t;

// A container that is being written.
typedef struct _frame_t {
    mp_obj_t container;
    mp_obj_t key;   // of a dict: whose value is the next
    mp_obj_t value; // of a dict: that value, MP_OBJ_NULL if a key is the next
    size_t next;    // the index or the slot to look at
    size_t left;    // items that are to come
    size_t patch;   // where the extension's length belongs; 0 if it is none
} frame_t;

// ---- what went wrong ----

static void print_key(const mp_print_t *print, mp_obj_t key) {
    size_t length;
    if (mp_obj_is_small_int(key) || key == mp_const_none || mp_obj_is_bool(key)
        || (mp_obj_is_str(key) && (mp_obj_str_get_data(key, &length), length <= 40))) {
        mp_obj_print_helper(print, key, PRINT_REPR);
    } else {
        mp_print_str(print, "...");
    }
}

// Says where in an argument or a value something is: "argument 1, at ['rows'][3]".
static void print_place(const mp_print_t *print, const frame_t *frames, size_t depth, unsigned argument) {
    if (argument != 0) {
        mp_printf(print, ": argument %u", argument);
    }
    for (size_t i = 0; i < depth; i++) {
        const frame_t *frame = &frames[i];
        const mp_obj_type_t *type = mp_obj_get_type(frame->container);
        if (i == 0) {
            mp_print_str(print, argument != 0 ? ", at " : ": at ");
        }
        if (type == &mp_type_list || type == &mp_type_tuple) {
            mp_printf(print, "[%u]", (unsigned)(frame->next - 1));
        } else if (type == &mp_type_set || type == &mp_type_frozenset) {
            mp_print_str(print, "{...}");
        } else if (frame->value != MP_OBJ_NULL) {
            mp_print_str(print, "{key}");
        } else {
            mp_print_str(print, "[");
            print_key(print, frame->key);
            mp_print_str(print, "]");
        }
    }
}

static MP_NORETURN void refuse(const mp_obj_type_t *error, const char *why, mp_obj_t value,
    const frame_t *frames, size_t depth, unsigned argument) {
    vstr_t text;
    mp_print_t print;
    vstr_init_print(&text, 64, &print);
    if (why == NULL) {
        const char *name = qstr_str(mp_obj_get_type(value)->name);
        mp_printf(&print, "cannot pass %s %s to the host", strchr("aeiouAEIOU", name[0]) != NULL ? "an" : "a", name);
    } else {
        mp_print_str(&print, why);
    }
    print_place(&print, frames, depth, argument);
    nlr_raise(mp_obj_new_exception_arg1(error, mp_obj_new_str_from_vstr(&text)));
}

// ---- bytes ----

// Makes room for so many bytes and gives the place for them.
static uint8_t *extend(mph_out_t *out, size_t bytes) {
    if (bytes > out->room - out->length) {
        if (bytes > MPH_VALUE_MAX_BYTES - out->length) {
            mp_raise_ValueError(MP_ERROR_TEXT("too large to pass to the host: more than 16 MiB"));
        }
        size_t wanted = out->length + bytes;
        size_t room = out->room < MPH_VALUE_MAX_BYTES / 2 ? 2 * out->room : MPH_VALUE_MAX_BYTES;
        room = room < wanted ? wanted : room;
        if (out->on_heap) {
            out->bytes = m_renew(uint8_t, out->bytes, out->room, room);
        } else {
            uint8_t *larger = m_new(uint8_t, room);
            memcpy(larger, out->bytes, out->length);
            out->bytes = larger;
            out->on_heap = true;
        }
        out->room = room;
    }
    uint8_t *place = out->bytes + out->length;
    out->length += bytes;
    return place;
}

static void put_number(uint8_t *place, uint64_t value, size_t bytes) {
    for (size_t i = bytes; i-- > 0; value >>= 8) {
        place[i] = (uint8_t)value;
    }
}

static void put_byte(mph_out_t *out, uint8_t byte) {
    *extend(out, 1) = byte;
}

static void put(mph_out_t *out, uint8_t marker, uint64_t value, size_t bytes) {
    uint8_t *place = extend(out, 1 + bytes);
    place[0] = marker;
    put_number(place + 1, value, bytes);
}

// The head of what has a length: its markers for 8, 16 and 32 bits follow each
// other, the first is 0 if there is none for 8.
static void put_length(mph_out_t *out, uint8_t marker_8, uint8_t marker_16, size_t length) {
    if (marker_8 != 0 && length <= UINT8_MAX) {
        put(out, marker_8, length, 1);
    } else if (length <= UINT16_MAX) {
        put(out, marker_16, length, 2);
    } else {
        put(out, marker_16 + 1, length, 4);
    }
}

static void put_array(mph_out_t *out, size_t count) {
    if (count < 16) {
        put_byte(out, 0x90 | count);
    } else {
        put_length(out, 0, 0xdc, count);
    }
}

// An extension whose length is not known yet; gives where it belongs.
static size_t put_extension(mph_out_t *out, uint8_t kind) {
    uint8_t *place = extend(out, 6);
    place[0] = 0xc9;
    place[5] = kind;
    return out->length - 5;
}

static void put_int(mph_out_t *out, int64_t value) {
    if (value >= 0) {
        if (value < 128) {
            put_byte(out, value);
        } else if (value <= UINT8_MAX) {
            put(out, 0xcc, value, 1);
        } else if (value <= UINT16_MAX) {
            put(out, 0xcd, value, 2);
        } else if (value <= UINT32_MAX) {
            put(out, 0xce, value, 4);
        } else {
            put(out, 0xcf, value, 8);
        }
    } else if (value >= -32) {
        put_byte(out, (uint8_t)value);
    } else if (value >= INT8_MIN) {
        put(out, 0xd0, value, 1);
    } else if (value >= INT16_MIN) {
        put(out, 0xd1, value, 2);
    } else if (value >= INT32_MIN) {
        put(out, 0xd2, value, 4);
    } else {
        put(out, 0xd3, value, 8);
    }
}

static void put_mpz(mph_out_t *out, mp_obj_t value) {
    const mpz_t *z = &((const mp_obj_int_t *)MP_OBJ_TO_PTR(value))->mpz;
    _Static_assert(sizeof(mpz_dig_t) == 4, "digits are read as bytes");
    uint64_t low = (z->len > 0 ? z->dig[0] : 0) | (uint64_t)(z->len > 1 ? z->dig[1] : 0) << 32;
    if (z->len <= 2) {
        if (!z->neg) {
            if (low <= INT64_MAX) {
                put_int(out, low);
            } else {
                put(out, 0xcf, low, 8);
            }
            return;
        }
        if (low <= (uint64_t)1 << 63) {
            put_int(out, (int64_t)(0 - low));
            return;
        }
    }
    size_t length = z->len * sizeof(mpz_dig_t);
    while (((const uint8_t *)z->dig)[length - 1] == 0) {
        length -= 1;
    }
    put_length(out, 0xc7, 0xc8, length + 1);
    put_byte(out, MPH_EXTENSION_INT);
    put_byte(out, z->neg);
    uint8_t *place = extend(out, length);
    memcpy(place, ((const mp_obj_int_t *)MP_OBJ_TO_PTR(value))->mpz.dig, length);
}

// Whether a text of the interpreter's is one for everybody: it also keeps
// surrogates, and does not look for longer forms than needed.
static bool is_unicode(const uint8_t *text, size_t length) {
    for (size_t i = 0; i < length; ) {
        uint8_t c = text[i];
        if (c < 0x80) {
            i += 1;
            continue;
        }
        size_t more = c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : 1;
        if (c < 0xc2 || c > 0xf4 || more >= length - i) {
            return false;
        }
        for (size_t j = 1; j <= more; j++) {
            if ((text[i + j] & 0xc0) != 0x80) {
                return false;
            }
        }
        uint8_t next = text[i + 1];
        if ((c == 0xe0 && next < 0xa0) || (c == 0xed && next >= 0xa0) || (c == 0xf0 && next < 0x90) || (c == 0xf4 && next >= 0x90)) {
            return false;
        }
        i += 1 + more;
    }
    return true;
}

// ---- values ----

// Writes what has no items; says so if it has some, or is nothing that can cross.
static bool put_plain(mph_out_t *out, mp_obj_t value, const frame_t *frames, size_t depth, unsigned argument) {
    if (++out->items > MPH_VALUE_MAX_ITEMS) {
        mp_raise_ValueError(MP_ERROR_TEXT("too large to pass to the host: more than 1048576 values"));
    }
    if (mp_obj_is_small_int(value)) {
        put_int(out, MP_OBJ_SMALL_INT_VALUE(value));
    } else if (value == mp_const_none) {
        put_byte(out, 0xc0);
    } else if (mp_obj_is_bool(value)) {
        put_byte(out, value == mp_const_true ? 0xc3 : 0xc2);
    } else if (mp_obj_is_str(value)) {
        size_t length;
        const char *text = mp_obj_str_get_data(value, &length);
        if (!is_unicode((const uint8_t *)text, length)) {
            refuse(&mp_type_UnicodeError, "cannot pass a str with surrogates to the host", value, frames, depth, argument);
        }
        if (length < 32) {
            put_byte(out, 0xa0 | length);
        } else {
            put_length(out, 0xd9, 0xda, length);
        }
        uint8_t *place = extend(out, length);
        memcpy(place, text, length);
    } else if (mp_obj_is_float(value)) {
        mp_float_t number = mp_obj_float_get(value);
        uint64_t bits;
        memcpy(&bits, &number, sizeof(bits));
        put(out, 0xcb, bits, 8);
    } else if (mp_obj_is_exact_type(value, &mp_type_int)) {
        put_mpz(out, value);
    } else if (mp_obj_is_exact_type(value, &mp_type_bytes)) {
        size_t length;
        const char *bytes = mp_obj_str_get_data(value, &length);
        put_length(out, 0xc4, 0xc5, length);
        uint8_t *place = extend(out, length);
        memcpy(place, bytes, length);
    } else {
        return false;
    }
    return true;
}

// Writes the head of a container.
static frame_t open_container(mph_out_t *out, mp_obj_t value, const frame_t *frames, size_t depth, unsigned argument) {
    frame_t frame = { .container = value };
    const mp_obj_type_t *type = mp_obj_get_type(value);
    uint8_t extension = 0;
    if (type == &mp_type_dict || type == &mp_type_ordereddict) {
        frame.left = mp_obj_dict_get_map(value)->used;
        if (frame.left < 16) {
            put_byte(out, 0x80 | frame.left);
        } else {
            put_length(out, 0, 0xde, frame.left);
        }
        return frame;
    } else if (type == &mp_type_list) {
        frame.left = ((mp_obj_list_t *)MP_OBJ_TO_PTR(value))->len;
    } else if (type == &mp_type_tuple) {
        frame.left = ((mp_obj_tuple_t *)MP_OBJ_TO_PTR(value))->len;
        extension = MPH_EXTENSION_TUPLE;
    } else if (type == &mp_type_set || type == &mp_type_frozenset) {
        frame.left = ((set_obj_t *)MP_OBJ_TO_PTR(value))->set.used;
        extension = type == &mp_type_set ? MPH_EXTENSION_SET : MPH_EXTENSION_FROZENSET;
    } else {
        refuse(&mp_type_TypeError, NULL, value, frames, depth, argument);
    }
    if (extension != 0) {
        frame.patch = put_extension(out, extension);
    }
    put_array(out, frame.left);
    return frame;
}

// The next item of a container that has some left.
static mp_obj_t next_item(frame_t *frame) {
    const mp_obj_type_t *type = mp_obj_get_type(frame->container);
    void *container = MP_OBJ_TO_PTR(frame->container);
    if (type == &mp_type_dict || type == &mp_type_ordereddict) {
        if (frame->value != MP_OBJ_NULL) {
            mp_obj_t value = frame->value;
            frame->value = MP_OBJ_NULL;
            frame->left -= 1;
            return value;
        }
        const mp_map_t *map = mp_obj_dict_get_map(frame->container);
        while (!mp_map_slot_is_filled(map, frame->next)) {
            frame->next += 1;
        }
        frame->key = map->table[frame->next].key;
        frame->value = map->table[frame->next].value;
        frame->next += 1;
        return frame->key;
    }
    frame->left -= 1;
    if (type == &mp_type_list) {
        const mp_obj_list_t *list = container;
        return list->items[frame->next++];
    }
    if (type == &mp_type_tuple) {
        return ((const mp_obj_tuple_t *)container)->items[frame->next++];
    }
    const mp_set_t *set = &((const set_obj_t *)container)->set;
    while (!mp_set_slot_is_filled(set, frame->next)) {
        frame->next += 1;
    }
    return set->table[frame->next++];
}

static bool has_more(const frame_t *frame) {
    return frame->left != 0 || frame->value != MP_OBJ_NULL;
}

// Not inlined, so that the frames take stack only where there are containers.
static __attribute__((noinline)) void encode_container(mph_out_t *out, mp_obj_t value, unsigned argument) {
    frame_t frames[MPH_VALUE_MAX_DEPTH];
    memset(frames, 0, sizeof(frames)); // what was here before is no root
    size_t depth = 0;
    for (;;) {
        if (depth == MPH_VALUE_MAX_DEPTH) {
            refuse(&mp_type_ValueError, "too deep to pass to the host, or it contains itself", value, frames, 1, argument);
        }
        frames[depth] = open_container(out, value, frames, depth, argument);
        depth += 1;
        do {
            while (!has_more(&frames[depth - 1])) {
                size_t patch = frames[depth - 1].patch;
                if (patch != 0) {
                    // Its length stands before its kind.
                    put_number(out->bytes + patch, out->length - patch - 5, 4);
                }
                depth -= 1;
                if (depth == 0) {
                    return;
                }
            }
            value = next_item(&frames[depth - 1]);
        } while (put_plain(out, value, frames, depth, argument));
    }
}

void mph_encode(mph_out_t *out, mp_obj_t value, unsigned argument) {
    if (!put_plain(out, value, NULL, 0, argument)) {
        encode_container(out, value, argument);
    }
}

void mph_encode_small_array(mph_out_t *out, size_t count) {
    put_array(out, count);
}

void mph_encode_absent(mph_out_t *out) {
    uint8_t *place = extend(out, 3);
    place[0] = 0xc7;
    place[1] = 0;
    place[2] = MPH_EXTENSION_ABSENT;
}
