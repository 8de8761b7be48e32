// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Numbers as a format specification has them.

#include <math.h>
#include <string.h>

#include "py/objint.h"
#include "py/runtime.h"

#include "port/format.h"
#include "port/number.h"
#include "port/raise.h"
#include "port/text.h"

bool mph_format_is_number(mp_obj_t value) {
    return mp_obj_is_int(value) || mp_obj_is_bool(value) || mp_obj_is_float(value) || mp_obj_is_type(value, &mp_type_complex);
}

static MP_NORETURN void raise_unknown(const mph_spec_t *spec, mp_obj_t value) {
    char type[] = { spec->type, 0 };
    mph_raise(&mp_type_ValueError, "Unknown format code '%s' for object of type '%t'", type, value);
}

static const char *sign_of(bool is_negative, const mph_spec_t *spec) {
    return is_negative ? "-" : spec->sign == '+' ? "+" : spec->sign == ' ' ? " " : "";
}

// ---- ints ----

static void format_character(vstr_t *to, mp_obj_t value, const mph_spec_t *spec) {
    if (spec->sign != 0) {
        mp_raise_ValueError(MP_ERROR_TEXT("Sign not allowed with integer format specifier 'c'"));
    }
    int64_t code;
    if (mph_fit_int64(value, &code) != MPH_FITS) {
        mp_raise_msg(&mp_type_OverflowError, MP_ERROR_TEXT("Python int too large to convert to C long"));
    }
    if (code < 0 || code > 0x10ffff) {
        mp_raise_msg(&mp_type_OverflowError, MP_ERROR_TEXT("%c arg not in range(0x110000)"));
    }
    byte encoded[4];
    size_t length = mph_put_utf8(encoded, code);
    mph_spec_pad(to, spec, '>', (const char *)encoded, length);
}

static void format_int(vstr_t *to, mp_obj_t value, const mph_spec_t *spec) {
    if (spec->precision >= 0) {
        mp_raise_ValueError(MP_ERROR_TEXT("Precision not allowed in integer format specifier"));
    }
    if (spec->no_negative_zero) {
        mp_raise_ValueError(MP_ERROR_TEXT("Negative zero coercion (z) not allowed in integer format specifier"));
    }
    int base = spec->type == 'b' ? 2 : spec->type == 'o' ? 8 : (spec->type | 0x20) == 'x' ? 16 : 10;
    char small[48], *buffer = small;
    size_t buffer_size = sizeof(small), length;
    const char *digits = mp_obj_int_formatted(&buffer, &buffer_size, &length, value, base, NULL, spec->type == 'X' ? 'A' : 'a', '\0');
    bool is_negative = *digits == '-';
    char prefix[] = { '0', spec->type, 0 };
    mph_parts_t parts = {
        .sign = sign_of(is_negative, spec),
        .prefix = spec->is_alternate && base != 10 ? prefix : "",
        .digits = digits + is_negative,
        .whole = length - is_negative,
        .length = length - is_negative,
    };
    mph_spec_pad_number(to, spec, &parts);
}

// ---- floats ----

static size_t leading_digits(const vstr_t *text) {
    size_t count = 0;
    while (count < text->len && text->buf[count] >= '0' && text->buf[count] <= '9') {
        count += 1;
    }
    return count;
}

static bool is_zero(const vstr_t *text) {
    for (size_t i = 0; i < text->len && (text->buf[i] | 0x20) != 'e'; i++) {
        if (text->buf[i] >= '1' && text->buf[i] <= '9') {
            return false;
        }
    }
    return true;
}

// Appends the absolute value, without padding.
static void add_float(vstr_t *to, double number, const mph_spec_t *spec) {
    unsigned flags = spec->is_alternate ? MPH_FLOAT_ALTERNATE : 0;
    int precision = spec->precision >= 0 ? spec->precision : 6;
    number = fabs(number);
    if (spec->type == 0 && spec->precision < 0) {
        mph_float_add(to, number, 'r', 0, flags | MPH_FLOAT_DOT_ZERO);
    } else if (spec->type == 0) {
        mph_float_add(to, number, 'g', precision, flags | MPH_FLOAT_DOT_ZERO);
    } else if (spec->type == '%') {
        mph_float_add(to, number * 100, 'f', precision, flags);
        vstr_add_byte(to, '%');
    } else {
        mph_float_add(to, number, spec->type == 'n' ? 'g' : spec->type, precision, flags);
    }
}

static void format_float(vstr_t *to, mp_obj_t value, double number, const mph_spec_t *spec) {
    if (spec->type != 0 && strchr("eEfFgGn%", spec->type) == NULL) {
        raise_unknown(spec, value);
    }
    vstr_t text;
    vstr_init(&text, 32);
    add_float(&text, number, spec);
    bool is_negative = signbit(number) && !isnan(number) && !(spec->no_negative_zero && isfinite(number) && is_zero(&text));
    mph_parts_t parts = { sign_of(is_negative, spec), "", text.buf, leading_digits(&text), text.len };
    mph_spec_pad_number(to, spec, &parts);
    vstr_clear(&text);
}

static void format_complex(vstr_t *to, mp_obj_t value, const mph_spec_t *spec) {
    if (spec->type != 0 && strchr("eEfFgGn", spec->type) == NULL) {
        raise_unknown(spec, value);
    }
    if (spec->fill == '0') {
        mp_raise_ValueError(MP_ERROR_TEXT("Zero padding is not allowed in complex format specifier"));
    }
    if (spec->align == '=') {
        mp_raise_ValueError(MP_ERROR_TEXT("'=' alignment flag is not allowed in complex format specifier"));
    }
    mp_float_t real, imaginary;
    mp_obj_complex_get(value, &real, &imaginary);
    mph_spec_t part = { .fill = ' ', .sign = spec->sign, .is_alternate = spec->is_alternate, .grouping = spec->grouping, .type = spec->type, .precision = spec->precision, .width = -1 };
    if (part.type == 0) {
        part.type = part.precision < 0 ? 'r' : 'g';
    }
    vstr_t text, number;
    vstr_init(&text, 40);
    vstr_init(&number, 40);
    bool has_real = spec->type != 0 || real != 0 || signbit(real);
    if (spec->type == 0) {
        vstr_add_str(&text, has_real ? "(" : "");
    }
    for (int i = has_real ? 0 : 1; i < 2; i++) {
        double one = i == 0 ? real : imaginary;
        number.len = 0;
        mph_float_add(&number, fabs(one), part.type == 'n' ? 'g' : part.type, part.precision >= 0 ? part.precision : 6, part.is_alternate ? MPH_FLOAT_ALTERNATE : 0);
        part.sign = i == 1 && has_real ? '+' : spec->sign;
        mph_parts_t parts = { sign_of(signbit(one) && !isnan(one), &part), "", number.buf, leading_digits(&number), number.len };
        mph_spec_pad_number(&text, &part, &parts);
    }
    vstr_add_str(&text, spec->type == 0 && has_real ? "j)" : "j");
    mph_spec_pad(to, spec, '>', text.buf, text.len);
    vstr_clear(&text);
    vstr_clear(&number);
}

void mph_format_number(vstr_t *to, mp_obj_t value, const mph_spec_t *spec) {
    if (mp_obj_is_float(value)) {
        format_float(to, value, mp_obj_float_get(value), spec);
    } else if (mp_obj_is_type(value, &mp_type_complex)) {
        format_complex(to, value, spec);
    } else if (spec->type != 0 && strchr("eEfFgG%", spec->type) != NULL) {
        format_float(to, value, mp_obj_get_float(value), spec);
    } else if (spec->type != 0 && strchr("bcdnoxX", spec->type) == NULL) {
        raise_unknown(spec, value);
    } else if (spec->type == 'c') {
        format_character(to, value, spec);
    } else {
        mp_obj_t number = mp_obj_is_bool(value) ? MP_OBJ_NEW_SMALL_INT(value == mp_const_true) : value;
        format_int(to, number, spec);
    }
}
