// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// str.format() and str.format_map().

#include <string.h>

#include "py/objlist.h"
#include "py/objtuple.h"
#include "py/runtime.h"
#include "py/unicode.h"

#include "port/format.h"
#include "port/raise.h"
#include "port/strmethods.h"
#include "port/text.h"

#define MOST_NESTED (2) // a field in the specification of a field

typedef struct _source_t {
    size_t n_args;
    const mp_obj_t *args;
    mp_map_t *kwargs;
    mp_obj_t mapping; // of format_map(), or MP_OBJ_NULL
    int next;         // by its number; -1 once numbers were given
} source_t;

// A part of the pattern, which is a str and so stays where it is.
typedef struct _part_t {
    const char *at;
    const char *end;
} part_t;

static MP_NORETURN void raise_value(const char *message) {
    mph_raise(&mp_type_ValueError, "%s", message);
}

// ---- which value ----

static mp_obj_t argument(const source_t *source, int64_t number) {
    if (source->mapping != MP_OBJ_NULL) {
        raise_value("Format string contains positional fields");
    }
    if (number >= (int64_t)source->n_args) {
        mph_raise(&mp_type_IndexError, "Replacement index %u out of range for positional args tuple", (unsigned)number);
    }
    return source->args[number];
}

static mp_obj_t named(const source_t *source, mp_obj_t name) {
    if (source->mapping != MP_OBJ_NULL) {
        return mp_obj_subscr(source->mapping, name, MP_OBJ_SENTINEL);
    }
    mp_map_elem_t *found = source->kwargs != NULL ? mp_map_lookup(source->kwargs, name, MP_MAP_LOOKUP) : NULL;
    if (found == NULL) {
        mp_raise_type_arg(&mp_type_KeyError, name);
    }
    return found->value;
}

// The digits of a text as a number, or -1 where it is none.
static int64_t number_in(part_t text) {
    int64_t number = 0;
    for (const char *at = text.at; at < text.end; at++) {
        if (!unichar_isdigit(*at)) {
            return -1;
        }
        number = 10 * number + (*at - '0');
        if (number > INT32_MAX) {
            raise_value("Too many decimal digits in format string");
        }
    }
    return text.at < text.end ? number : -1;
}

static mp_obj_t str_of(part_t text) {
    return mp_obj_new_str_via_qstr(text.at, text.end - text.at);
}

static part_t until(part_t *text, const char *stops) {
    part_t found = { text->at, text->at };
    while (text->at < text->end && strchr(stops, *text->at) == NULL) {
        text->at += 1;
    }
    found.end = text->at;
    return found;
}

// `0`, `name`, `name.attribute[index]`, or nothing for the next one.
static mp_obj_t value_of(source_t *source, part_t field) {
    part_t name = until(&field, ".[");
    int64_t number = number_in(name);
    mp_obj_t value;
    if (number >= 0) {
        if (source->next > 0) {
            raise_value("cannot switch from automatic field numbering to manual field specification");
        }
        source->next = -1;
        value = argument(source, number);
    } else if (name.at == name.end) {
        if (source->next < 0) {
            raise_value("cannot switch from manual field specification to automatic field numbering");
        }
        value = argument(source, source->next++);
    } else {
        value = named(source, str_of(name));
    }
    while (field.at < field.end) {
        bool is_index = *field.at++ == '[';
        part_t part = until(&field, is_index ? "]" : ".[");
        if (part.at == part.end) {
            raise_value("Empty attribute in format string");
        }
        if (!is_index) {
            value = mp_load_attr(value, qstr_from_strn(part.at, part.end - part.at));
            continue;
        }
        if (field.at == field.end) {
            raise_value("Missing ']' in format string");
        }
        field.at += 1;
        if (field.at < field.end && *field.at != '.' && *field.at != '[') {
            raise_value("Only '.' or '[' may follow ']' in format field specifier");
        }
        number = number_in(part);
        value = mp_obj_subscr(value, number >= 0 ? mp_obj_new_int(number) : str_of(part), MP_OBJ_SENTINEL);
    }
    return value;
}

// ---- the pattern ----

static void add_formatted(vstr_t *to, source_t *source, part_t pattern, int nested);

static mp_obj_t converted(mp_obj_t value, char how) {
    vstr_t text;
    mp_print_t print;
    vstr_init_print(&text, 16, &print);
    mp_obj_print_helper(&print, value, how == 's' ? PRINT_STR : PRINT_REPR);
    if (how != 'a') {
        return mp_obj_new_str_from_utf8_vstr(&text);
    }
    vstr_t ascii;
    vstr_init(&ascii, text.len + 1);
    mph_add_ascii(&ascii, (const byte *)text.buf, text.len);
    return mp_obj_new_str_from_utf8_vstr(&ascii);
}

// From behind a `{` to behind its `}`.
static void add_field(vstr_t *to, source_t *source, part_t *pattern, int nested) {
    part_t field = { pattern->at, NULL };
    unsigned open_brackets = 0;
    while (pattern->at < pattern->end && (open_brackets > 0 || strchr("!:}{", *pattern->at) == NULL)) {
        open_brackets += *pattern->at == '[';
        open_brackets -= *pattern->at == ']' && open_brackets > 0;
        pattern->at += 1;
    }
    if (pattern->at == pattern->end) {
        raise_value("expected '}' before end of string");
    }
    if (*pattern->at == '{') {
        raise_value("unexpected '{' in field name");
    }
    field.end = pattern->at;
    char how = 0;
    if (*pattern->at == '!') {
        pattern->at += 1;
        if (pattern->at == pattern->end) {
            raise_value("end of string while looking for conversion specifier");
        }
        how = *pattern->at++;
        if (pattern->at == pattern->end) {
            raise_value("unmatched '{' in format spec");
        }
        if (*pattern->at != ':' && *pattern->at != '}') {
            raise_value("expected ':' after conversion specifier");
        }
    }
    part_t spec = { pattern->at, pattern->at };
    if (*pattern->at == ':') {
        spec.at = ++pattern->at;
        for (unsigned open = 1; ; pattern->at++) {
            if (pattern->at == pattern->end) {
                raise_value("unmatched '{' in format spec");
            }
            open += *pattern->at == '{';
            open -= *pattern->at == '}';
            if (open == 0) {
                break;
            }
        }
        spec.end = pattern->at;
    }
    pattern->at += 1;

    mp_obj_t value = value_of(source, field);
    if (how != 0) {
        if (how != 'r' && how != 's' && how != 'a') {
            char shown[] = { how, 0 };
            mph_raise(&mp_type_ValueError, "Unknown conversion specifier %s", shown);
        }
        value = converted(value, how);
    }
    if (memchr(spec.at, '{', spec.end - spec.at) == NULL) {
        mph_format(to, value, (const byte *)spec.at, spec.end - spec.at);
        return;
    }
    vstr_t expanded;
    vstr_init(&expanded, 16);
    add_formatted(&expanded, source, spec, nested + 1);
    mph_format(to, value, (const byte *)expanded.buf, expanded.len);
    vstr_clear(&expanded);
}

static void add_formatted(vstr_t *to, source_t *source, part_t pattern, int nested) {
    if (nested > MOST_NESTED) {
        raise_value("Max string recursion exceeded");
    }
    while (pattern.at < pattern.end) {
        const char *start = pattern.at;
        (void)until(&pattern, "{}");
        vstr_add_strn(to, start, pattern.at - start);
        if (pattern.at == pattern.end) {
            return;
        }
        char brace = *pattern.at++;
        if (pattern.at < pattern.end && *pattern.at == brace) {
            vstr_add_byte(to, brace);
            pattern.at += 1;
        } else if (brace == '}') {
            raise_value("Single '}' encountered in format string");
        } else if (pattern.at == pattern.end) {
            raise_value("Single '{' encountered in format string");
        } else {
            add_field(to, source, &pattern, nested);
        }
    }
}

static mp_obj_t formatted(mp_obj_t pattern, source_t *source) {
    GET_STR_DATA_LEN(pattern, text, length);
    vstr_t to;
    vstr_init(&to, length + 16);
    add_formatted(&to, source, (part_t) { (const char *)text, (const char *)text + length }, 1);
    return mp_obj_new_str_from_utf8_vstr(&to);
}

mp_obj_t mp_obj_str_format(size_t n_args, const mp_obj_t *args, mp_map_t *kwargs) {
    source_t source = { n_args - 1, args + 1, kwargs, MP_OBJ_NULL, 0 };
    return formatted(args[0], &source);
}
MP_DEFINE_CONST_FUN_OBJ_KW(mph_str_format_obj, 1, mp_obj_str_format);

static mp_obj_t str_format_map(mp_obj_t self, mp_obj_t mapping) {
    source_t source = { 0, NULL, NULL, mapping, 0 };
    return formatted(self, &source);
}
MP_DEFINE_CONST_FUN_OBJ_2(mph_str_format_map_obj, str_format_map);
