// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Upstream's big integers with digits of 32 bits, as it has them on 64-bit
// processors. For a 32-bit one it chooses 16, though this target multiplies 64
// bits at once; and with 32 it would shift words by their whole width. So its
// arithmetic is compiled here as for words of 64 bits, and the functions that
// take or give a word stand below.

#include <math.h>
#include <string.h>

#include "py/mpz.h"
#include "py/obj.h"
#include "py/objint.h"
#include "py/objstr.h"
#include "py/parsenumbase.h"
#include "py/runtime.h"
#include "py/smallint.h"

#include "port/floats.h"

_Static_assert(MPZ_DIG_SIZE == 32 && sizeof(mp_uint_t) == 4, "nothing of this is needed otherwise");

#undef MPZ_LONG_1
#define MPZ_LONG_1 1LL // `long` has 32 bits
#undef MPZ_NUM_DIG_FOR_INT
#define MPZ_NUM_DIG_FOR_INT (2) // for 64 bits

// What has to be exact, and an int that is small again: intfloat.c, and below.
#define mpz_as_float(big) mph_big_as_float(big)
#define mp_obj_int_as_float_impl upstream_mp_obj_int_as_float_impl
#define mp_obj_int_binary_op upstream_mp_obj_int_binary_op
#include "py/objint_mpz.c"
#undef mpz_as_float
#undef mp_obj_int_as_float_impl
#undef mp_obj_int_binary_op

static bool is_zero(mp_obj_t number) {
    return number == mp_const_false || (mp_obj_is_int(number) && mp_obj_int_sign(number) == 0);
}

static MP_NORETURN void raise_zero_division(mp_binary_op_t op) {
    bool is_modulo = op == MP_BINARY_OP_MODULO || op == MP_BINARY_OP_INPLACE_MODULO;
    mp_raise_msg(&mp_type_ZeroDivisionError, is_modulo ? MP_ERROR_TEXT("integer modulo by zero") : MP_ERROR_TEXT("integer division or modulo by zero"));
}

mp_obj_t mp_obj_int_binary_op(mp_binary_op_t op, mp_obj_t left, mp_obj_t right) {
    if (op <= MP_BINARY_OP_MORE_EQUAL && mp_obj_is_float(right) && isfinite(mp_obj_float_get(right))) {
        int order = -mph_compare_float_to_int(mp_obj_float_get(right), left);
        return mp_binary_op(op, MP_OBJ_NEW_SMALL_INT(order), MP_OBJ_NEW_SMALL_INT(0));
    }
    switch (op) {
        case MP_BINARY_OP_TRUE_DIVIDE:
        case MP_BINARY_OP_INPLACE_TRUE_DIVIDE:
            if (mp_obj_is_int(left) && mp_obj_is_int(right)) {
                return mph_divide_ints(left, right);
            }
            break;
        case MP_BINARY_OP_FLOOR_DIVIDE:
        case MP_BINARY_OP_INPLACE_FLOOR_DIVIDE:
        case MP_BINARY_OP_MODULO:
        case MP_BINARY_OP_INPLACE_MODULO:
        case MP_BINARY_OP_DIVMOD:
            if (is_zero(right)) {
                raise_zero_division(op);
            }
            break;
        default:
            break;
    }
    mp_obj_t result = upstream_mp_obj_int_binary_op(op, left, right);
    if (result != MP_OBJ_NULL && mp_obj_is_exact_type(result, &mp_type_int)) {
        const mpz_t *big = &((mp_obj_int_t *)MP_OBJ_TO_PTR(result))->mpz;
        if (big->len <= 1) {
            int64_t small = big->len == 0 ? 0 : big->neg ? -(int64_t)big->dig[0] : (int64_t)big->dig[0];
            return small >= MP_SMALL_INT_MIN && small <= MP_SMALL_INT_MAX ? MP_OBJ_NEW_SMALL_INT(small) : result;
        }
    }
    return result;
}

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
