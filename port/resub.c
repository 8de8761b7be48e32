// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What is done to a whole text with a regular expression: findall, finditer, split,
// sub and subn; and the templates of the last two.

#include <string.h>

#include "py/builtin.h"
#include "py/objlist.h"
#include "py/objstr.h"
#include "py/objtuple.h"
#include "py/unicode.h"

#include "port/re.h"

// Adds bytes; doubles what it has when it is full.
static void add(vstr_t *out, const byte *bytes, size_t length) {
    if (out->len + length > out->alloc) {
        vstr_hint_size(out, out->len + length);
    }
    memcpy(out->buf + out->len, bytes, length);
    out->len += length;
}

static re_scan_t scan_of(size_t n_args, const mp_obj_t *args, mp_map_t *keywords) {
    static const mp_arg_t allowed[] = {
        { MP_QSTR_string, MP_ARG_REQUIRED | MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
        { MP_QSTR_pos, MP_ARG_OBJ, { .u_obj = MP_OBJ_NULL } },
        { MP_QSTR_endpos, MP_ARG_OBJ, { .u_obj = MP_OBJ_NULL } },
    };
    mp_arg_val_t values[3];
    mp_arg_parse_all(n_args - 1, args + 1, keywords, 3, allowed, values);
    return mph_re_scan(args[0], values[0].u_obj, values[1].u_obj, values[2].u_obj);
}

// ---- findall, finditer ----

static mp_obj_t found(const re_scan_t *scan, mp_obj_t empty) {
    size_t n_groups = scan->pattern->n_groups;
    if (n_groups <= 1) {
        return mph_re_group(scan->pattern, scan->text, scan->bytes, scan->slots, n_groups, empty);
    }
    mp_obj_tuple_t *groups = MP_OBJ_TO_PTR(mp_obj_new_tuple(n_groups, NULL));
    for (size_t i = 0; i < n_groups; i++) {
        groups->items[i] = mph_re_group(scan->pattern, scan->text, scan->bytes, scan->slots, i + 1, empty);
    }
    return MP_OBJ_FROM_PTR(groups);
}

static mp_obj_t pattern_findall(size_t n_args, const mp_obj_t *args, mp_map_t *keywords) {
    re_scan_t scan = scan_of(n_args, args, keywords);
    mp_obj_t empty = mph_re_piece(scan.text, scan.bytes, 0, 0);
    mp_obj_t list = mp_obj_new_list(0, NULL);
    while (mph_re_scan_next(&scan, RE_SOMEWHERE)) {
        mp_obj_list_append(list, found(&scan, empty));
    }
    return list;
}
MP_DEFINE_CONST_FUN_OBJ_KW(mph_re_pattern_findall_obj, 1, pattern_findall);

typedef struct _finder_t {
    mp_obj_base_t base;
    re_scan_t scan;
} finder_t;

static mp_obj_t finder_next(mp_obj_t self_in) {
    finder_t *self = MP_OBJ_TO_PTR(self_in);
    re_scan_t *scan = &self->scan;
    if (!mph_re_scan_next(scan, RE_SOMEWHERE)) {
        return MP_OBJ_STOP_ITERATION;
    }
    if (!scan->pattern->program.is_bytes) {
        uint32_t start = scan->slots[0];
        scan->known_char += utf8_charlen(scan->bytes + scan->known_byte, start - scan->known_byte);
        scan->known_byte = start;
    }
    return mph_re_new_match(scan);
}

static MP_DEFINE_CONST_OBJ_TYPE(type_finder, MP_QSTR_callable_iterator, MP_TYPE_FLAG_ITER_IS_ITERNEXT, iter, finder_next);

static mp_obj_t pattern_finditer(size_t n_args, const mp_obj_t *args, mp_map_t *keywords) {
    re_scan_t scan = scan_of(n_args, args, keywords);
    finder_t *self = mp_obj_malloc(finder_t, &type_finder);
    self->scan = scan;
    return MP_OBJ_FROM_PTR(self);
}
MP_DEFINE_CONST_FUN_OBJ_KW(mph_re_pattern_finditer_obj, 1, pattern_finditer);

// ---- split ----

static mp_obj_t pattern_split(size_t n_args, const mp_obj_t *args, mp_map_t *keywords) {
    static const mp_arg_t allowed[] = {
        { MP_QSTR_string, MP_ARG_REQUIRED | MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
        { MP_QSTR_maxsplit, MP_ARG_INT, { .u_int = 0 } },
    };
    mp_arg_val_t values[2];
    mp_arg_parse_all(n_args - 1, args + 1, keywords, 2, allowed, values);
    re_scan_t scan = mph_re_scan(args[0], values[0].u_obj, MP_OBJ_NULL, MP_OBJ_NULL);
    mp_int_t left = values[1].u_int;
    mp_obj_t list = mp_obj_new_list(0, NULL);
    uint32_t last = 0;
    while ((values[1].u_int == 0 || left-- > 0) && mph_re_scan_next(&scan, RE_SOMEWHERE)) {
        mp_obj_list_append(list, mph_re_piece(scan.text, scan.bytes, last, scan.slots[0]));
        for (size_t i = 1; i <= scan.pattern->n_groups; i++) {
            mp_obj_list_append(list, mph_re_group(scan.pattern, scan.text, scan.bytes, scan.slots, i, mp_const_none));
        }
        last = scan.slots[1];
    }
    mp_obj_list_append(list, mph_re_piece(scan.text, scan.bytes, last, scan.end));
    return list;
}
MP_DEFINE_CONST_FUN_OBJ_KW(mph_re_pattern_split_obj, 1, pattern_split);

// ---- templates ----

static void add_group(vstr_t *out, const byte *bytes, const uint32_t *slots, size_t group) {
    uint32_t start = slots[2 * group], end = slots[2 * group + 1];
    if (start != RE_UNSET && end != RE_UNSET && start < end) {
        add(out, bytes + start, end - start);
    }
}

typedef struct _template_t {
    mp_obj_t text;
    const byte *bytes, *at, *end;
    const re_pattern_t *pattern;
} template_t;

static MP_NORETURN void fail(const template_t *template, const byte *at, const char *message) {
    mph_re_error(template->text, message, at - template->bytes);
}

static bool is_digit(const template_t *template, const byte *at) {
    return at < template->end && *at >= '0' && *at <= '9';
}

static bool is_octal(const template_t *template, const byte *at) {
    return at < template->end && *at >= '0' && *at <= '7';
}

static size_t check_group(const template_t *template, const byte *at, size_t group) {
    if (group > template->pattern->n_groups) {
        vstr_t message;
        vstr_init(&message, 32);
        vstr_printf(&message, "invalid group reference %u", (unsigned)group);
        fail(template, at, vstr_null_terminated_str(&message));
    }
    return group;
}

// \g<name>, after the `g`.
static size_t take_named(template_t *template) {
    if (template->at == template->end || *template->at != '<') {
        fail(template, template->at, "missing <");
    }
    const byte *start = template->at + 1;
    const byte *close = memchr(start, '>', template->end - start);
    if (close == NULL || close == start) {
        fail(template, start, close == start || start == template->end ? "missing group name" : "missing >, unterminated name");
    }
    template->at = close + 1;
    size_t group = 0;
    bool number = true;
    for (const byte *at = start; at < close; at++) {
        number = number && is_digit(template, at);
        group = number && group < 1000000 ? group * 10 + (*at - '0') : group;
    }
    if (number) {
        return check_group(template, start, group);
    }
    mp_obj_t name = mp_obj_new_str((const char *)start, close - start);
    mp_map_elem_t *entry = mp_map_lookup(&((mp_obj_dict_t *)MP_OBJ_TO_PTR(template->pattern->names))->map, name, MP_MAP_LOOKUP);
    if (entry == NULL) {
        mp_raise_msg_varg(&mp_type_IndexError, MP_ERROR_TEXT("unknown group name '%s'"), mp_obj_str_get_str(name));
    }
    return MP_OBJ_SMALL_INT_VALUE(entry->value);
}

static void add_code(vstr_t *out, const template_t *template, unsigned code) {
    if (code < 128 || template->pattern->program.is_bytes) {
        vstr_add_byte(out, code);
    } else {
        vstr_add_char(out, code);
    }
}

// An escape, after its backslash.
static void expand_escape(vstr_t *out, template_t *template, const byte *bytes, const uint32_t *slots) {
    static const char letters[] = "abfnrtv\\";
    static const char meanings[] = "\a\b\f\n\r\t\v\\";
    const byte *start = template->at - 1;
    if (template->at == template->end) {
        fail(template, start, "bad escape (end of pattern)");
    }
    byte c = *template->at++;
    const char *letter = memchr(letters, c, sizeof(letters) - 1);
    if (c == 'g') {
        add_group(out, bytes, slots, take_named(template));
    } else if (c == '0' || (is_octal(template, template->at - 1) && is_octal(template, template->at) && is_octal(template, template->at + 1))) {
        unsigned code = c - '0';
        for (unsigned i = 0; i < 2 && is_octal(template, template->at); i++) {
            code = code * 8 + (*template->at++ - '0');
        }
        if (code > 0377) {
            fail(template, start, "octal escape value outside of range 0-0o377");
        }
        add_code(out, template, code);
    } else if (c >= '1' && c <= '9') {
        size_t group = c - '0';
        if (is_digit(template, template->at)) {
            group = group * 10 + (*template->at++ - '0');
        }
        add_group(out, bytes, slots, check_group(template, start + 1, group));
    } else if (letter != NULL) {
        vstr_add_byte(out, meanings[letter - letters]);
    } else if (c < 128 && unichar_isalpha(c)) {
        char message[] = "bad escape \\x";
        message[sizeof(message) - 2] = c;
        fail(template, start, message);
    } else {
        add(out, start, 2);
    }
}

void mph_re_expand(vstr_t *out, mp_obj_t text, const re_pattern_t *pattern, const byte *bytes, const uint32_t *slots) {
    size_t length;
    const byte *start = (const byte *)mp_obj_str_get_data(text, &length);
    template_t template = { text, start, start, start + length, pattern };
    while (template.at < template.end) {
        const byte *backslash = memchr(template.at, '\\', template.end - template.at);
        const byte *plain_end = backslash == NULL ? template.end : backslash;
        add(out, template.at, plain_end - template.at);
        template.at = plain_end;
        if (backslash != NULL) {
            template.at += 1;
            expand_escape(out, &template, bytes, slots);
        }
    }
}

// ---- sub ----

typedef struct _replacement_t {
    mp_obj_t value; // a function, or a text
    bool is_function;
    bool is_plain; // a text without escapes
} replacement_t;

static replacement_t replacement_of(const re_pattern_t *pattern, mp_obj_t value) {
    replacement_t replacement = { .value = value, .is_function = mp_obj_is_callable(value) };
    if (!replacement.is_function) {
        if (pattern->program.is_bytes ? !mp_obj_is_type(value, &mp_type_bytes) : !mp_obj_is_str(value)) {
            mp_raise_msg_varg(&mp_type_TypeError, MP_ERROR_TEXT("expected %s as replacement, not '%s'"),
                pattern->program.is_bytes ? "bytes" : "str", mp_obj_get_type_str(value));
        }
        size_t length;
        const char *text = mp_obj_str_get_data(value, &length);
        replacement.is_plain = memchr(text, '\\', length) == NULL;
    }
    return replacement;
}

static void add_text(vstr_t *out, const re_pattern_t *pattern, mp_obj_t text) {
    if (text == mp_const_none) {
        return; // CPython takes this for nothing
    }
    if (pattern->program.is_bytes ? !mp_obj_is_type(text, &mp_type_bytes) : !mp_obj_is_str(text)) {
        mp_raise_msg_varg(&mp_type_TypeError, MP_ERROR_TEXT("expected %s instance, %s found"),
            pattern->program.is_bytes ? "a bytes-like object" : "str", mp_obj_get_type_str(text));
    }
    size_t length;
    const char *bytes = mp_obj_str_get_data(text, &length);
    add(out, (const byte *)bytes, length);
}

static void add_replacement(vstr_t *out, const re_scan_t *scan, const replacement_t *replacement) {
    if (replacement->is_function) {
        add_text(out, scan->pattern, mp_call_function_1(replacement->value, mph_re_new_match(scan)));
    } else if (replacement->is_plain) {
        add_text(out, scan->pattern, replacement->value);
    } else {
        mph_re_expand(out, replacement->value, scan->pattern, scan->bytes, scan->slots);
    }
}

// The text with replacements, and how many there are.
static mp_obj_t substitute(size_t n_args, const mp_obj_t *args, mp_map_t *keywords, size_t *count) {
    static const mp_arg_t allowed[] = {
        { MP_QSTR_repl, MP_ARG_REQUIRED | MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
        { MP_QSTR_string, MP_ARG_REQUIRED | MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
        { MP_QSTR_count, MP_ARG_INT, { .u_int = 0 } },
    };
    mp_arg_val_t values[3];
    mp_arg_parse_all(n_args - 1, args + 1, keywords, 3, allowed, values);
    re_scan_t scan = mph_re_scan(args[0], values[1].u_obj, MP_OBJ_NULL, MP_OBJ_NULL);
    replacement_t replacement = replacement_of(scan.pattern, values[0].u_obj);
    size_t most = values[2].u_int <= 0 ? SIZE_MAX : (size_t)values[2].u_int;
    vstr_t out;
    uint32_t last = 0;
    *count = 0;
    while (*count < most && mph_re_scan_next(&scan, RE_SOMEWHERE)) {
        if ((*count)++ == 0) {
            vstr_init(&out, scan.end + 16);
        }
        add(&out, scan.bytes + last, scan.slots[0] - last);
        last = scan.slots[1];
        add_replacement(&out, &scan, &replacement);
    }
    if (*count == 0) {
        return scan.text;
    }
    add(&out, scan.bytes + last, scan.end - last);
    return scan.pattern->program.is_bytes ? mp_obj_new_bytes_from_vstr(&out) : mp_obj_new_str_from_utf8_vstr(&out);
}

static mp_obj_t pattern_sub(size_t n_args, const mp_obj_t *args, mp_map_t *keywords) {
    size_t count;
    return substitute(n_args, args, keywords, &count);
}
MP_DEFINE_CONST_FUN_OBJ_KW(mph_re_pattern_sub_obj, 1, pattern_sub);

static mp_obj_t pattern_subn(size_t n_args, const mp_obj_t *args, mp_map_t *keywords) {
    size_t count;
    mp_obj_t text = substitute(n_args, args, keywords, &count);
    mp_obj_t result[2] = { text, mp_obj_new_int_from_uint(count) };
    return mp_obj_new_tuple(2, result);
}
MP_DEFINE_CONST_FUN_OBJ_KW(mph_re_pattern_subn_obj, 1, pattern_subn);
