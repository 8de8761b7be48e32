// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Natural numbers of a bounded size, for decimal.c and decimalread.c.

#ifndef MPH_BIGDIGITS_H
#define MPH_BIGDIGITS_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

// For 10**1150, with room for a factor of ten.
#define BIG_WORDS (124)

// The lowest word first; the highest is not 0.
typedef struct _big_t {
    uint32_t length;
    uint32_t words[BIG_WORDS];
} big_t;

static inline void big_set(big_t *big, uint64_t number) {
    big->words[0] = (uint32_t)number;
    big->words[1] = number >> 32;
    big->length = big->words[1] != 0 ? 2 : big->words[0] != 0;
}

static inline void big_copy(big_t *to, const big_t *from) {
    to->length = from->length;
    memcpy(to->words, from->words, from->length * sizeof(uint32_t));
}

static inline uint32_t big_bits(const big_t *big) {
    return big->length == 0 ? 0 : 32 * big->length - __builtin_clz(big->words[big->length - 1]);
}

// big = big * factor + summand
static inline void big_multiply(big_t *big, uint32_t factor, uint32_t summand) {
    uint64_t carry = summand;
    for (uint32_t i = 0; i < big->length; i++) {
        carry += (uint64_t)big->words[i] * factor;
        big->words[i] = (uint32_t)carry;
        carry >>= 32;
    }
    if (carry != 0) {
        big->words[big->length++] = (uint32_t)carry;
    }
}

static inline void big_times_ten_to(big_t *big, uint32_t power) {
    for (; power >= 9; power -= 9) {
        big_multiply(big, 1000000000, 0);
    }
    for (; power > 0; power--) {
        big_multiply(big, 10, 0);
    }
}

static inline void big_shift_left(big_t *big, uint32_t bits) {
    uint32_t words = bits / 32;
    if (big->length == 0) {
        return;
    }
    big_multiply(big, UINT32_C(1) << (bits % 32), 0);
    memmove(big->words + words, big->words, big->length * sizeof(uint32_t));
    memset(big->words, 0, words * sizeof(uint32_t));
    big->length += words;
}

// Less than, equal to or more than 0, as `left` is to `right`.
static inline int big_compare(const big_t *left, const big_t *right) {
    if (left->length != right->length) {
        return left->length < right->length ? -1 : 1;
    }
    for (uint32_t i = left->length; i-- > 0; ) {
        if (left->words[i] != right->words[i]) {
            return left->words[i] < right->words[i] ? -1 : 1;
        }
    }
    return 0;
}

// `other` is not more than `big`.
static inline void big_subtract(big_t *big, const big_t *other) {
    int64_t borrow = 0;
    for (uint32_t i = 0; i < big->length; i++) {
        borrow += (int64_t)big->words[i] - (i < other->length ? other->words[i] : 0);
        big->words[i] = (uint32_t)borrow;
        borrow >>= 32;
    }
    while (big->length > 0 && big->words[big->length - 1] == 0) {
        big->length -= 1;
    }
}

static inline void big_add(big_t *big, const big_t *other) {
    uint64_t carry = 0;
    for (uint32_t i = 0; i < other->length || carry != 0; i++) {
        if (i >= big->length) {
            big->words[big->length++] = 0;
        }
        carry += (uint64_t)big->words[i] + (i < other->length ? other->words[i] : 0);
        big->words[i] = (uint32_t)carry;
        carry >>= 32;
    }
}

#endif // MPH_BIGDIGITS_H
