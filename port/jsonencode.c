// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Objects to JSON. A program's `default` function may change what is being written:
// each step looks at the container anew. Nesting ends by the check of the stack.

#include <math.h>
#include <string.h>

#include "py/builtin.h"
#include "py/objint.h"
#include "py/objlist.h"
#include "py/objstr.h"
#include "py/objtuple.h"
#include "py/runtime.h"
#include "py/unicode.h"

#include "port/classes.h"
#include "port/json.h"

typedef struct _writer_t {
    vstr_t out;
    mp_obj_t default_; // a function, or None
    const char *indent; // NULL: none
    size_t indent_length;
    const char *item_separator, *key_separator;
    size_t item_separator_length, key_separator_length;
    bool sort_keys, skip_keys, ensure_ascii, allow_nan, check_circular;
} writer_t;

// The containers around what is written, for finding circles.
typedef struct _around_t {
    const struct _around_t *outer;
    mp_obj_t container;
    size_t depth;
} around_t;

static void write_value(writer_t *writer, mp_obj_t object, const around_t *around);

// ---- text ----

static void add(writer_t *writer, const char *bytes, size_t length) {
    vstr_t *out = &writer->out;
    if (out->len + length > out->alloc) {
        vstr_hint_size(out, out->len + length); // twice as much as there is
    }
    memcpy(out->buf + out->len, bytes, length);
    out->len += length;
}

static void add_escape(writer_t *writer, unsigned code) {
    static const char digits[] = "0123456789abcdef";
    char escape[6] = { '\\', 'u', digits[code >> 12 & 15], digits[code >> 8 & 15], digits[code >> 4 & 15], digits[code & 15] };
    add(writer, escape, sizeof(escape));
}

static void add_special(writer_t *writer, unichar c) {
    static const char names[][2] = { { '"', '"' }, { '\\', '\\' }, { '\n', 'n' }, { '\r', 'r' }, { '\t', 't' }, { '\f', 'f' }, { '\b', 'b' } };
    for (size_t i = 0; i < MP_ARRAY_SIZE(names); i++) {
        if (c == (byte)names[i][0]) {
            add(writer, "\\", 1);
            add(writer, &names[i][1], 1);
            return;
        }
    }
    if (c >= 0x10000) {
        add_escape(writer, 0xd7c0 + (c >> 10));
        c = 0xdc00 + (c & 0x3ff);
    }
    add_escape(writer, c);
}

static void write_text(writer_t *writer, mp_obj_t text) {
    GET_STR_DATA_LEN(text, bytes, length);
    const byte *end = bytes + length, *start = bytes;
    add(writer, "\"", 1);
    for (const byte *at = bytes; at < end; ) {
        if (*at >= 0x20 && *at != '"' && *at != '\\' && (*at < 0x7f || !writer->ensure_ascii)) {
            at += 1;
            continue;
        }
        add(writer, (const char *)start, at - start);
        add_special(writer, utf8_get_char(at));
        at = utf8_next_char(at);
        start = at;
    }
    add(writer, (const char *)start, end - start);
    add(writer, "\"", 1);
}

static void write_repr(writer_t *writer, mp_obj_t object) {
    vstr_t text;
    mp_print_t print;
    vstr_init_print(&text, 16, &print);
    mp_obj_print_helper(&print, object, PRINT_REPR);
    add(writer, text.buf, text.len);
    vstr_clear(&text);
}

// ---- numbers ----

static void write_int(writer_t *writer, mp_obj_t number) {
    if (!mp_obj_is_small_int(number)) {
        write_repr(writer, number);
        return;
    }
    char digits[24];
    char *at = digits + sizeof(digits);
    mp_int_t value = MP_OBJ_SMALL_INT_VALUE(number);
    mp_uint_t rest = value < 0 ? -(mp_uint_t)value : (mp_uint_t)value;
    do {
        *--at = '0' + rest % 10;
        rest /= 10;
    } while (rest != 0);
    if (value < 0) {
        *--at = '-';
    }
    add(writer, at, digits + sizeof(digits) - at);
}

static void write_float(writer_t *writer, mp_obj_t object) {
    double x = mp_obj_float_get(object);
    if (isfinite(x)) {
        write_repr(writer, object);
        return;
    }
    if (!writer->allow_nan) {
        mp_raise_ValueError(MP_ERROR_TEXT("Out of range float values are not JSON compliant"));
    }
    const char *name = isnan(x) ? "NaN" : x < 0 ? "-Infinity" : "Infinity";
    add(writer, name, strlen(name));
}

static const char *name_of(mp_obj_t object) {
    return object == mp_const_none ? "null" : object == mp_const_true ? "true" : object == mp_const_false ? "false" : NULL;
}

// ---- containers ----

static void new_line(writer_t *writer, size_t depth) {
    if (writer->indent != NULL) {
        add(writer, "\n", 1);
        for (size_t i = 0; i < depth; i++) {
            add(writer, writer->indent, writer->indent_length);
        }
    }
}

static around_t enter(const writer_t *writer, mp_obj_t container, const around_t *outer) {
    for (const around_t *each = outer; each != NULL && writer->check_circular; each = each->outer) {
        if (each->container == container) {
            mp_raise_ValueError(MP_ERROR_TEXT("Circular reference detected"));
        }
    }
    return (around_t) { outer, container, outer == NULL ? 1 : outer->depth + 1 };
}

// Before an item of a container; `first` is whether it is the first.
static void begin_item(writer_t *writer, bool first, size_t depth) {
    if (!first) {
        add(writer, writer->item_separator, writer->item_separator_length);
    }
    new_line(writer, depth);
}

static void items_of(mp_obj_t sequence, size_t *count, mp_obj_t **items) {
    if (mp_obj_is_type(sequence, &mp_type_list)) {
        mp_obj_list_get(sequence, count, items);
    } else {
        mp_obj_tuple_get(sequence, count, items);
    }
}

static void write_sequence(writer_t *writer, mp_obj_t sequence, const around_t *outer) {
    around_t around = enter(writer, sequence, outer);
    size_t count;
    mp_obj_t *items;
    add(writer, "[", 1);
    size_t i = 0;
    for (items_of(sequence, &count, &items); i < count; items_of(sequence, &count, &items)) {
        begin_item(writer, i == 0, around.depth);
        write_value(writer, items[i++], &around);
    }
    if (i > 0) {
        new_line(writer, around.depth - 1);
    }
    add(writer, "]", 1);
}

// Writes a key; false if it is left out.
static bool write_key(writer_t *writer, mp_obj_t key_in, bool first, size_t depth) {
    mp_obj_t key = mph_native_part(key_in);
    const char *name = name_of(key);
    bool is_number = mp_obj_is_int(key) || mp_obj_is_float(key);
    if (!mp_obj_is_str(key) && name == NULL && !is_number) {
        if (writer->skip_keys) {
            return false;
        }
        mp_raise_msg_varg(&mp_type_TypeError, MP_ERROR_TEXT("keys must be str, int, float, bool or None, not %s"), mp_obj_get_type_str(key_in));
    }
    begin_item(writer, first, depth);
    if (mp_obj_is_str(key)) {
        write_text(writer, key);
    } else {
        add(writer, "\"", 1);
        if (name != NULL) {
            add(writer, name, strlen(name));
        } else if (mp_obj_is_int(key)) {
            write_int(writer, key);
        } else {
            write_float(writer, key);
        }
        add(writer, "\"", 1);
    }
    add(writer, writer->key_separator, writer->key_separator_length);
    return true;
}

static mp_obj_t sorted_keys(const mp_map_t *map) {
    mp_obj_t keys = mp_obj_new_list(0, NULL);
    for (size_t i = 0; i < map->alloc; i++) {
        if (mp_map_slot_is_filled(map, i)) {
            mp_obj_list_append(keys, map->table[i].key);
        }
    }
    mp_obj_list_sort(1, &keys, (mp_map_t *)&mp_const_empty_map);
    return keys;
}

static void write_dict(writer_t *writer, mp_obj_t dict, const around_t *outer) {
    around_t around = enter(writer, dict, outer);
    mp_map_t *map = &((mp_obj_dict_t *)MP_OBJ_TO_PTR(dict))->map;
    bool first = true;
    add(writer, "{", 1);
    if (writer->sort_keys) {
        size_t count;
        mp_obj_t *keys;
        mp_obj_list_get(sorted_keys(map), &count, &keys);
        for (size_t i = 0; i < count; i++) {
            mp_map_elem_t *entry = mp_map_lookup(map, keys[i], MP_MAP_LOOKUP);
            mp_obj_t value = entry == NULL ? mp_const_none : entry->value;
            if (write_key(writer, keys[i], first, around.depth)) {
                write_value(writer, value, &around);
                first = false;
            }
        }
    } else {
        for (size_t i = 0; i < map->alloc; i++) {
            if (mp_map_slot_is_filled(map, i)) {
                mp_map_elem_t entry = map->table[i];
                if (write_key(writer, entry.key, first, around.depth)) {
                    write_value(writer, entry.value, &around);
                    first = false;
                }
            }
        }
    }
    if (!first) {
        new_line(writer, around.depth - 1);
    }
    add(writer, "}", 1);
}

static void write_value(writer_t *writer, mp_obj_t object_in, const around_t *around) {
    mp_obj_t object = mph_native_part(object_in);
    const char *name = name_of(object);
    if (mp_obj_is_str(object)) {
        write_text(writer, object);
    } else if (name != NULL) {
        add(writer, name, strlen(name));
    } else if (mp_obj_is_int(object)) {
        write_int(writer, object);
    } else if (mp_obj_is_float(object)) {
        write_float(writer, object);
    } else if (mp_obj_is_type(object, &mp_type_list) || mp_obj_is_tuple_compatible(object)) {
        write_sequence(writer, object, around);
    } else if (mp_obj_is_dict_or_ordereddict(object)) {
        write_dict(writer, object, around);
    } else if (writer->default_ != mp_const_none) {
        around_t inner = enter(writer, object_in, around);
        inner.depth -= 1;
        write_value(writer, mp_call_function_1(writer->default_, object_in), &inner);
    } else {
        mp_raise_msg_varg(&mp_type_TypeError, MP_ERROR_TEXT("Object of type %s is not JSON serializable"), mp_obj_get_type_str(object_in));
    }
}

// encode(object, default, indent, item_separator, key_separator, sort_keys,
// skip_keys, ensure_ascii, allow_nan, check_circular); all but the object can be
// left out.
static mp_obj_t json_encode(size_t n_args, const mp_obj_t *args) {
    writer_t writer = {
        .default_ = n_args > 1 ? args[1] : mp_const_none,
        .item_separator = ", ",
        .item_separator_length = 2,
        .key_separator = ": ",
        .key_separator_length = 2,
        .ensure_ascii = true,
        .allow_nan = true,
        .check_circular = true,
    };
    if (n_args > 2) {
        if (args[2] != mp_const_none) {
            writer.indent = mp_obj_str_get_data(args[2], &writer.indent_length);
        }
        writer.item_separator = mp_obj_str_get_data(args[3], &writer.item_separator_length);
        writer.key_separator = mp_obj_str_get_data(args[4], &writer.key_separator_length);
        writer.sort_keys = mp_obj_is_true(args[5]);
        writer.skip_keys = mp_obj_is_true(args[6]);
        writer.ensure_ascii = mp_obj_is_true(args[7]);
        writer.allow_nan = mp_obj_is_true(args[8]);
        writer.check_circular = mp_obj_is_true(args[9]);
    }
    vstr_init(&writer.out, 64);
    write_value(&writer, args[0], NULL);
    return mp_obj_new_str_from_utf8_vstr(&writer.out);
}
MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(mph_json_encode_obj, 1, 10, json_encode);
