// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What passes between int and float: rounded once, and compared exactly.

#include <math.h>

#include "py/mpz.h"
#include "py/objint.h"
#include "py/runtime.h"

#include "port/floats.h"
#include "port/number.h"
#include "port/raise.h"

#define FLOAT_BITS (53)
#define LOWEST_EXPONENT (-1074)

static size_t bits_of(const mpz_t *big) {
    return big->len == 0 ? 0 : 32 * big->len - __builtin_clz(big->dig[big->len - 1]);
}

// bits * 2**exponent, to the nearest float, and the even one of two. The lowest bit
// stands for all that is below it.
static double rounded(uint64_t bits, int exponent) {
    if (bits == 0) {
        return 0;
    }
    int dropped = 64 - __builtin_clzll(bits) - FLOAT_BITS;
    if (exponent + dropped < LOWEST_EXPONENT) {
        dropped = LOWEST_EXPONENT - exponent;
    }
    if (dropped > 63) {
        return 0;
    }
    if (dropped > 0) {
        uint64_t half = UINT64_C(1) << (dropped - 1);
        uint64_t rest = bits & (2 * half - 1);
        bits >>= dropped;
        bits += rest > half || (rest == half && bits % 2 == 1);
        exponent += dropped;
    }
    return ldexp((double)bits, exponent);
}

// The highest 62 bits or fewer, and in the lowest one whether there were others.
static uint64_t leading_bits(const mpz_t *big, int *exponent) {
    size_t bits = bits_of(big);
    size_t dropped = bits > 62 ? bits - 62 : 0;
    uint64_t leading = 0;
    bool rest = false;
    for (size_t i = 0; i < big->len; i++) {
        size_t end = 32 * (i + 1);
        if (end <= dropped) {
            rest |= big->dig[i] != 0;
        } else if (32 * i < dropped) {
            size_t low = dropped - 32 * i;
            rest |= (big->dig[i] & ((UINT32_C(1) << low) - 1)) != 0;
            leading |= big->dig[i] >> low;
        } else {
            leading |= (uint64_t)big->dig[i] << (32 * i - dropped);
        }
    }
    *exponent = dropped;
    return leading | rest;
}

double mph_big_as_float(const mpz_t *big) {
    int exponent;
    if (bits_of(big) > 1100) {
        return big->neg ? -INFINITY : INFINITY;
    }
    uint64_t bits = leading_bits(big, &exponent);
    double number = rounded(bits, exponent);
    return big->neg ? -number : number;
}

mp_float_t mp_obj_int_as_float_impl(mp_obj_t self) {
    double number = mph_big_as_float(&((mp_obj_int_t *)MP_OBJ_TO_PTR(self))->mpz);
    if (isinf(number)) {
        mp_raise_msg(&mp_type_OverflowError, MP_ERROR_TEXT("int too large to convert to float"));
    }
    return number;
}

// An int as a big one.
static const mpz_t *big_of(mp_obj_t integer, mpz_t *small, mpz_dig_t digits[2]) {
    if (mp_obj_is_small_int(integer)) {
        mpz_init_fixed_from_int(small, digits, 2, MP_OBJ_SMALL_INT_VALUE(integer));
        return small;
    }
    return &((mp_obj_int_t *)MP_OBJ_TO_PTR(integer))->mpz;
}

mp_obj_t mph_divide_ints(mp_obj_t left_in, mp_obj_t right_in) {
    mpz_t small[2];
    mpz_dig_t digits[2][2];
    const mpz_t *left = big_of(left_in, &small[0], digits[0]), *right = big_of(right_in, &small[1], digits[1]);
    if (right->len == 0) {
        mp_raise_msg(&mp_type_ZeroDivisionError, MP_ERROR_TEXT("division by zero"));
    }
    if (left->len == 0) {
        return mp_obj_new_float(right->neg ? -0.0 : 0.0);
    }
    // So that the quotient has 60 bits or 61.
    int shift = 60 - (int)bits_of(left) + (int)bits_of(right);
    if (shift < -1100) {
        mp_raise_msg(&mp_type_OverflowError, MP_ERROR_TEXT("integer division result too large for a float"));
    }
    mpz_t over, under, quotient, rest;
    mpz_init_zero(&over);
    mpz_init_zero(&under);
    mpz_init_zero(&quotient);
    mpz_init_zero(&rest);
    mpz_abs_inpl(&over, left);
    mpz_abs_inpl(&under, right);
    if (shift > 0) {
        mpz_shl_inpl(&over, &over, shift);
    } else {
        mpz_shl_inpl(&under, &under, -shift);
    }
    mpz_divmod_inpl(&quotient, &rest, &over, &under);
    int exponent;
    double number = rounded(leading_bits(&quotient, &exponent) | (rest.len > 0), -shift);
    mpz_deinit(&over);
    mpz_deinit(&under);
    mpz_deinit(&quotient);
    mpz_deinit(&rest);
    if (isinf(number)) {
        mp_raise_msg(&mp_type_OverflowError, MP_ERROR_TEXT("integer division result too large for a float"));
    }
    return mp_obj_new_float(left->neg != right->neg ? -number : number);
}

int mph_compare_float_to_int(double number, mp_obj_t integer) {
    int64_t small;
    if (mph_fit_int64(integer, &small) == MPH_FITS && small >= -(INT64_C(1) << 53) && small <= INT64_C(1) << 53) {
        return number < (double)small ? -1 : number > (double)small;
    }
    // Such a number is whole, or it is the smaller one by far.
    mp_obj_t whole = mp_obj_new_int_from_float(number);
    if (mp_obj_is_true(mp_binary_op(MP_BINARY_OP_LESS, whole, integer))) {
        return -1;
    }
    return mp_obj_is_true(mp_binary_op(MP_BINARY_OP_MORE, whole, integer));
}
