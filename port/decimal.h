// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Floats as decimal digits, exactly: decimal.c makes digits of them, decimalread.c
// reads them.

#ifndef MPH_DECIMAL_H
#define MPH_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// More digits no float has.
#define MPH_MOST_DIGITS (1100)

// The number 0.DIGITS * 10**point, without zeros at the end. No digits: zero.
typedef struct _mph_digits_t {
    int point;
    size_t count;
    char digits[MPH_MOST_DIGITS];
} mph_digits_t;

// The fewest digits that are read back as the same float, and of these the nearest.
// The number is finite and not negative, here and below.
void mph_shortest_digits(double number, mph_digits_t *digits);

// So many digits, correctly rounded.
void mph_significant_digits(double number, size_t count, mph_digits_t *digits);

// The digits up to so many behind the point, correctly rounded.
void mph_fraction_digits(double number, int places, mph_digits_t *digits);

// Reads digits, with a point and an exponent or without, from text[0] on. Gives how
// many characters they are, 0 when there are none. What is too large is infinite.
size_t mph_read_decimal(const char *text, size_t length, double *number);

#endif // MPH_DECIMAL_H
