// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The type str, in place of upstream's: how it prints, what is in it at a place,
// and what goes over it. Its methods are upstream's (py/objstr.c) and ours
// (strtables.h).
//
// A text is UTF-8. Whether each of its characters has one byte, the text knows from
// when it was made; then a character is found at once.

#include "py/objstr.h"
#include "py/runtime.h"
#include "py/unicode.h"

#include "port/number.h"
#include "port/raise.h"
#include "port/slice.h"
#include "port/text.h"
#include "port/unicode.h"

// ---- characters ----

static const byte *forward(const byte *at, size_t characters) {
    for (; characters > 0; characters--) {
        at = utf8_next_char(at); // a NUL byte is behind the text
    }
    return at;
}

static const byte *backward(const byte *at, size_t characters) {
    for (; characters > 0; characters--) {
        do {
            at -= 1;
        } while (UTF8_IS_CONT(*at));
    }
    return at;
}

// The few of ASCII have one object each.
mp_obj_t mph_str_of_character(const byte *character, size_t bytes) {
    return bytes == 1 ? mp_obj_new_str_via_qstr((const char *)character, 1) : mp_obj_new_str_of_type(&mp_type_str, character, bytes);
}

size_t mph_str_length(mp_obj_t text) {
    GET_STR_DATA_LEN(text, data, bytes);
    return mph_str_is_ascii(text) ? bytes : utf8_charlen(data, bytes);
}

// For upstream's methods: where a bound of what they search in lies.
const byte *str_index_to_ptr(const mp_obj_type_t *type, const byte *data, size_t bytes, mp_obj_t index, bool is_slice) {
    if (type != &mp_type_str) {
        return data + mp_get_index(type, bytes, index, is_slice);
    }
    size_t length = utf8_charlen(data, bytes);
    size_t at = mp_get_index(type, length, index, is_slice);
    return length == bytes ? data + at : forward(data, at);
}

static mp_obj_t character_at(mp_obj_t self, mp_obj_t index) {
    GET_STR_DATA_LEN(self, data, bytes);
    int64_t at;
    mph_fit_t fit = mph_fit_int64(index, &at);
    if (fit == MPH_NO_INTEGER) {
        mph_raise(&mp_type_TypeError, "string indices must be integers, not '%t'", index);
    }
    size_t length = mph_str_length(self);
    at += fit == MPH_FITS && at < 0 ? length : 0;
    if (at < 0 || at >= (int64_t)length) {
        mp_raise_msg(&mp_type_IndexError, MP_ERROR_TEXT("string index out of range"));
    }
    const byte *character = length == bytes ? data + at : forward(data, at);
    return mph_str_of_character(character, utf8_next_char(character) - character);
}

// ---- slices ----

static mp_obj_t of_bytes(const byte *text, mph_slice_t slice) {
    vstr_t taken;
    vstr_init_len(&taken, slice.count);
    mph_slice_copy(taken.buf, text, 1, slice);
    return mp_obj_new_str_from_utf8_vstr(&taken);
}

static mp_obj_t of_characters(const byte *text, mph_slice_t slice) {
    vstr_t taken;
    vstr_init(&taken, slice.count);
    const byte *character = forward(text, slice.start);
    for (size_t left = slice.count; left > 0; left--) {
        vstr_add_strn(&taken, (const char *)character, utf8_next_char(character) - character);
        if (left > 1) {
            character = slice.step > 0 ? forward(character, slice.step) : backward(character, -slice.step);
        }
    }
    return mp_obj_new_str_from_utf8_vstr(&taken);
}

static mp_obj_t slice_of(mp_obj_t self, mp_obj_t index) {
    GET_STR_DATA_LEN(self, text, bytes);
    size_t length = mph_str_length(self);
    mph_slice_t slice = mph_slice_of(index, &length);
    if (slice.count == 0) {
        return MP_OBJ_NEW_QSTR(MP_QSTR_);
    }
    if (slice.step != 1 && slice.count > 1) {
        return length == bytes ? of_bytes(text, slice) : of_characters(text, slice);
    }
    if (slice.count == length) {
        return self;
    }
    const byte *start = length == bytes ? text + slice.start : forward(text, slice.start);
    const byte *end = length == bytes ? start + slice.count : forward(start, slice.count);
    return mp_obj_new_str_of_type(&mp_type_str, start, end - start);
}

static mp_obj_t str_subscr(mp_obj_t self, mp_obj_t index, mp_obj_t value) {
    if (value != MP_OBJ_SENTINEL) {
        return MP_OBJ_NULL; // op not supported
    }
    return mp_obj_is_type(index, &mp_type_slice) ? slice_of(self, index) : character_at(self, index);
}

// ---- text ----

static void print_escaped(const mp_print_t *print, unichar c) {
    switch (c) {
        case '\n':
            mp_print_str(print, "\\n");
            break;
        case '\r':
            mp_print_str(print, "\\r");
            break;
        case '\t':
            mp_print_str(print, "\\t");
            break;
        default:
            mp_printf(print, c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", (unsigned)c);
            break;
    }
}

void mph_str_print_quoted(const mp_print_t *print, const byte *text, size_t bytes, bool ascii_only) {
    bool has_single = false, has_double = false;
    for (size_t i = 0; i < bytes; i++) {
        has_single |= text[i] == '\'';
        has_double |= text[i] == '"';
    }
    char quote = has_single && !has_double ? '"' : '\'';
    mp_print_strn(print, &quote, 1, 0, 0, 0);
    const byte *end = text + bytes, *printed = text;
    for (const byte *at = text; at < end; ) {
        const byte *next = utf8_next_char(at);
        unichar c = utf8_get_char(at);
        bool has_slash = c == (unichar)quote || c == '\\';
        bool is_escaped = ascii_only ? c < ' ' || c >= 0x7f : !mph_is_printable(c);
        if (has_slash || is_escaped) {
            print->print_strn(print->data, (const char *)printed, at - printed);
            printed = has_slash ? at : next;
            if (has_slash) {
                mp_print_str(print, "\\");
            } else {
                print_escaped(print, c);
            }
        }
        at = next;
    }
    print->print_strn(print->data, (const char *)printed, end - printed);
    mp_print_strn(print, &quote, 1, 0, 0, 0);
}

void mph_add_ascii(vstr_t *to, const byte *text, size_t bytes) {
    mp_print_t print = { to, (mp_print_strn_t)vstr_add_strn };
    for (const byte *at = text, *end = text + bytes; at < end; at = utf8_next_char(at)) {
        unichar c = utf8_get_char(at);
        if (c < 0x80) {
            vstr_add_byte(to, c);
        } else {
            print_escaped(&print, c);
        }
    }
}

static void str_print(const mp_print_t *print, mp_obj_t self, mp_print_kind_t kind) {
    GET_STR_DATA_LEN(self, text, bytes);
    if (kind == PRINT_JSON) {
        mp_str_print_json(print, text, bytes);
    } else if (kind == PRINT_STR) {
        print->print_strn(print->data, (const char *)text, bytes);
    } else {
        mph_str_print_quoted(print, text, bytes, false);
    }
}

// ---- going over it ----

typedef struct _iterator_t {
    mp_obj_base_t base;
    mp_fun_1_t iternext;
    mp_obj_t text;
    size_t at;
} iterator_t;
_Static_assert(sizeof(iterator_t) <= sizeof(mp_obj_iter_buf_t), "an iterator must fit where it is made");

static mp_obj_t str_iternext(mp_obj_t self_in) {
    iterator_t *self = MP_OBJ_TO_PTR(self_in);
    GET_STR_DATA_LEN(self->text, text, bytes);
    if (self->at >= bytes) {
        return MP_OBJ_STOP_ITERATION;
    }
    const byte *character = text + self->at;
    size_t width = utf8_next_char(character) - character;
    self->at += width;
    return mph_str_of_character(character, width);
}

static mp_obj_t str_getiter(mp_obj_t text, mp_obj_iter_buf_t *buffer) {
    iterator_t *iterator = (iterator_t *)buffer;
    *iterator = (iterator_t) { { &mp_type_polymorph_iter }, str_iternext, text, 0 };
    return MP_OBJ_FROM_PTR(iterator);
}

// ---- the type ----

static mp_obj_t str_unary_op(mp_unary_op_t op, mp_obj_t self) {
    switch (op) {
        case MP_UNARY_OP_BOOL: {
            GET_STR_LEN(self, bytes);
            return mp_obj_new_bool(bytes != 0);
        }
        case MP_UNARY_OP_LEN:
            return MP_OBJ_NEW_SMALL_INT(mph_str_length(self));
        default:
            return MP_OBJ_NULL; // op not supported
    }
}

MP_DEFINE_CONST_OBJ_TYPE(
    mp_type_str,
    MP_QSTR_str,
    MP_TYPE_FLAG_ITER_IS_GETITER,
    make_new, mp_obj_str_make_new,
    print, str_print,
    unary_op, str_unary_op,
    binary_op, mp_obj_str_binary_op,
    subscr, str_subscr,
    iter, str_getiter,
    buffer, mp_obj_str_get_buffer,
    locals_dict, &mp_obj_str_locals_dict
    );
