// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The operator % of str and bytes.

#include <math.h>
#include <string.h>

#include "py/objint.h"
#include "py/objtuple.h"
#include "py/runtime.h"
#include "py/unicode.h"

#include "port/format.h"
#include "port/number.h"
#include "port/raise.h"
#include "port/text.h"

typedef struct _values_t {
    mp_obj_t all;
    size_t count;
    const mp_obj_t *items;
    size_t next;
    bool is_mapping_used;
} values_t;

static mp_obj_t next_value(values_t *values) {
    if (values->next == values->count) {
        mp_raise_TypeError(MP_ERROR_TEXT("not enough arguments for format string"));
    }
    return values->items[values->next++];
}

static bool is_mapping(mp_obj_t object) {
    return !mp_obj_is_tuple_compatible(object) && !mp_obj_is_str(object) && MP_OBJ_TYPE_HAS_SLOT(mp_obj_get_type(object), subscr);
}

// `*`, or digits; -1 where there is neither.
static int get_number(const byte **at, const byte *end, values_t *values) {
    if (*at < end && **at == '*') {
        *at += 1;
        mp_obj_t value = next_value(values);
        if (!mp_obj_is_int(value)) {
            mp_raise_TypeError(MP_ERROR_TEXT("* wants int"));
        }
        int64_t given = mph_get_int64(value);
        if (given > MPH_SPEC_MOST || given < -MPH_SPEC_MOST) {
            m_malloc_fail(SIZE_MAX);
        }
        return given;
    }
    int64_t number = -1;
    for (; *at < end && unichar_isdigit(**at); *at += 1) {
        number = 10 * MAX(number, 0) + (**at - '0');
        if (number > INT32_MAX) {
            mp_raise_ValueError(MP_ERROR_TEXT("width too big"));
        }
    }
    if (number > MPH_SPEC_MOST) {
        m_malloc_fail(number);
    }
    return number;
}

static mp_obj_t get_keyed(const byte **at, const byte *end, const mph_text_t *pattern, values_t *values) {
    const byte *start = ++*at;
    for (unsigned open = 1; ; *at += 1) {
        if (*at == end) {
            mp_raise_ValueError(MP_ERROR_TEXT("incomplete format key"));
        }
        open += **at == '(';
        open -= **at == ')';
        if (open == 0) {
            break;
        }
    }
    if (!is_mapping(values->all)) {
        mp_raise_TypeError(MP_ERROR_TEXT("format requires a mapping"));
    }
    values->is_mapping_used = true;
    values->next = values->count; // it is no value itself then
    mp_obj_t key = mph_text_new(pattern, start, *at - start);
    *at += 1;
    return mp_obj_subscr(values->all, key, MP_OBJ_SENTINEL);
}

static void add_text(vstr_t *to, const mph_text_t *pattern, mp_obj_t value, char type, const mph_spec_t *spec) {
    vstr_t text;
    mp_print_t print;
    vstr_init_print(&text, 16, &print);
    if (!mph_text_is_str(pattern) && type != 'r' && type != 'a') {
        mph_text_t given = mph_text_argument(pattern, value, "%b");
        vstr_add_strn(&text, (const char *)given.data, given.length);
    } else {
        mp_obj_print_helper(&print, value, type == 's' ? PRINT_STR : PRINT_REPR);
    }
    if (type == 'a' || (type == 'r' && !mph_text_is_str(pattern))) {
        vstr_t ascii;
        vstr_init(&ascii, text.len + 1);
        mph_add_ascii(&ascii, (const byte *)text.buf, text.len);
        text = ascii;
    }
    size_t length = text.len;
    if (spec->precision >= 0) {
        const byte *at = (const byte *)text.buf, *end = at + text.len;
        for (int left = spec->precision; left > 0 && at < end; left--) {
            at = mph_text_is_str(pattern) ? utf8_next_char(at) : at + 1;
        }
        length = at - (const byte *)text.buf;
    }
    mph_spec_pad(to, spec, '>', vstr_str(&text), length);
    vstr_clear(&text);
}

static void add_character(vstr_t *to, const mph_text_t *pattern, mp_obj_t value, const mph_spec_t *spec) {
    byte encoded[4];
    int64_t code;
    if (mph_fit_int64(value, &code) != MPH_NO_INTEGER) {
        int64_t most = mph_text_is_str(pattern) ? 0x10ffff : 255;
        if (code < 0 || code > most) {
            mp_raise_msg(&mp_type_OverflowError, mph_text_is_str(pattern)
                ? MP_ERROR_TEXT("%c arg not in range(0x110000)") : MP_ERROR_TEXT("%c arg not in range(256)"));
        }
        encoded[0] = code;
        size_t length = mph_text_is_str(pattern) ? mph_put_utf8(encoded, code) : 1;
        mph_spec_pad(to, spec, '>', (const char *)encoded, length);
        return;
    }
    mph_text_t text = { pattern->type, NULL, 0 };
    if (mph_text_is_like(pattern, value)) {
        text = mph_text_argument(pattern, value, "%c");
    }
    if (mph_text_count(&text) != 1) {
        mp_raise_TypeError(MP_ERROR_TEXT("%c requires int or char"));
    }
    mph_spec_pad(to, spec, '>', (const char *)text.data, text.length);
}

static mp_obj_t as_int(mp_obj_t value, char type) {
    bool is_decimal = type == 'd' || type == 'i' || type == 'u';
    if (mp_obj_is_float(value) && is_decimal) {
        return mp_obj_new_int_from_float(mp_obj_float_get(value));
    }
    mp_obj_t number = mp_obj_is_int(value) ? value : mp_obj_is_float(value) ? MP_OBJ_NULL : mp_unary_op(MP_UNARY_OP_INT_MAYBE, value);
    if (number == MP_OBJ_NULL) {
        char shown[] = { type, 0 };
        mph_raise(&mp_type_TypeError, is_decimal ? "%%%s format: a real number is required, not %t" : "%%%s format: an integer is required, not %t", shown, value);
    }
    return number;
}

// An int with a precision has so many digits at least.
static void add_int(vstr_t *to, mp_obj_t value, mph_spec_t *spec) {
    int least = spec->precision;
    spec->precision = -1;
    if (least < 0) {
        mph_format_number(to, value, spec);
        return;
    }
    mph_spec_t digits = { .fill = '0', .align = '=', .sign = spec->sign, .is_alternate = spec->is_alternate, .type = spec->type, .precision = -1 };
    bool has_sign = spec->sign != 0 || mp_obj_int_sign(value) < 0;
    digits.width = least + has_sign + (spec->is_alternate && spec->type != 'd' ? 2 : 0);
    if (spec->align == '=') {
        digits.width = MAX(digits.width, spec->width);
    }
    vstr_t text;
    vstr_init(&text, 32);
    mph_format_number(&text, value, &digits);
    mph_spec_pad(to, spec, '>', text.buf, text.len);
    vstr_clear(&text);
}

static void add_value(vstr_t *to, const mph_text_t *pattern, mp_obj_t value, char type, mph_spec_t *spec) {
    if (type == 's' || type == 'r' || type == 'a' || (type == 'b' && !mph_text_is_str(pattern))) {
        spec->fill = ' ';
        add_text(to, pattern, value, type == 'b' ? 's' : type, spec);
    } else if (type == 'c') {
        spec->fill = ' ';
        add_character(to, pattern, value, spec);
    } else if (strchr("eEfFgG", type) != NULL) {
        mp_float_t number;
        if (!mp_obj_get_float_maybe(value, &number)) {
            mph_raise(&mp_type_TypeError, "must be real number, not %t", value);
        }
        spec->type = type;
        mph_format_number(to, mp_obj_new_float(number), spec);
    } else {
        spec->type = type == 'i' || type == 'u' ? 'd' : type;
        add_int(to, as_int(value, type), spec);
    }
}

// From behind a `%` on.
static const byte *add_conversion(vstr_t *to, const mph_text_t *pattern, const byte *at, values_t *values) {
    const byte *end = pattern->data + pattern->length;
    mp_obj_t value = MP_OBJ_NULL;
    if (at < end && *at == '(') {
        value = get_keyed(&at, end, pattern, values);
    }
    mph_spec_t spec = { .fill = ' ', .align = '>' };
    bool is_left = false, has_zeros = false;
    for (; at < end && strchr("-+ #0", *at) != NULL && *at != 0; at++) {
        is_left |= *at == '-';
        has_zeros |= *at == '0';
        spec.is_alternate |= *at == '#';
        if (*at == '+' || (*at == ' ' && spec.sign == 0)) {
            spec.sign = *at;
        }
    }
    spec.width = get_number(&at, end, values);
    if (spec.width < -1) {
        spec.width = -spec.width;
        is_left = true;
    }
    spec.precision = -1;
    if (at < end && *at == '.') {
        at += 1;
        spec.precision = get_number(&at, end, values);
        spec.precision = MAX(spec.precision, 0);
    }
    at += at < end && (*at == 'l' || *at == 'h' || *at == 'L');
    if (at == end) {
        mp_raise_ValueError(MP_ERROR_TEXT("incomplete format"));
    }
    char type = *at++;
    if (type == '%') {
        vstr_add_byte(to, '%');
        return at;
    }
    if (strchr("srabcdiuoxXeEfFgG", type) == NULL || type == 0 || (type == 'b' && mph_text_is_str(pattern))) {
        unichar c = utf8_get_char(at - 1);
        byte shown[5] = { 0 };
        mph_put_utf8(shown, c);
        mph_text_t before = { pattern->type, pattern->data, at - 1 - pattern->data };
        mph_raise(&mp_type_ValueError, "unsupported format character '%s' (%x) at index %u", (const char *)shown, (unsigned)c, (unsigned)mph_text_count(&before));
    }
    if (is_left) {
        spec.align = '<';
    } else if (has_zeros) {
        spec.fill = '0';
        spec.align = '=';
    }
    if (value == MP_OBJ_NULL) {
        value = next_value(values);
    }
    if (strchr("srabc", type) != NULL && spec.align == '=') {
        spec.align = '>';
    }
    add_value(to, pattern, value, type, &spec);
    return at;
}

mp_obj_t mph_str_percent(mp_obj_t pattern_in, mp_obj_t values_in) {
    mph_text_t pattern = mph_text_of(pattern_in);
    vstr_t copied;
    if (pattern.type == &mp_type_bytearray) {
        vstr_init_len(&copied, pattern.length); // so that a program cannot move it
        memcpy(copied.buf, pattern.data, pattern.length);
        pattern.data = (const byte *)copied.buf;
    }
    values_t values = { .all = values_in, .count = 1, .items = &values_in };
    if (mp_obj_is_tuple_compatible(values_in)) {
        mp_obj_tuple_get(values_in, &values.count, (mp_obj_t **)&values.items);
    }
    vstr_t to;
    vstr_init(&to, pattern.length + 16);
    const byte *end = pattern.data + pattern.length;
    for (const byte *at = pattern.data; at < end; ) {
        const byte *percent = memchr(at, '%', end - at);
        percent = percent != NULL ? percent : end;
        vstr_add_strn(&to, (const char *)at, percent - at);
        at = percent < end ? add_conversion(&to, &pattern, percent + 1, &values) : end;
    }
    if (values.next < values.count && !values.is_mapping_used && !is_mapping(values_in)) {
        mp_raise_TypeError(MP_ERROR_TEXT("not all arguments converted during string formatting"));
    }
    return mph_text_from_vstr(&pattern, &to);
}
