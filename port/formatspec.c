// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Format specifications: [[fill]align][sign][z][#][0][width][grouping][.precision][type]

#include <limits.h>
#include <string.h>

#include "py/runtime.h"
#include "py/unicode.h"

#include "port/format.h"
#include "port/raise.h"
#include "port/text.h"

static bool is_align(unichar c) {
    return c == '<' || c == '>' || c == '=' || c == '^';
}

// A number, or -1 where there is none. What could never be had in memory is
// refused as if it had been asked for.
static int parse_number(const byte **at, const byte *end) {
    int64_t number = -1;
    for (; *at < end && unichar_isdigit(**at); *at += 1) {
        number = 10 * MAX(number, 0) + (**at - '0');
        if (number > INT_MAX) {
            mp_raise_ValueError(MP_ERROR_TEXT("Too many decimal digits in format string"));
        }
    }
    if (number > MPH_SPEC_MOST) {
        m_malloc_fail(number);
    }
    return number;
}

static bool skip(const byte **at, const byte *end, char c) {
    bool found = *at < end && **at == c;
    *at += found;
    return found;
}

mph_spec_t mph_spec_parse(const byte *text, size_t length, mp_obj_t value) {
    mph_spec_t spec = { .fill = ' ', .width = -1, .precision = -1 };
    const byte *at = text, *end = text + length;
    bool has_fill = false;
    const byte *second = length > 0 ? utf8_next_char(text) : text;
    if (second < end && is_align(*second)) {
        spec.fill = utf8_get_char(text);
        spec.align = *second;
        has_fill = true;
        at = second + 1;
    } else if (length > 0 && is_align(*text)) {
        spec.align = *at++;
    }
    if (at < end && (*at == '-' || *at == '+' || *at == ' ')) {
        spec.sign = *at++;
    }
    spec.no_negative_zero = skip(&at, end, 'z');
    spec.is_alternate = skip(&at, end, '#');
    if (skip(&at, end, '0') && !has_fill) {
        spec.fill = '0';
        spec.is_zero_padded = spec.align == 0;
        spec.align = spec.align == 0 ? '=' : spec.align;
    }
    spec.width = parse_number(&at, end);
    if (skip(&at, end, ',')) {
        spec.grouping = ',';
    }
    if (skip(&at, end, '_')) {
        if (spec.grouping != 0) {
            mp_raise_ValueError(MP_ERROR_TEXT("Cannot specify both ',' and '_'."));
        }
        spec.grouping = '_';
    }
    if (at < end && (*at == ',' || *at == '_') && spec.grouping != 0) {
        mph_raise(&mp_type_ValueError, *at == (byte)spec.grouping ? "Cannot specify '%s' with '%s'." : "Cannot specify both ',' and '_'.", spec.grouping == ',' ? "," : "_", spec.grouping == ',' ? "," : "_");
    }
    if (skip(&at, end, '.')) {
        spec.precision = parse_number(&at, end);
        if (spec.precision < 0) {
            mp_raise_ValueError(MP_ERROR_TEXT("Format specifier missing precision"));
        }
    }
    if (at < end) {
        spec.type = *at++;
    }
    if (at < end) {
        mp_obj_t shown = mp_obj_new_str((const char *)text, length);
        mph_raise(&mp_type_ValueError, "Invalid format specifier %r for object of type '%t'", shown, value);
    }
    const char *groups = spec.grouping == ',' ? "deEfFgG%" : "deEfFgG%boxX";
    if (spec.grouping != 0 && spec.type != 0 && strchr(groups, spec.type) == NULL) {
        char type[] = { spec.type, 0 };
        mph_raise(&mp_type_ValueError, "Cannot specify '%s' with '%s'.", spec.grouping == ',' ? "," : "_", type);
    }
    return spec;
}

static void add_fill(vstr_t *to, unichar fill, size_t times) {
    byte encoded[4];
    size_t bytes = mph_put_utf8(encoded, fill);
    char *at = vstr_add_len(to, times * bytes);
    for (; times > 0; times--, at += bytes) {
        memcpy(at, encoded, bytes);
    }
}

void mph_spec_pad(vstr_t *to, const mph_spec_t *spec, char default_align, const char *text, size_t length) {
    size_t characters = utf8_charlen((const byte *)text, length);
    size_t missing = spec->width > (int)characters ? spec->width - characters : 0;
    char align = spec->align != 0 ? spec->align : default_align;
    size_t before = align == '>' ? missing : align == '^' ? missing / 2 : 0;
    add_fill(to, spec->fill, before);
    vstr_add_strn(to, text, length);
    add_fill(to, spec->fill, missing - before);
}

// How many digits are in a group: four, where they are no decimal ones.
static size_t group_size(const mph_spec_t *spec) {
    return strchr("boxX", spec->type) != NULL && spec->type != 0 ? 4 : 3;
}

// The digits in groups, with zeros in front to be so wide at least.
static void add_grouped(vstr_t *to, const mph_spec_t *spec, const mph_parts_t *parts, size_t width) {
    bool has_groups = spec->grouping != 0 && parts->whole > 0; // no infinity has
    size_t size = group_size(spec);
    size_t digits = parts->whole;
    size_t wide = digits + (has_groups ? (digits - 1) / size : 0);
    while (wide < width) {
        wide += 1 + (has_groups && digits % size == 0);
        digits += 1;
    }
    for (size_t left = digits; left > 0; left--) {
        vstr_add_byte(to, left > parts->whole ? '0' : parts->digits[parts->whole - left]);
        if (has_groups && left > 1 && (left - 1) % size == 0) {
            vstr_add_byte(to, spec->grouping);
        }
    }
}

void mph_spec_pad_number(vstr_t *to, const mph_spec_t *spec, const mph_parts_t *parts) {
    size_t around = strlen(parts->sign) + strlen(parts->prefix) + (parts->length - parts->whole);
    bool is_filled_with_zeros = spec->align == '=' && spec->fill == '0';
    size_t room = spec->width > (int)around ? spec->width - around : 0;
    vstr_t number;
    vstr_init(&number, 40);
    add_grouped(&number, spec, parts, is_filled_with_zeros ? room : 0);
    vstr_add_strn(&number, parts->digits + parts->whole, parts->length - parts->whole);
    size_t wide = number.len + strlen(parts->sign) + strlen(parts->prefix);
    size_t missing = spec->width > (int)wide ? spec->width - wide : 0;
    char align = spec->align != 0 ? spec->align : '>';
    size_t before = align == '>' ? missing : align == '^' ? missing / 2 : 0;
    add_fill(to, spec->fill, before);
    vstr_add_str(to, parts->sign);
    vstr_add_str(to, parts->prefix);
    add_fill(to, spec->fill, align == '=' ? missing : 0);
    vstr_add_strn(to, number.buf, number.len);
    add_fill(to, spec->fill, align == '<' || align == '^' ? missing - before : 0);
    vstr_clear(&number);
}
