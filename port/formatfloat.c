// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Floats as text, in place of upstream's: each digit is right (decimal.c).

#include <math.h>
#include <string.h>

#include "py/formatfloat.h"
#include "py/misc.h"

#include "port/decimal.h"
#include "port/format.h"

static void add_zeros(vstr_t *to, int count) {
    for (; count > 0; count--) {
        vstr_add_byte(to, '0');
    }
}

// The digits from one place to another, where 0 is the first behind the point.
static void add_places(vstr_t *to, const mph_digits_t *digits, int from, int end) {
    for (int place = from; place < end; place++) {
        int at = place + digits->point;
        vstr_add_byte(to, at >= 0 && at < (int)digits->count ? digits->digits[at] : '0');
    }
}

static void add_fixed(vstr_t *to, const mph_digits_t *digits, int places, bool needs_point) {
    if (digits->count == 0 || digits->point <= 0) {
        vstr_add_byte(to, '0');
    } else {
        add_places(to, digits, -digits->point, 0);
    }
    if (places > 0 || needs_point) {
        vstr_add_byte(to, '.');
        add_places(to, digits, 0, places);
    }
}

static void add_exponent(vstr_t *to, const mph_digits_t *digits, int places, bool needs_point, char e) {
    int exponent = digits->count == 0 ? 0 : digits->point - 1;
    vstr_add_byte(to, digits->count == 0 ? '0' : digits->digits[0]);
    if (places > 0 || needs_point) {
        vstr_add_byte(to, '.');
        int given = digits->count > 0 ? (int)digits->count - 1 : 0;
        given = given < places ? given : places;
        vstr_add_strn(to, digits->digits + 1, given);
        add_zeros(to, places - given);
    }
    vstr_add_byte(to, e);
    vstr_add_byte(to, exponent < 0 ? '-' : '+');
    exponent = exponent < 0 ? -exponent : exponent;
    if (exponent >= 100) {
        vstr_add_byte(to, '0' + exponent / 100);
    }
    vstr_add_byte(to, '0' + exponent / 10 % 10);
    vstr_add_byte(to, '0' + exponent % 10);
}

// By its size, with an exponent or without: 'g', 'r'.
static void add_general(vstr_t *to, const mph_digits_t *digits, int precision, int largest, unsigned flags, char e) {
    int point = digits->count == 0 ? 1 : digits->point;
    bool is_alternate = flags & MPH_FLOAT_ALTERNATE;
    if (point <= -4 || point > largest) {
        int places = is_alternate ? precision - 1 : (int)digits->count - 1;
        add_exponent(to, digits, places, is_alternate, e);
        return;
    }
    int places = is_alternate ? precision - point : (int)digits->count - point;
    if (flags & MPH_FLOAT_DOT_ZERO && places < 1) {
        places = 1;
    }
    add_fixed(to, digits, digits->count == 0 && !is_alternate && !(flags & MPH_FLOAT_DOT_ZERO) ? 0 : places, is_alternate);
}

void mph_float_add(vstr_t *to, double number, char type, int precision, unsigned flags) {
    bool is_upper = type >= 'A' && type <= 'Z';
    char e = is_upper ? 'E' : 'e';
    bool is_alternate = flags & MPH_FLOAT_ALTERNATE;
    if (!isfinite(number)) {
        vstr_add_str(to, isnan(number) ? (is_upper ? "NAN" : "nan") : (is_upper ? "INF" : "inf"));
        return;
    }
    mph_digits_t digits;
    switch (type | 0x20) {
        case 'e':
            mph_significant_digits(number, (size_t)precision + 1, &digits);
            add_exponent(to, &digits, precision, is_alternate, e);
            break;
        case 'f':
            mph_fraction_digits(number, precision, &digits);
            add_fixed(to, &digits, precision, is_alternate);
            break;
        case 'r':
            mph_shortest_digits(number, &digits);
            add_general(to, &digits, 17, 16, flags, e);
            break;
        default:
            precision = precision == 0 ? 1 : precision;
            mph_significant_digits(number, precision, &digits);
            add_general(to, &digits, precision, precision - (flags & MPH_FLOAT_DOT_ZERO ? 1 : 0), flags, e);
            break;
    }
}

// What upstream's printf calls, which writes no float of a program: with an exponent
// and as few digits as name the number, whatever is asked for. It may not allocate,
// since the message that there is no memory is made by that printf.
int mp_format_float(mp_float_t number, char *buffer, size_t size, char type, int precision, char sign) {
    (void)size; // of upstream's buffer: enough for 17 digits and an exponent
    (void)type;
    (void)precision;
    (void)sign;
    char *end = buffer;
    if (signbit(number)) {
        *end++ = '-';
    }
    if (!isfinite(number)) {
        memcpy(end, isnan(number) ? "nan" : "inf", 4);
        return end + 3 - buffer;
    }
    mph_digits_t digits;
    mph_shortest_digits(fabs(number), &digits);
    *end++ = digits.count == 0 ? '0' : digits.digits[0];
    *end++ = '.';
    for (size_t i = 1; i < digits.count; i++) {
        *end++ = digits.digits[i];
    }
    int exponent = digits.count == 0 ? 0 : digits.point - 1;
    *end++ = 'e';
    *end++ = exponent < 0 ? '-' : '+';
    exponent = exponent < 0 ? -exponent : exponent;
    *end++ = '0' + exponent / 100;
    *end++ = '0' + exponent / 10 % 10;
    *end++ = '0' + exponent % 10;
    *end = 0;
    return end - buffer;
}
