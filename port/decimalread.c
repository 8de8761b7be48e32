// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Reads a decimal number as the float nearest to it, and of two equally near the
// even one.

#include <math.h>

#include "port/bigdigits.h"
#include "port/decimal.h"

// No more digits can tell between two floats, but for whether any that follow is
// not zero.
#define MOST_READ (770)

// The number DIGITS * 10**exponent.
typedef struct _decimal_t {
    size_t count;
    int64_t exponent;
    char digits[MOST_READ + 1];
} decimal_t;

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static void add_digit(decimal_t *decimal, char digit, bool behind_point) {
    if (decimal->count > 0 || digit != '0') {
        if (decimal->count < MOST_READ) {
            decimal->digits[decimal->count++] = digit;
            decimal->exponent -= behind_point;
            return;
        }
        if (digit != '0') {
            decimal->digits[MOST_READ] = '1';
        }
        decimal->exponent += !behind_point;
        return;
    }
    decimal->exponent -= behind_point;
}

// How many characters of the text are a number.
static size_t scan(const char *text, size_t length, decimal_t *decimal) {
    size_t at = 0;
    bool any = false, behind_point = false;
    for (; at < length; at++) {
        if (text[at] == '.' && !behind_point) {
            behind_point = true;
        } else if (is_digit(text[at])) {
            any = true;
            add_digit(decimal, text[at], behind_point);
        } else if (text[at] != '_' || !any || at + 1 == length || !is_digit(text[at + 1]) || !is_digit(text[at - 1])) {
            break;
        }
    }
    if (!any) {
        return 0;
    }
    if (at + 1 < length && (text[at] == 'e' || text[at] == 'E')) {
        size_t digit = at + 1 + (text[at + 1] == '-' || text[at + 1] == '+');
        if (digit < length && is_digit(text[digit])) {
            int64_t exponent = 0;
            bool is_negative = text[at + 1] == '-';
            for (at = digit; at < length && (is_digit(text[at]) || (text[at] == '_' && at + 1 < length && is_digit(text[at + 1]) && is_digit(text[at - 1]))); at++) {
                exponent = text[at] == '_' ? exponent : exponent < 100000000 ? 10 * exponent + (text[at] - '0') : exponent;
            }
            decimal->exponent += is_negative ? -exponent : exponent;
        }
    }
    return at;
}

static bool read_simple(const decimal_t *decimal, double *number) {
    if (decimal->count > 15 || decimal->exponent < -22 || decimal->exponent > 22) {
        return false;
    }
    int64_t digits = 0;
    for (size_t i = 0; i < decimal->count; i++) {
        digits = 10 * digits + (decimal->digits[i] - '0');
    }
    double power = 1;
    for (int64_t i = 0; i < decimal->exponent || i < -decimal->exponent; i++) {
        power *= 10; // up to 10**22 a float has all of it
    }
    *number = decimal->exponent < 0 ? digits / power : digits * power;
    return true;
}

// over / under as a float, which is not 0 and not larger than any.
static double divide(big_t *over, big_t *under) {
    // So that the quotient has 55 or 56 bits.
    int shift = 55 - (int)big_bits(over) + (int)big_bits(under);
    big_shift_left(shift > 0 ? over : under, shift > 0 ? shift : -shift);
    big_t multiple;
    uint64_t quotient = 0;
    for (int bit = 56; bit >= 0; bit--) {
        big_copy(&multiple, under);
        big_shift_left(&multiple, bit);
        if (big_compare(over, &multiple) >= 0) {
            big_subtract(over, &multiple);
            quotient |= UINT64_C(1) << bit;
        }
    }
    quotient = quotient << 1 | (over->length > 0); // whether something is left
    int exponent = -shift - 1;
    // Below the smallest normal float there are fewer bits.
    int bits = 64 - __builtin_clzll(quotient);
    int dropped = bits - 53;
    if (exponent + dropped < -1074) {
        dropped = -1074 - exponent;
    }
    if (dropped > 63) {
        return 0;
    }
    uint64_t half = UINT64_C(1) << (dropped - 1);
    uint64_t rest = quotient & (2 * half - 1);
    quotient >>= dropped;
    quotient += rest > half || (rest == half && quotient % 2 == 1);
    return ldexp((double)quotient, exponent + dropped);
}

size_t mph_read_decimal(const char *text, size_t length, double *number) {
    decimal_t decimal = { .digits = { [MOST_READ] = '0' } };
    size_t end = scan(text, length, &decimal);
    if (end == 0) {
        return 0;
    }
    int64_t point = decimal.exponent + (int64_t)decimal.count;
    if (decimal.count == 0 || point < -330) {
        *number = 0;
    } else if (point > 310) {
        *number = INFINITY;
    } else if (!read_simple(&decimal, number)) {
        if (decimal.count == MOST_READ && decimal.digits[MOST_READ] == '1') {
            decimal.count += 1;
            decimal.exponent -= 1;
        }
        big_t over, under;
        big_set(&over, 0);
        big_set(&under, 1);
        for (size_t i = 0; i < decimal.count; i++) {
            if (over.length == 0) {
                big_set(&over, decimal.digits[i] - '0');
            } else {
                big_multiply(&over, 10, decimal.digits[i] - '0');
            }
        }
        if (decimal.exponent >= 0) {
            big_times_ten_to(&over, decimal.exponent);
        } else {
            big_times_ten_to(&under, -decimal.exponent);
        }
        *number = divide(&over, &under);
    }
    return end;
}
