// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Methods of texts that look for one in another.

#include <string.h>

#include "py/runtime.h"
#include "py/unicode.h"

#include "port/number.h"
#include "port/raise.h"
#include "port/strmethods.h"
#include "port/text.h"

// What is looked for: in bytes, also a byte given as a number.
typedef struct _needle_t {
    mph_text_t text;
    byte number;
} needle_t;

static void get_needle(needle_t *needle, const mph_text_t *self, mp_obj_t argument) {
    int64_t number;
    if (mph_text_is_str(self) || mph_text_is_like(self, argument) || mph_fit_int64(argument, &number) == MPH_NO_INTEGER) {
        needle->text = mph_text_argument(self, argument, "argument");
        return;
    }
    if (number < 0 || number > 255) {
        mp_raise_ValueError(MP_ERROR_TEXT("byte must be in range(0, 256)"));
    }
    needle->number = number;
    needle->text = (mph_text_t) { &mp_type_bytes, &needle->number, 1 };
}

// ---- where and how often ----

static mp_obj_t find(size_t n_args, const mp_obj_t *args, bool backwards, bool is_needed) {
    mph_text_t self = mph_text_of(args[0]), part;
    needle_t needle;
    get_needle(&needle, &self, args[1]);
    const byte *found = NULL;
    if (mph_text_part(&self, n_args - 2, args + 2, &part)) {
        found = mph_text_find(&part, &needle.text, backwards);
    }
    if (found == NULL) {
        if (is_needed) {
            mp_raise_ValueError(mph_text_is_str(&self) ? MP_ERROR_TEXT("substring not found") : MP_ERROR_TEXT("subsection not found"));
        }
        return MP_OBJ_NEW_SMALL_INT(-1);
    }
    mph_text_t before = { self.type, self.data, found - self.data };
    return MP_OBJ_NEW_SMALL_INT(mph_text_count(&before));
}

#define DEFINE_FIND(name, backwards, is_needed) \
    static mp_obj_t str_##name(size_t n_args, const mp_obj_t *args) { \
        return find(n_args, args, backwards, is_needed); \
    } \
    MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(mph_str_##name##_obj, 2, 4, str_##name)

DEFINE_FIND(find, false, false);
DEFINE_FIND(rfind, true, false);
DEFINE_FIND(index, false, true);
DEFINE_FIND(rindex, true, true);

static mp_obj_t str_count(size_t n_args, const mp_obj_t *args) {
    mph_text_t self = mph_text_of(args[0]), part;
    needle_t needle;
    get_needle(&needle, &self, args[1]);
    if (!mph_text_part(&self, n_args - 2, args + 2, &part)) {
        return MP_OBJ_NEW_SMALL_INT(0);
    }
    if (needle.text.length == 0) {
        return MP_OBJ_NEW_SMALL_INT(mph_text_count(&part) + 1);
    }
    size_t count = 0;
    const byte *found;
    while ((found = mph_text_find(&part, &needle.text, false)) != NULL) {
        count += 1;
        part.length -= found + needle.text.length - part.data;
        part.data = found + needle.text.length;
    }
    return MP_OBJ_NEW_SMALL_INT(count);
}
MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(mph_str_count_obj, 2, 4, str_count);

// ---- beginnings and ends ----

static bool begins(const mph_text_t *text, const mph_text_t *with) {
    return with->length <= text->length && memcmp(text->data, with->data, with->length) == 0;
}

static bool ends(const mph_text_t *text, const mph_text_t *with) {
    return with->length <= text->length && memcmp(text->data + text->length - with->length, with->data, with->length) == 0;
}

typedef bool (*has_t)(const mph_text_t *text, const mph_text_t *what);

static mp_obj_t has_any(size_t n_args, const mp_obj_t *args, has_t has, const char *method) {
    mph_text_t self = mph_text_of(args[0]), part;
    size_t count = 1;
    const mp_obj_t *wanted = &args[1];
    if (mp_obj_is_type(args[1], &mp_type_tuple)) {
        mp_obj_tuple_get(args[1], &count, (mp_obj_t **)&wanted);
    } else if (!mph_text_is_like(&self, args[1])) {
        const char *kind = mph_text_is_str(&self) ? "str" : "bytes";
        mph_raise(&mp_type_TypeError, "%s first arg must be %s or a tuple of %s, not %t", method, kind, kind, args[1]);
    }
    bool is_part = mph_text_part(&self, n_args - 2, args + 2, &part);
    for (size_t i = 0; i < count; i++) {
        mph_text_t what = mph_text_argument(&self, wanted[i], "tuple for startswith");
        if (is_part && has(&part, &what)) {
            return mp_const_true;
        }
    }
    return mp_const_false;
}

static mp_obj_t str_startswith(size_t n_args, const mp_obj_t *args) {
    return has_any(n_args, args, begins, "startswith");
}
MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(mph_str_startswith_obj, 2, 4, str_startswith);

static mp_obj_t str_endswith(size_t n_args, const mp_obj_t *args) {
    return has_any(n_args, args, ends, "endswith");
}
MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(mph_str_endswith_obj, 2, 4, str_endswith);

static mp_obj_t str_removeprefix(mp_obj_t self_in, mp_obj_t prefix_in) {
    mph_text_t self = mph_text_of(self_in);
    mph_text_t prefix = mph_text_argument(&self, prefix_in, "removeprefix() argument");
    size_t removed = begins(&self, &prefix) ? prefix.length : 0;
    return mph_text_new(&self, self.data + removed, self.length - removed);
}
MP_DEFINE_CONST_FUN_OBJ_2(mph_str_removeprefix_obj, str_removeprefix);

static mp_obj_t str_removesuffix(mp_obj_t self_in, mp_obj_t suffix_in) {
    mph_text_t self = mph_text_of(self_in);
    mph_text_t suffix = mph_text_argument(&self, suffix_in, "removesuffix() argument");
    size_t removed = ends(&self, &suffix) ? suffix.length : 0;
    return mph_text_new(&self, self.data, self.length - removed);
}
MP_DEFINE_CONST_FUN_OBJ_2(mph_str_removesuffix_obj, str_removesuffix);

// ---- parts and replacements ----

static mp_obj_t partition(mp_obj_t self_in, mp_obj_t separator_in, bool backwards) {
    mph_text_t self = mph_text_of(self_in);
    mph_text_t separator = mph_text_argument(&self, separator_in, "separator");
    if (separator.length == 0) {
        mp_raise_ValueError(MP_ERROR_TEXT("empty separator"));
    }
    mp_obj_t empty = mph_text_new(&self, self.data, 0);
    mp_obj_t parts[3] = { empty, empty, empty };
    const byte *found = mph_text_find(&self, &separator, backwards);
    if (found == NULL) {
        parts[backwards ? 2 : 0] = mph_text_is_str(&self) ? self_in : mph_text_new(&self, self.data, self.length);
    } else {
        const byte *rest = found + separator.length;
        parts[0] = mph_text_new(&self, self.data, found - self.data);
        parts[1] = mph_text_new(&self, separator.data, separator.length);
        parts[2] = mph_text_new(&self, rest, self.data + self.length - rest);
    }
    return mp_obj_new_tuple(3, parts);
}

static mp_obj_t str_partition(mp_obj_t self, mp_obj_t separator) {
    return partition(self, separator, false);
}
MP_DEFINE_CONST_FUN_OBJ_2(mph_str_partition_obj, str_partition);

static mp_obj_t str_rpartition(mp_obj_t self, mp_obj_t separator) {
    return partition(self, separator, true);
}
MP_DEFINE_CONST_FUN_OBJ_2(mph_str_rpartition_obj, str_rpartition);

// An empty text is between all characters, and at both ends.
static mp_obj_t put_between(const mph_text_t *self, const mph_text_t *by, int64_t most) {
    vstr_t to;
    vstr_init(&to, self->length + by->length + 1);
    const byte *end = self->data + self->length;
    for (const byte *at = self->data; ; most--) {
        if (most > 0) {
            vstr_add_strn(&to, (const char *)by->data, by->length);
        }
        if (at >= end) {
            return mph_text_from_vstr(self, &to);
        }
        const byte *character = at;
        (void)mph_text_next(self, &at);
        vstr_add_strn(&to, (const char *)character, at - character);
    }
}

static mp_obj_t str_replace(size_t n_args, const mp_obj_t *args) {
    int64_t most = n_args > 3 ? mph_get_int64(args[3]) : -1;
    most = most < 0 ? INT64_MAX : most;
    mph_text_t self = mph_text_of(args[0]);
    mph_text_t old = mph_text_argument(&self, args[1], "replace() argument 1");
    mph_text_t by = mph_text_argument(&self, args[2], "replace() argument 2");
    if (old.length == 0) {
        return put_between(&self, &by, most);
    }
    mph_text_t rest = self;
    const byte *found = most > 0 ? mph_text_find(&rest, &old, false) : NULL;
    if (found == NULL) {
        return mph_text_is_str(&self) ? args[0] : mph_text_new(&self, self.data, self.length);
    }
    vstr_t to;
    vstr_init(&to, self.length + 1);
    for (; found != NULL; most--, found = most > 0 ? mph_text_find(&rest, &old, false) : NULL) {
        vstr_add_strn(&to, (const char *)rest.data, found - rest.data);
        vstr_add_strn(&to, (const char *)by.data, by.length);
        rest.length -= found + old.length - rest.data;
        rest.data = found + old.length;
    }
    vstr_add_strn(&to, (const char *)rest.data, rest.length);
    return mph_text_from_vstr(&self, &to);
}
MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(mph_str_replace_obj, 3, 4, str_replace);
