// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Upstream's big integers with digits of 32 bits, as it has them on 64-bit
// processors. For a 32-bit one it chooses 16, though this target multiplies 64
// bits at once; and with 32 it would shift words by their whole width. So its
// arithmetic is compiled here as for words of 64 bits, and the functions that
// take or give a word stand below.

#include <string.h>

#include "py/mpz.h"
#include "py/obj.h"
#include "py/objint.h"
#include "py/objstr.h"
#include "py/parsenumbase.h"
#include "py/runtime.h"
#include "py/smallint.h"

_Static_assert(MPZ_DIG_SIZE == 32 && sizeof(mp_uint_t) == 4, "nothing of this is needed otherwise");

#undef MPZ_LONG_1
#define MPZ_LONG_1 1LL // `long` has 32 bits
#undef MPZ_NUM_DIG_FOR_INT
#define MPZ_NUM_DIG_FOR_INT (2) // for 64 bits
#include "py/objint_mpz.c"

#define mp_int_t int64_t
#define mp_uint_t uint64_t
#undef MP_OBJ_WORD_MSBIT_HIGH
#define MP_OBJ_WORD_MSBIT_HIGH (UINT64_C(1) << 63)
#define mpz_init_from_int wide_init_from_int
#define mpz_init_fixed_from_int wide_init_fixed_from_int
#define mpz_set_from_int wide_set_from_int
#define mpz_shl_inpl wide_shl_inpl
#define mpz_shr_inpl wide_shr_inpl
#define mpz_hash wide_hash
#define mpz_as_int_checked wide_as_int_checked
#define mpz_as_uint_checked wide_as_uint_checked
void mpz_set_from_int(mpz_t *z, mp_int_t src);
#include "py/mpz.c"
#undef mp_int_t
#undef mp_uint_t
#undef mpz_init_from_int
#undef mpz_init_fixed_from_int
#undef mpz_set_from_int
#undef mpz_shl_inpl
#undef mpz_shr_inpl
#undef mpz_hash
#undef mpz_as_int_checked
#undef mpz_as_uint_checked

void mpz_init_from_int(mpz_t *z, mp_int_t value) {
    wide_init_from_int(z, value);
}

void mpz_init_fixed_from_int(mpz_t *z, mpz_dig_t *digits, size_t count, mp_int_t value) {
    wide_init_fixed_from_int(z, digits, count, value);
}

void mpz_set_from_int(mpz_t *z, mp_int_t value) {
    wide_set_from_int(z, value);
}

void mpz_shl_inpl(mpz_t *dest, const mpz_t *from, mp_uint_t bits) {
    wide_shl_inpl(dest, from, bits);
}

void mpz_shr_inpl(mpz_t *dest, const mpz_t *from, mp_uint_t bits) {
    wide_shr_inpl(dest, from, bits);
}

mp_int_t mpz_hash(const mpz_t *z) {
    return (mp_int_t)wide_hash(z);
}

bool mpz_as_int_checked(const mpz_t *z, mp_int_t *value) {
    int64_t wide;
    if (!wide_as_int_checked(z, &wide) || wide > INT32_MAX || wide < -INT32_MAX) {
        return false;
    }
    *value = (mp_int_t)wide;
    return true;
}

bool mpz_as_uint_checked(const mpz_t *z, mp_uint_t *value) {
    uint64_t wide;
    if (!wide_as_uint_checked(z, &wide) || wide > UINT32_MAX) {
        return false;
    }
    *value = (mp_uint_t)wide;
    return true;
}
