// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Values as text: format(), str.format() and the operator %.

#ifndef MPH_FORMAT_H
#define MPH_FORMAT_H

#include "py/obj.h"

// ---- a format specification: formatspec.c ----

// As wide, or as precise, as a format may be: four times it, in bytes, still fits.
#define MPH_SPEC_MOST (INT32_MAX / 8)

typedef struct _mph_spec_t {
    unichar fill;
    char align;     // '<', '>', '=', '^', or 0 for none
    char sign;      // '-', '+', ' ', or 0 for none
    bool is_alternate;
    bool is_zero_padded; // by a zero before the width, not by fill and align
    bool no_negative_zero;
    char grouping;  // ',', '_', or 0 for none
    char type;      // 0 for none
    int width;      // -1 for none
    int precision;  // likewise
} mph_spec_t;

mph_spec_t mph_spec_parse(const byte *text, size_t length, mp_obj_t value);

// Appends a text in its width.
void mph_spec_pad(vstr_t *to, const mph_spec_t *spec, char default_align, const char *text, size_t length);

// A number in its parts, of ASCII: sign, prefix such as `0x`, and digits, of which
// the first `whole` are grouped.
typedef struct _mph_parts_t {
    const char *sign;
    const char *prefix;
    const char *digits;
    size_t whole;
    size_t length;
} mph_parts_t;

void mph_spec_pad_number(vstr_t *to, const mph_spec_t *spec, const mph_parts_t *parts);

// ---- values: formatvalue.c, formatnumber.c ----

// Appends a value as a specification has it, by its __format__ if it has one.
void mph_format(vstr_t *to, mp_obj_t value, const byte *spec, size_t length);

// Appends a number, of a type that mph_format_is_number() knows.
bool mph_format_is_number(mp_obj_t value);
void mph_format_number(vstr_t *to, mp_obj_t value, const mph_spec_t *spec);

// ---- floats: formatfloat.c ----

#define MPH_FLOAT_ALTERNATE (1) // a point always, and all digits
#define MPH_FLOAT_DOT_ZERO (2)  // a digit behind the point at least, unless there is an exponent

// Appends a float that is not negative: 'e', 'f', 'g' or '%', in upper case for an
// upper 'E' or 'INF', with so many digits behind the point; or 'r' as repr() has it.
void mph_float_add(vstr_t *to, double number, char type, int precision, unsigned flags);

// ---- texts: strformat.c, strpercent.c ----

mp_obj_t mph_str_percent(mp_obj_t pattern, mp_obj_t values);

#endif // MPH_FORMAT_H
