// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Methods of texts that take them apart, put them together, and strip them.

#include <string.h>

#include "py/objlist.h"
#include "py/runtime.h"
#include "py/unicode.h"

#include "port/number.h"
#include "port/raise.h"
#include "port/strmethods.h"
#include "port/text.h"

static bool is_space(const mph_text_t *text, unichar c) {
    return mph_text_is_str(text) ? mph_is_space(c) : unichar_isspace(c);
}

// The character, or byte, before `at`, which goes back to it.
static unichar text_previous(const mph_text_t *text, const byte **at) {
    do {
        *at -= 1;
    } while (mph_text_is_str(text) && UTF8_IS_CONT(**at));
    return mph_text_is_str(text) ? utf8_get_char(*at) : **at;
}

// ---- split and rsplit ----

static void add_part(mp_obj_t list, const mph_text_t *like, const byte *start, const byte *end) {
    mp_obj_list_append(list, mph_text_new(like, start, end - start));
}

static void split_at_spaces(mp_obj_t list, const mph_text_t *text, int64_t most) {
    const byte *at = text->data, *end = at + text->length;
    for (;;) {
        const byte *start = at;
        while (at < end && is_space(text, mph_text_next(text, &at))) {
            start = at;
        }
        if (start == end) {
            return;
        }
        if (most-- == 0) {
            add_part(list, text, start, end);
            return;
        }
        const byte *part_end = at = start;
        while (at < end && !is_space(text, mph_text_next(text, &at))) {
            part_end = at;
        }
        add_part(list, text, start, part_end);
        at = part_end;
    }
}

static void rsplit_at_spaces(mp_obj_t list, const mph_text_t *text, int64_t most) {
    const byte *start = text->data, *at = start + text->length;
    for (;;) {
        const byte *end = at;
        while (at > start && is_space(text, text_previous(text, &at))) {
            end = at;
        }
        if (end == start) {
            return;
        }
        if (most-- == 0) {
            add_part(list, text, start, end);
            return;
        }
        const byte *part_start = at = end;
        while (at > start && !is_space(text, text_previous(text, &at))) {
            part_start = at;
        }
        add_part(list, text, part_start, end);
        at = part_start;
    }
}

static void split_at(mp_obj_t list, const mph_text_t *text, const mph_text_t *separator, int64_t most, bool backwards) {
    if (separator->length == 0) {
        mp_raise_ValueError(MP_ERROR_TEXT("empty separator"));
    }
    mph_text_t rest = *text;
    for (const byte *found; most != 0 && (found = mph_text_find(&rest, separator, backwards)) != NULL; most--) {
        const byte *after = found + separator->length, *end = rest.data + rest.length;
        if (backwards) {
            add_part(list, text, after, end);
            rest.length = found - rest.data;
        } else {
            add_part(list, text, rest.data, found);
            rest.length = end - after;
            rest.data = after;
        }
    }
    add_part(list, text, rest.data, rest.data + rest.length);
}

static mp_obj_t split(size_t n_args, const mp_obj_t *args, mp_map_t *kwargs, bool backwards) {
    static const mp_arg_t allowed[] = {
        { MP_QSTR_sep, MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
        { MP_QSTR_maxsplit, MP_ARG_OBJ, { .u_rom_obj = MP_ROM_INT(-1) } },
    };
    mp_arg_val_t given[2];
    mp_arg_parse_all(n_args - 1, args + 1, kwargs, MP_ARRAY_SIZE(allowed), allowed, given);
    int64_t most = mph_get_int64(given[1].u_obj);
    mph_text_t text = mph_text_of(args[0]);
    mp_obj_t list = mp_obj_new_list(0, NULL);
    if (given[0].u_obj == mp_const_none) {
        (backwards ? rsplit_at_spaces : split_at_spaces)(list, &text, most);
    } else {
        mph_text_t separator = mph_text_argument(&text, given[0].u_obj, "separator");
        split_at(list, &text, &separator, most, backwards);
    }
    if (backwards) {
        size_t count;
        mp_obj_t *parts;
        mp_obj_list_get(list, &count, &parts);
        for (size_t i = 0; i < count / 2; i++) {
            mp_obj_t part = parts[i];
            parts[i] = parts[count - 1 - i];
            parts[count - 1 - i] = part;
        }
    }
    return list;
}

static mp_obj_t str_split(size_t n_args, const mp_obj_t *args, mp_map_t *kwargs) {
    return split(n_args, args, kwargs, false);
}
MP_DEFINE_CONST_FUN_OBJ_KW(mph_str_split_obj, 1, str_split);

static mp_obj_t str_rsplit(size_t n_args, const mp_obj_t *args, mp_map_t *kwargs) {
    return split(n_args, args, kwargs, true);
}
MP_DEFINE_CONST_FUN_OBJ_KW(mph_str_rsplit_obj, 1, str_rsplit);

// For upstream's own code.
mp_obj_t mp_obj_str_split(size_t n_args, const mp_obj_t *args) {
    return split(n_args, args, (mp_map_t *)&mp_const_empty_map, false);
}

// ---- lines ----

static bool ends_line(const mph_text_t *text, unichar c) {
    if (c == '\n' || c == '\r') {
        return true;
    }
    bool is_further = (c >= 0x0b && c <= 0x0c) || (c >= 0x1c && c <= 0x1e) || c == 0x85 || c == 0x2028 || c == 0x2029;
    return is_further && mph_text_is_str(text);
}

static mp_obj_t str_splitlines(size_t n_args, const mp_obj_t *args, mp_map_t *kwargs) {
    static const mp_arg_t allowed[] = { { MP_QSTR_keepends, MP_ARG_OBJ, { .u_rom_obj = MP_ROM_FALSE } } };
    mp_arg_val_t given;
    mp_arg_parse_all(n_args - 1, args + 1, kwargs, 1, allowed, &given);
    bool keeps_ends = mp_obj_is_true(given.u_obj);
    mph_text_t text = mph_text_of(args[0]);
    mp_obj_t list = mp_obj_new_list(0, NULL);
    const byte *end = text.data + text.length, *start = text.data;
    for (const byte *at = start; at < end; ) {
        const byte *line_end = at;
        unichar c = mph_text_next(&text, &at);
        if (!ends_line(&text, c)) {
            continue;
        }
        at += c == '\r' && at < end && *at == '\n';
        add_part(list, &text, start, keeps_ends ? at : line_end);
        start = at;
    }
    if (start < end) {
        add_part(list, &text, start, end);
    }
    return list;
}
MP_DEFINE_CONST_FUN_OBJ_KW(mph_str_splitlines_obj, 1, str_splitlines);

// ---- join ----

// The items of anything, as they are now.
static void get_items(mp_obj_t iterable, size_t *count, mp_obj_t **items) {
    if (!mp_obj_is_type(iterable, &mp_type_tuple)) {
        iterable = mp_obj_list_make_new(&mp_type_list, 1, 0, &iterable);
    }
    mp_obj_get_array(iterable, count, items);
}

static mp_obj_t str_join(mp_obj_t self_in, mp_obj_t iterable) {
    size_t count;
    mp_obj_t *items;
    get_items(iterable, &count, &items);
    mph_text_t self = mph_text_of(self_in);
    if (count == 1 && mph_text_is_str(&self) && mp_obj_is_str(items[0])) {
        return items[0];
    }
    size_t length = 0;
    for (size_t i = 0; i < count; i++) {
        if (!mph_text_is_like(&self, items[i])) {
            mph_raise(&mp_type_TypeError, mph_text_is_str(&self)
                ? "sequence item %u: expected str instance, %t found"
                : "sequence item %u: expected a bytes-like object, %t found", (unsigned)i, items[i]);
        }
        mph_text_t item = mph_text_argument(&self, items[i], "item");
        if (__builtin_add_overflow(length, item.length + (i > 0 ? self.length : 0), &length)) {
            m_malloc_fail(SIZE_MAX);
        }
    }
    vstr_t joined;
    vstr_init_len(&joined, length);
    char *to = joined.buf;
    for (size_t i = 0; i < count; i++) {
        if (i > 0) {
            memcpy(to, self.data, self.length);
            to += self.length;
        }
        mph_text_t item = mph_text_argument(&self, items[i], "item");
        memcpy(to, item.data, item.length);
        to += item.length;
    }
    return mph_text_from_vstr(&self, &joined);
}
MP_DEFINE_CONST_FUN_OBJ_2(mph_str_join_obj, str_join);

// ---- strip ----

static bool is_among(const mph_text_t *characters, unichar c) {
    const byte *end = characters->data + characters->length;
    for (const byte *at = characters->data; at < end; ) {
        if (mph_text_next(characters, &at) == c) {
            return true;
        }
    }
    return false;
}

static mp_obj_t strip(size_t n_args, const mp_obj_t *args, bool left, bool right) {
    mph_text_t self = mph_text_of(args[0]), characters = self;
    bool any_space = n_args < 2 || args[1] == mp_const_none;
    if (!any_space) {
        characters = mph_text_argument(&self, args[1], "strip arg");
    }
    const byte *start = self.data, *end = start + self.length;
    while (left && start < end) {
        const byte *after = start;
        unichar c = mph_text_next(&self, &after);
        if (!(any_space ? is_space(&self, c) : is_among(&characters, c))) {
            break;
        }
        start = after;
    }
    while (right && end > start) {
        const byte *before = end;
        unichar c = text_previous(&self, &before);
        if (!(any_space ? is_space(&self, c) : is_among(&characters, c))) {
            break;
        }
        end = before;
    }
    bool is_fixed = mph_text_is_str(&self) || mp_obj_is_type(args[0], &mp_type_bytes);
    if (is_fixed && (size_t)(end - start) == self.length) {
        return args[0];
    }
    return mph_text_new(&self, start, end - start);
}

#define DEFINE_STRIP(name, left, right) \
    static mp_obj_t str_##name(size_t n_args, const mp_obj_t *args) { \
        return strip(n_args, args, left, right); \
    } \
    MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(mph_str_##name##_obj, 1, 2, str_##name)

DEFINE_STRIP(strip, true, true);
DEFINE_STRIP(lstrip, true, false);
DEFINE_STRIP(rstrip, false, true);
