// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Methods of texts that make them wider, and those that exchange characters.

#include <string.h>

#include "py/runtime.h"
#include "py/unicode.h"

#include "port/number.h"
#include "port/raise.h"
#include "port/strmethods.h"
#include "port/text.h"

// ---- width ----

static void add_times(const mph_text_t *like, vstr_t *to, unichar c, size_t times) {
    for (; times > 0; times--) {
        mph_text_add(like, to, c);
    }
}

static unichar fill_of(const mph_text_t *self, mp_obj_t argument, const char *method) {
    mph_text_t fill = { self->type, NULL, 0 };
    if (mph_text_is_like(self, argument)) {
        fill = mph_text_argument(self, argument, method);
    } else if (mph_text_is_str(self)) {
        mph_raise(&mp_type_TypeError, "The fill character must be a unicode character, not %t", argument);
    }
    if (mph_text_count(&fill) != 1) {
        if (mph_text_is_str(self)) {
            mph_raise(&mp_type_TypeError, "The fill character must be exactly one character long");
        }
        mph_raise(&mp_type_TypeError, "%s() argument 2 must be a byte string of length 1, not %t", method, argument);
    }
    return mph_text_next(&fill, &fill.data);
}

// How many characters are missing.
static size_t missing(const mph_text_t *self, int64_t width) {
    int64_t missing = width - (int64_t)mph_text_count(self);
    if (missing > MP_SSIZE_MAX / 4) {
        m_malloc_fail(SIZE_MAX);
    }
    return MAX(missing, 0);
}

static mp_obj_t padded(size_t n_args, const mp_obj_t *args, bool left, bool right, const char *method) {
    int64_t width = mph_get_int64(args[1]);
    mph_text_t self = mph_text_of(args[0]);
    unichar fill = n_args > 2 ? fill_of(&self, args[2], method) : ' ';
    size_t added = missing(&self, width);
    if (added == 0) {
        return mph_text_is_str(&self) ? args[0] : mph_text_new(&self, self.data, self.length);
    }
    // In the middle, an odd one goes to the left where the width is odd.
    size_t before = !left ? 0 : !right ? added : added / 2 + (added & width & 1);
    vstr_t to;
    vstr_init(&to, self.length + added + 1);
    add_times(&self, &to, fill, before);
    vstr_add_strn(&to, (const char *)self.data, self.length);
    add_times(&self, &to, fill, added - before);
    return mph_text_from_vstr(&self, &to);
}

#define DEFINE_PADDED(name, left, right) \
    static mp_obj_t str_##name(size_t n_args, const mp_obj_t *args) { \
        return padded(n_args, args, left, right, #name); \
    } \
    MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(mph_str_##name##_obj, 2, 3, str_##name)

DEFINE_PADDED(center, true, true);
DEFINE_PADDED(ljust, false, true);
DEFINE_PADDED(rjust, true, false);

static mp_obj_t str_zfill(mp_obj_t self_in, mp_obj_t width_in) {
    int64_t width = mph_get_int64(width_in);
    mph_text_t self = mph_text_of(self_in);
    size_t added = missing(&self, width);
    size_t sign = self.length > 0 && (self.data[0] == '-' || self.data[0] == '+');
    vstr_t to;
    vstr_init(&to, self.length + added + 1);
    vstr_add_strn(&to, (const char *)self.data, sign);
    add_times(&self, &to, '0', added);
    vstr_add_strn(&to, (const char *)self.data + sign, self.length - sign);
    return mph_text_from_vstr(&self, &to);
}
MP_DEFINE_CONST_FUN_OBJ_2(mph_str_zfill_obj, str_zfill);

static mp_obj_t str_expandtabs(size_t n_args, const mp_obj_t *args, mp_map_t *kwargs) {
    static const mp_arg_t allowed[] = { { MP_QSTR_tabsize, MP_ARG_INT, { .u_int = 8 } } };
    mp_arg_val_t size;
    mp_arg_parse_all(n_args - 1, args + 1, kwargs, 1, allowed, &size);
    mph_text_t self = mph_text_of(args[0]);
    vstr_t to;
    vstr_init(&to, self.length + 1);
    const byte *end = self.data + self.length;
    size_t column = 0;
    for (const byte *at = self.data; at < end; ) {
        unichar c = mph_text_next(&self, &at);
        if (c == '\t') {
            size_t spaces = size.u_int > 0 ? size.u_int - column % size.u_int : 0;
            add_times(&self, &to, ' ', spaces);
            column += spaces;
            continue;
        }
        mph_text_add(&self, &to, c);
        column = c == '\n' || c == '\r' ? 0 : column + 1;
    }
    return mph_text_from_vstr(&self, &to);
}
MP_DEFINE_CONST_FUN_OBJ_KW(mph_str_expandtabs_obj, 1, str_expandtabs);

// ---- exchanging characters ----

// A static method. With one argument, a dict whose keys are characters.
static mp_obj_t str_maketrans(size_t n_args, const mp_obj_t *args) {
    mp_obj_t table = mp_obj_new_dict(0);
    if (n_args == 1) {
        if (!mp_obj_is_dict_or_ordereddict(args[0])) {
            mp_raise_TypeError(MP_ERROR_TEXT("if you give only one argument to maketrans it must be a dict"));
        }
        mp_map_t *map = mp_obj_dict_get_map(args[0]);
        for (size_t i = 0; i < map->alloc; i++) {
            if (!mp_map_slot_is_filled(map, i)) {
                continue;
            }
            mp_obj_t key = map->table[i].key, value = map->table[i].value;
            if (mp_obj_is_str(key)) {
                mph_text_t text = mph_text_of(key);
                if (mph_text_count(&text) != 1) {
                    mp_raise_ValueError(MP_ERROR_TEXT("string keys in translate table must be of length 1"));
                }
                key = MP_OBJ_NEW_SMALL_INT(mph_text_next(&text, &text.data));
            }
            mp_obj_dict_store(table, key, value);
        }
        return table;
    }
    mph_text_t like = { &mp_type_str, NULL, 0 };
    mph_text_t from = mph_text_argument(&like, args[0], "first maketrans argument");
    mph_text_t to = mph_text_argument(&like, args[1], "second maketrans argument");
    if (mph_text_count(&from) != mph_text_count(&to)) {
        mp_raise_ValueError(MP_ERROR_TEXT("the first two maketrans arguments must have equal length"));
    }
    for (const byte *at = from.data, *to_at = to.data; at < from.data + from.length; ) {
        mp_obj_t key = MP_OBJ_NEW_SMALL_INT(mph_text_next(&from, &at));
        mp_obj_dict_store(table, key, MP_OBJ_NEW_SMALL_INT(mph_text_next(&to, &to_at)));
    }
    if (n_args == 3) {
        mph_text_t none = mph_text_argument(&like, args[2], "third maketrans argument");
        for (const byte *at = none.data; at < none.data + none.length; ) {
            mp_obj_dict_store(table, MP_OBJ_NEW_SMALL_INT(mph_text_next(&none, &at)), mp_const_none);
        }
    }
    return table;
}
static MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(str_maketrans_fun_obj, 1, 3, str_maketrans);
MP_DEFINE_CONST_STATICMETHOD_OBJ(mph_str_maketrans_obj, MP_ROM_PTR(&str_maketrans_fun_obj));

// What a table has for a character; MP_OBJ_NULL for nothing.
static mp_obj_t look_up(mp_obj_t table, mp_obj_t key) {
    if (mp_obj_is_dict_or_ordereddict(table)) {
        mp_map_elem_t *found = mp_map_lookup(mp_obj_dict_get_map(table), key, MP_MAP_LOOKUP);
        return found != NULL ? found->value : MP_OBJ_NULL;
    }
    nlr_buf_t nlr;
    if (nlr_push(&nlr) == 0) {
        mp_obj_t value = mp_obj_subscr(table, key, MP_OBJ_SENTINEL);
        nlr_pop();
        return value;
    }
    if (!mp_obj_is_subclass_fast(MP_OBJ_FROM_PTR(mp_obj_get_type(MP_OBJ_FROM_PTR(nlr.ret_val))), MP_OBJ_FROM_PTR(&mp_type_LookupError))) {
        nlr_jump(nlr.ret_val);
    }
    return MP_OBJ_NULL;
}

static mp_obj_t str_translate(mp_obj_t self_in, mp_obj_t table) {
    mph_text_t self = mph_text_of(self_in); // a str, whose data stays
    vstr_t to;
    vstr_init(&to, self.length + 1);
    for (const byte *at = self.data, *end = at + self.length; at < end; ) {
        unichar c = mph_text_next(&self, &at);
        mp_obj_t by = look_up(table, MP_OBJ_NEW_SMALL_INT(c));
        if (by == MP_OBJ_NULL) {
            mph_text_add(&self, &to, c);
        } else if (mp_obj_is_str(by)) {
            mph_text_t text = mph_text_of(by);
            vstr_add_strn(&to, (const char *)text.data, text.length);
        } else if (by != mp_const_none) {
            int64_t code = mph_get_int64(by);
            if (code < 0 || code > 0x10ffff) {
                mp_raise_ValueError(MP_ERROR_TEXT("character mapping must be in range(0x110000)"));
            }
            mph_text_add(&self, &to, code);
        }
    }
    return mp_obj_new_str_from_utf8_vstr(&to);
}
MP_DEFINE_CONST_FUN_OBJ_2(mph_str_translate_obj, str_translate);

// ---- the same for bytes ----

static mp_obj_t bytes_maketrans(mp_obj_t from_in, mp_obj_t to_in) {
    mph_text_t like = { &mp_type_bytes, NULL, 0 };
    mph_text_t from = mph_text_argument(&like, from_in, "maketrans"), to = mph_text_argument(&like, to_in, "maketrans");
    if (from.length != to.length) {
        mp_raise_ValueError(MP_ERROR_TEXT("maketrans arguments must have same length"));
    }
    byte table[256];
    for (size_t i = 0; i < sizeof(table); i++) {
        table[i] = i;
    }
    for (size_t i = 0; i < from.length; i++) {
        table[from.data[i]] = to.data[i];
    }
    return mp_obj_new_bytes(table, sizeof(table));
}
static MP_DEFINE_CONST_FUN_OBJ_2(bytes_maketrans_fun_obj, bytes_maketrans);
MP_DEFINE_CONST_STATICMETHOD_OBJ(mph_bytes_maketrans_obj, MP_ROM_PTR(&bytes_maketrans_fun_obj));

static mp_obj_t bytes_translate(size_t n_args, const mp_obj_t *args, mp_map_t *kwargs) {
    static const mp_arg_t allowed[] = {
        { MP_QSTR_table, MP_ARG_REQUIRED | MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
        { MP_QSTR_delete, MP_ARG_OBJ, { .u_rom_obj = MP_ROM_PTR(&mp_const_empty_bytes_obj) } },
    };
    mp_arg_val_t given[2];
    mp_arg_parse_all(n_args - 1, args + 1, kwargs, MP_ARRAY_SIZE(allowed), allowed, given);
    mph_text_t self = mph_text_of(args[0]), table = { &mp_type_bytes, NULL, 0 };
    if (given[0].u_obj != mp_const_none) {
        table = mph_text_argument(&self, given[0].u_obj, "table");
        if (table.length != 256) {
            mp_raise_ValueError(MP_ERROR_TEXT("translation table must be 256 characters long"));
        }
    }
    mph_text_t dropped = mph_text_argument(&self, given[1].u_obj, "delete");
    vstr_t to;
    vstr_init(&to, self.length + 1);
    for (size_t i = 0; i < self.length; i++) {
        byte c = self.data[i];
        if (dropped.length == 0 || memchr(dropped.data, c, dropped.length) == NULL) {
            vstr_add_byte(&to, table.data != NULL ? table.data[c] : c);
        }
    }
    return mph_text_from_vstr(&self, &to);
}
MP_DEFINE_CONST_FUN_OBJ_KW(mph_bytes_translate_obj, 1, bytes_translate);
