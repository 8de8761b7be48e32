// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The decimal digits of a float, by the method of Steele and White: the number is
// a quotient of two whole ones, whose digits come by dividing, one after the other.
// For the shortest digits the half distances to the floats beside it go along.

#include <math.h>

#include "port/bigdigits.h"
#include "port/decimal.h"

#define FRACTION_BITS (52)
#define EXPONENT_BIAS (1075) // of the whole number that the fraction is taken for

// A number below 1, as over / under; times 10**point.
typedef struct _quotient_t {
    int point;
    bool is_even;  // its fraction: then halves between it and its neighbours are its own
    bool is_lowest; // fraction of its exponent: then the float below is half as far away
    big_t over;
    big_t under;
    big_t to_higher; // half the distance to the float above, in the same unit as `over`
} quotient_t;

static uint64_t bits_of(double number) {
    uint64_t bits;
    memcpy(&bits, &number, sizeof(bits));
    return bits;
}

static void split(double number, quotient_t *quotient) {
    uint64_t bits = bits_of(number);
    uint64_t fraction = bits & ((UINT64_C(1) << FRACTION_BITS) - 1);
    int biased = bits >> FRACTION_BITS & 0x7ff;
    quotient->is_even = fraction % 2 == 0;
    quotient->is_lowest = fraction == 0 && biased > 1;
    if (biased != 0) {
        fraction |= UINT64_C(1) << FRACTION_BITS;
    }
    int exponent = (biased != 0 ? biased : 1) - EXPONENT_BIAS;
    // Everything doubled twice, so that halves and quarters are whole.
    big_set(&quotient->over, fraction);
    big_set(&quotient->under, 1);
    big_set(&quotient->to_higher, 2);
    big_shift_left(&quotient->over, 2 + (exponent > 0 ? exponent : 0));
    big_shift_left(&quotient->to_higher, exponent > 0 ? exponent : 0);
    big_shift_left(&quotient->under, 2 + (exponent < 0 ? -exponent : 0));
    // The point may be one too low, never too high.
    quotient->point = (int)ceil(log10(number) - 1e-9);
    if (quotient->point > 0) {
        big_times_ten_to(&quotient->under, quotient->point);
    } else {
        big_times_ten_to(&quotient->over, -quotient->point);
        big_times_ten_to(&quotient->to_higher, -quotient->point);
    }
}

static void raise_point(quotient_t *quotient) {
    quotient->point += 1;
    big_multiply(&quotient->under, 10, 0);
}

static unsigned next_digit(quotient_t *quotient) {
    unsigned digit = 0;
    big_multiply(&quotient->over, 10, 0);
    while (big_compare(&quotient->over, &quotient->under) >= 0) {
        big_subtract(&quotient->over, &quotient->under);
        digit += 1;
    }
    return digit;
}

// What is left, against a half: less than, equal to or more than 0.
static int compare_to_half(quotient_t *quotient) {
    big_t twice;
    big_copy(&twice, &quotient->over);
    big_multiply(&twice, 2, 0);
    return big_compare(&twice, &quotient->under);
}

static void drop_zeros(mph_digits_t *digits) {
    while (digits->count > 0 && digits->digits[digits->count - 1] == '0') {
        digits->count -= 1;
    }
}

// Adds one to the last digit.
static void round_up(mph_digits_t *digits) {
    while (digits->count > 0 && digits->digits[digits->count - 1] == '9') {
        digits->count -= 1;
    }
    if (digits->count == 0) {
        digits->digits[digits->count++] = '1';
        digits->point += 1;
    } else {
        digits->digits[digits->count - 1] += 1;
    }
}

void mph_shortest_digits(double number, mph_digits_t *digits) {
    digits->count = 0;
    digits->point = 0;
    if (number == 0) {
        return;
    }
    quotient_t quotient;
    split(number, &quotient);
    big_t higher;
    big_copy(&higher, &quotient.over);
    big_add(&higher, &quotient.to_higher);
    if (big_compare(&higher, &quotient.under) >= (quotient.is_even ? 0 : 1)) {
        raise_point(&quotient);
    }
    digits->point = quotient.point;
    for (;;) {
        big_multiply(&quotient.to_higher, 10, 0);
        unsigned digit = next_digit(&quotient);
        // Whether the digits so far, or the next higher ones, are this float already.
        big_copy(&higher, &quotient.over);
        if (quotient.is_lowest) {
            big_multiply(&higher, 2, 0);
        }
        int to_lower = big_compare(&higher, &quotient.to_higher);
        big_copy(&higher, &quotient.over);
        big_add(&higher, &quotient.to_higher);
        int to_next = big_compare(&higher, &quotient.under);
        bool low = quotient.is_even ? to_lower <= 0 : to_lower < 0;
        bool high = quotient.is_even ? to_next >= 0 : to_next > 0;
        digits->digits[digits->count++] = '0' + digit;
        if (!low && !high) {
            continue;
        }
        int half = compare_to_half(&quotient);
        if (high && (!low || half > 0 || (half == 0 && digit % 2 == 1))) {
            round_up(digits);
        }
        drop_zeros(digits);
        return;
    }
}

// The first `count` digits; 0 or less: none, but it may be rounded up to one.
static void first_digits(quotient_t *quotient, int count, mph_digits_t *digits) {
    digits->point = quotient->point;
    digits->count = 0;
    if (count < 0) {
        return;
    }
    bool is_odd = false;
    while ((int)digits->count < count && digits->count < MPH_MOST_DIGITS - 1 && quotient->over.length > 0) {
        unsigned digit = next_digit(quotient);
        is_odd = digit % 2 == 1;
        digits->digits[digits->count++] = '0' + digit;
    }
    int half = compare_to_half(quotient);
    if ((int)digits->count == count && (half > 0 || (half == 0 && is_odd))) {
        round_up(digits);
    }
    drop_zeros(digits);
}

static bool split_unless_zero(double number, quotient_t *quotient, mph_digits_t *digits) {
    digits->count = 0;
    digits->point = 0;
    if (number == 0) {
        return false;
    }
    split(number, quotient);
    if (big_compare(&quotient->over, &quotient->under) >= 0) {
        raise_point(quotient);
    }
    return true;
}

void mph_significant_digits(double number, size_t count, mph_digits_t *digits) {
    quotient_t quotient;
    if (split_unless_zero(number, &quotient, digits)) {
        first_digits(&quotient, count < MPH_MOST_DIGITS ? count : MPH_MOST_DIGITS, digits);
    }
}

void mph_fraction_digits(double number, int places, mph_digits_t *digits) {
    quotient_t quotient;
    if (split_unless_zero(number, &quotient, digits)) {
        places = places < MPH_MOST_DIGITS ? places : MPH_MOST_DIGITS;
        first_digits(&quotient, quotient.point + places, digits);
    }
}
