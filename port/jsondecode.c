// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// JSON to objects, with CPython's errors. Nesting ends by the check of the stack.
// The text is a str, which a program cannot change.

#include <string.h>

#include "py/builtin.h"
#include "py/objlist.h"
#include "py/objstr.h"
#include "py/parsenum.h"
#include "py/runtime.h"
#include "py/unicode.h"

#include "port/json.h"

typedef struct _reader_t {
    mp_obj_t text;
    const byte *start, *at, *end;
    mp_obj_t error; // the class JSONDecodeError
    mp_obj_t object_hook, object_pairs_hook; // functions, or None
    mp_obj_t parse_float, parse_int, parse_constant;
    bool strict;
} reader_t;

static mp_obj_t read_value(reader_t *reader);

// JSONDecodeError(message, text, index of the character)
static MP_NORETURN void fail(const reader_t *reader, const byte *at, const char *message) {
    size_t index = utf8_charlen(reader->start, at - reader->start);
    mp_obj_t args[3] = { mp_obj_new_str(message, strlen(message)), reader->text, mp_obj_new_int_from_uint(index) };
    nlr_raise(mp_call_function_n_kw(reader->error, 3, 0, args));
}

static void skip_space(reader_t *reader) {
    while (reader->at < reader->end && (*reader->at == ' ' || *reader->at == '\n' || *reader->at == '\r' || *reader->at == '\t')) {
        reader->at += 1;
    }
}

// Whether the next character is this one, which is taken then.
static bool take(reader_t *reader, byte c) {
    if (reader->at < reader->end && *reader->at == c) {
        reader->at += 1;
        return true;
    }
    return false;
}

static bool take_word(reader_t *reader, const char *word) {
    size_t length = strlen(word);
    if ((size_t)(reader->end - reader->at) >= length && memcmp(reader->at, word, length) == 0) {
        reader->at += length;
        return true;
    }
    return false;
}

// ---- text ----

static bool is_plain(const reader_t *reader, byte c) {
    return c != '"' && c != '\\' && (c >= 0x20 || !reader->strict);
}

// Four hexadecimal digits; -1 if they are none.
static int32_t hex4(const reader_t *reader, const byte *at) {
    int32_t value = 0;
    for (unsigned i = 0; i < 4; i++) {
        if (at + i >= reader->end || !unichar_isxdigit(at[i])) {
            return -1;
        }
        value = value << 4 | unichar_xdigit_value(at[i]);
    }
    return value;
}

static unichar read_unicode_escape(reader_t *reader, const byte *escape) {
    int32_t code = hex4(reader, reader->at);
    if (code < 0) {
        fail(reader, escape + 1, "Invalid \\uXXXX escape");
    }
    reader->at += 4;
    if (code >= 0xd800 && code < 0xdc00 && reader->end - reader->at >= 6 && reader->at[0] == '\\' && reader->at[1] == 'u') {
        int32_t low = hex4(reader, reader->at + 2);
        if (low >= 0xdc00 && low < 0xe000) {
            reader->at += 6;
            return 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
        }
    }
    // A text cannot hold half a character.
    return code >= 0xd800 && code < 0xe000 ? 0xfffd : code;
}

static unichar read_escape(reader_t *reader, const byte *begin) {
    const byte *escape = reader->at++;
    if (reader->at == reader->end) {
        fail(reader, begin, "Unterminated string starting at");
    }
    byte c = *reader->at++;
    switch (c) {
        case '"':
        case '\\':
        case '/':
            return c;
        case 'b':
            return '\b';
        case 'f':
            return '\f';
        case 'n':
            return '\n';
        case 'r':
            return '\r';
        case 't':
            return '\t';
        case 'u':
            return read_unicode_escape(reader, escape);
        default:
            fail(reader, escape, "Invalid \\escape");
    }
}

// The quote before it was taken.
static mp_obj_t read_text(reader_t *reader) {
    const byte *begin = reader->at - 1, *run = reader->at;
    vstr_t text;
    bool has_escapes = false;
    for (;;) {
        while (reader->at < reader->end && is_plain(reader, *reader->at)) {
            reader->at += 1;
        }
        if (reader->at == reader->end) {
            fail(reader, begin, "Unterminated string starting at");
        }
        if (*reader->at == '"') {
            break;
        }
        if (*reader->at != '\\') {
            fail(reader, reader->at, "Invalid control character at");
        }
        if (!has_escapes) {
            has_escapes = true;
            vstr_init(&text, 2 * (reader->at - run) + 16);
        }
        vstr_add_strn(&text, (const char *)run, reader->at - run);
        vstr_add_char(&text, read_escape(reader, begin));
        run = reader->at;
    }
    const byte *end = reader->at++;
    if (!has_escapes) {
        return mp_obj_new_str((const char *)run, end - run);
    }
    vstr_add_strn(&text, (const char *)run, end - run);
    return mp_obj_new_str_from_utf8_vstr(&text);
}

// ---- numbers ----

static bool is_digit(const reader_t *reader, const byte *at) {
    return at < reader->end && *at >= '0' && *at <= '9';
}

static mp_obj_t new_number(mp_obj_t parse, const byte *start, size_t length, bool is_float) {
    const char *text = (const char *)start;
    if (parse != mp_const_none) {
        return mp_call_function_1(parse, mp_obj_new_str(text, length));
    }
    if (is_float) {
        return mp_parse_num_float(text, length, false, NULL);
    }
    bool negative = *start == '-';
    if (length - negative <= 9) {
        mp_int_t value = 0;
        for (size_t i = negative; i < length; i++) {
            value = value * 10 + (start[i] - '0');
        }
        return mp_obj_new_int(negative ? -value : value);
    }
    return mp_parse_num_integer(text, length, 10, NULL);
}

// MP_OBJ_NULL if there is none.
static mp_obj_t read_number(reader_t *reader) {
    const byte *start = reader->at, *at = start;
    at += *at == '-';
    if (!is_digit(reader, at)) {
        return MP_OBJ_NULL;
    }
    bool zero = *at == '0', is_float = false;
    for (at += 1; !zero && is_digit(reader, at); ) {
        at += 1;
    }
    if (at < reader->end && *at == '.' && is_digit(reader, at + 1)) {
        is_float = true;
        for (at += 2; is_digit(reader, at); ) {
            at += 1;
        }
    }
    if (at < reader->end && (*at == 'e' || *at == 'E')) {
        const byte *exponent = at + 1;
        exponent += exponent < reader->end && (*exponent == '+' || *exponent == '-');
        if (is_digit(reader, exponent)) {
            is_float = true;
            for (at = exponent; is_digit(reader, at); ) {
                at += 1;
            }
        }
    }
    reader->at = at;
    return new_number(is_float ? reader->parse_float : reader->parse_int, start, at - start, is_float);
}

static mp_obj_t constant(const reader_t *reader, const char *name, double value) {
    if (reader->parse_constant != mp_const_none) {
        return mp_call_function_1(reader->parse_constant, mp_obj_new_str(name, strlen(name)));
    }
    return mp_obj_new_float(value);
}

// ---- containers ----

static mp_obj_t read_array(reader_t *reader) {
    mp_obj_t list = mp_obj_new_list(0, NULL);
    skip_space(reader);
    if (take(reader, ']')) {
        return list;
    }
    for (;;) {
        mp_obj_list_append(list, read_value(reader));
        skip_space(reader);
        if (take(reader, ']')) {
            return list;
        }
        if (!take(reader, ',')) {
            fail(reader, reader->at, "Expecting ',' delimiter");
        }
        skip_space(reader);
    }
}

static mp_obj_t read_object(reader_t *reader) {
    bool as_pairs = reader->object_pairs_hook != mp_const_none;
    mp_obj_t object = as_pairs ? mp_obj_new_list(0, NULL) : mp_obj_new_dict(0);
    skip_space(reader);
    bool done = take(reader, '}');
    while (!done) {
        if (!take(reader, '"')) {
            fail(reader, reader->at, "Expecting property name enclosed in double quotes");
        }
        mp_obj_t key = read_text(reader);
        skip_space(reader);
        if (!take(reader, ':')) {
            fail(reader, reader->at, "Expecting ':' delimiter");
        }
        skip_space(reader);
        mp_obj_t pair[2] = { key, read_value(reader) };
        if (as_pairs) {
            mp_obj_list_append(object, mp_obj_new_tuple(2, pair));
        } else {
            mp_obj_dict_store(object, key, pair[1]);
        }
        skip_space(reader);
        done = take(reader, '}');
        if (!done) {
            if (!take(reader, ',')) {
                fail(reader, reader->at, "Expecting ',' delimiter");
            }
            skip_space(reader);
        }
    }
    mp_obj_t hook = as_pairs ? reader->object_pairs_hook : reader->object_hook;
    return hook == mp_const_none ? object : mp_call_function_1(hook, object);
}

static mp_obj_t read_value(reader_t *reader) {
    if (reader->at == reader->end) {
        fail(reader, reader->at, "Expecting value");
    }
    switch (*reader->at) {
        case '"':
            reader->at += 1;
            return read_text(reader);
        case '{':
            reader->at += 1;
            return read_object(reader);
        case '[':
            reader->at += 1;
            return read_array(reader);
    }
    mp_obj_t number = read_number(reader);
    if (number != MP_OBJ_NULL) {
        return number;
    }
    if (take_word(reader, "null")) {
        return mp_const_none;
    }
    if (take_word(reader, "true")) {
        return mp_const_true;
    }
    if (take_word(reader, "false")) {
        return mp_const_false;
    }
    if (take_word(reader, "NaN")) {
        return constant(reader, "NaN", __builtin_nan(""));
    }
    if (take_word(reader, "Infinity")) {
        return constant(reader, "Infinity", __builtin_inf());
    }
    if (take_word(reader, "-Infinity")) {
        return constant(reader, "-Infinity", -__builtin_inf());
    }
    fail(reader, reader->at, "Expecting value");
}

// decode(error, text, start, strict, object_hook, object_pairs_hook, parse_float,
// parse_int, parse_constant): without `start` the value of the whole text; else a
// tuple of the value that starts there and of where it ends.
static mp_obj_t json_decode(size_t n_args, const mp_obj_t *args) {
    size_t length;
    const byte *bytes = (const byte *)mp_obj_str_get_data(args[1], &length);
    mp_obj_t start = n_args > 2 ? args[2] : mp_const_none;
    reader_t reader = {
        .text = args[1],
        .start = bytes,
        .at = bytes,
        .end = bytes + length,
        .error = args[0],
        .strict = n_args <= 3 || mp_obj_is_true(args[3]),
        .object_hook = n_args > 4 ? args[4] : mp_const_none,
        .object_pairs_hook = n_args > 5 ? args[5] : mp_const_none,
        .parse_float = n_args > 6 ? args[6] : mp_const_none,
        .parse_int = n_args > 7 ? args[7] : mp_const_none,
        .parse_constant = n_args > 8 ? args[8] : mp_const_none,
    };
    if (start != mp_const_none) {
        mp_int_t index = mp_obj_get_int(start);
        while (index > 0 && reader.at < reader.end) {
            reader.at = utf8_next_char(reader.at);
            index -= 1;
        }
        mp_obj_t result[2] = { read_value(&reader), mp_obj_new_int_from_uint(utf8_charlen(bytes, reader.at - bytes)) };
        return mp_obj_new_tuple(2, result);
    }
    if (length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) {
        fail(&reader, bytes, "Unexpected UTF-8 BOM (decode using utf-8-sig)");
    }
    skip_space(&reader);
    mp_obj_t value = read_value(&reader);
    skip_space(&reader);
    if (reader.at != reader.end) {
        fail(&reader, reader.at, "Extra data");
    }
    return value;
}
MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(mph_json_decode_obj, 2, 9, json_decode);
