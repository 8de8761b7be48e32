// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The functions of the module math that are about integers, of any size.

#include "py/builtin.h"
#include "py/objint.h"
#include "py/runtime.h"
#include "py/smallint.h"

#include "port/mathint.h"

#define SMALL(n) MP_OBJ_NEW_SMALL_INT(n)

static mp_obj_t binary(mp_binary_op_t op, mp_obj_t left, mp_obj_t right) {
    return mp_binary_op(op, left, right);
}

static mp_obj_t as_int(mp_obj_t number) {
    if (mp_obj_is_bool(number)) {
        return SMALL(number == mp_const_true);
    }
    if (mp_obj_is_int(number)) {
        return number;
    }
    mp_obj_t dest[2];
    mp_load_method_maybe(number, MP_QSTR___index__, dest);
    mp_obj_t index = dest[0] == MP_OBJ_NULL ? mp_const_none : mp_call_method_n_kw(0, 0, dest);
    if (!mp_obj_is_int(index)) {
        mp_raise_msg_varg(&mp_type_TypeError, MP_ERROR_TEXT("'%s' object cannot be interpreted as an integer"), mp_obj_get_type_str(number));
    }
    return index;
}

static bool is_negative(mp_obj_t number) {
    return mp_obj_int_sign(number) < 0;
}

size_t mph_bit_length(mp_obj_t number) {
    if (mp_obj_is_small_int(number)) {
        mp_int_t value = MP_OBJ_SMALL_INT_VALUE(number);
        mp_uint_t magnitude = value < 0 ? -(mp_uint_t)value : (mp_uint_t)value;
        return magnitude == 0 ? 0 : 8 * sizeof(long long) - __builtin_clzll(magnitude);
    }
    const mpz_t *z = &((const mp_obj_int_t *)MP_OBJ_TO_PTR(number))->mpz;
    return z->len == 0 ? 0 : z->len * MPZ_DIG_SIZE - (__builtin_clzll(z->dig[z->len - 1]) - (64 - MPZ_DIG_SIZE));
}

// ---- gcd, lcm ----

static mp_obj_t gcd2(mp_obj_t a, mp_obj_t b) {
    while (!mp_obj_is_small_int(a) || !mp_obj_is_small_int(b)) {
        if (b == SMALL(0)) {
            return mp_unary_op(MP_UNARY_OP_ABS, a);
        }
        mp_obj_t rest = binary(MP_BINARY_OP_MODULO, a, b);
        a = b;
        b = rest;
    }
    mp_int_t x = MP_OBJ_SMALL_INT_VALUE(a), y = MP_OBJ_SMALL_INT_VALUE(b);
    while (y != 0) {
        mp_int_t rest = x % y;
        x = y;
        y = rest;
    }
    return mp_obj_new_int(x < 0 ? -x : x);
}

static mp_obj_t math_gcd(size_t n_args, const mp_obj_t *args) {
    mp_obj_t result = SMALL(0);
    for (size_t i = 0; i < n_args; i++) {
        result = gcd2(result, as_int(args[i]));
    }
    return result;
}
MP_DEFINE_CONST_FUN_OBJ_VAR(mph_math_gcd_obj, 0, math_gcd);

static mp_obj_t math_lcm(size_t n_args, const mp_obj_t *args) {
    mp_obj_t result = SMALL(1);
    for (size_t i = 0; i < n_args; i++) {
        mp_obj_t number = as_int(args[i]);
        if (number == SMALL(0) || result == SMALL(0)) {
            result = SMALL(0);
        } else {
            mp_obj_t product = binary(MP_BINARY_OP_MULTIPLY, result, number);
            result = mp_unary_op(MP_UNARY_OP_ABS, binary(MP_BINARY_OP_FLOOR_DIVIDE, product, gcd2(result, number)));
        }
    }
    return result;
}
MP_DEFINE_CONST_FUN_OBJ_VAR(mph_math_lcm_obj, 0, math_lcm);

// ---- isqrt ----

static mp_obj_t math_isqrt(mp_obj_t number) {
    number = as_int(number);
    if (is_negative(number)) {
        mp_raise_ValueError(MP_ERROR_TEXT("isqrt() argument must be nonnegative"));
    }
    if (number == SMALL(0)) {
        return number;
    }
    // Newton's method, from above.
    mp_obj_t root = binary(MP_BINARY_OP_LSHIFT, SMALL(1), mp_obj_new_int_from_uint((mph_bit_length(number) + 1) / 2));
    for (;;) {
        mp_obj_t sum = binary(MP_BINARY_OP_ADD, root, binary(MP_BINARY_OP_FLOOR_DIVIDE, number, root));
        mp_obj_t next = binary(MP_BINARY_OP_RSHIFT, sum, SMALL(1));
        if (binary(MP_BINARY_OP_MORE_EQUAL, next, root) == mp_const_true) {
            return root;
        }
        root = next;
    }
}
MP_DEFINE_CONST_FUN_OBJ_1(mph_math_isqrt_obj, math_isqrt);

// ---- products ----

// The product of all integers from `first` to `last`, by halves, so that factors
// are of about the same size.
static mp_obj_t product(mp_uint_t first, mp_uint_t last) {
    if (last - first >= 8) {
        mp_uint_t middle = first + (last - first) / 2;
        return binary(MP_BINARY_OP_MULTIPLY, product(first, middle), product(middle + 1, last));
    }
    mp_obj_t result = SMALL(1);
    unsigned long long few = first; // the product of some, as long as it fits
    for (mp_uint_t next = first + 1; next <= last; next++) {
        if (few > UINT64_MAX / next) {
            result = binary(MP_BINARY_OP_MULTIPLY, result, mp_obj_new_int_from_ull(few));
            few = 1;
        }
        few *= next;
    }
    return binary(MP_BINARY_OP_MULTIPLY, result, mp_obj_new_int_from_ull(few));
}

static mp_obj_t math_factorial(mp_obj_t number) {
    number = as_int(number);
    if (is_negative(number)) {
        mp_raise_ValueError(MP_ERROR_TEXT("factorial() not defined for negative values"));
    }
    if (!mp_obj_is_small_int(number)) {
        mp_raise_msg(&mp_type_OverflowError, MP_ERROR_TEXT("factorial() argument is too large"));
    }
    return number == SMALL(0) ? SMALL(1) : product(1, MP_OBJ_SMALL_INT_VALUE(number));
}
MP_DEFINE_CONST_FUN_OBJ_1(mph_math_factorial_obj, math_factorial);

static void check_counts(mp_obj_t n, mp_obj_t k) {
    if (is_negative(n)) {
        mp_raise_ValueError(MP_ERROR_TEXT("n must be a non-negative integer"));
    }
    if (is_negative(k)) {
        mp_raise_ValueError(MP_ERROR_TEXT("k must be a non-negative integer"));
    }
}

// n * (n - 1) * ... of k factors; divided by k! for combinations.
static mp_obj_t falling(mp_obj_t n, mp_obj_t k, bool divide) {
    if (binary(MP_BINARY_OP_MORE, k, n) == mp_const_true) {
        return SMALL(0);
    }
    if (divide) {
        mp_obj_t other = binary(MP_BINARY_OP_SUBTRACT, n, k);
        k = binary(MP_BINARY_OP_LESS, other, k) == mp_const_true ? other : k;
    }
    if (!mp_obj_is_small_int(k)) {
        mp_raise_msg(&mp_type_OverflowError, MP_ERROR_TEXT("k is too large"));
    }
    mp_int_t count = MP_OBJ_SMALL_INT_VALUE(k);
    mp_obj_t result = SMALL(1);
    if (!divide && mp_obj_is_small_int(n) && count > 0) {
        return product(MP_OBJ_SMALL_INT_VALUE(n) - count + 1, MP_OBJ_SMALL_INT_VALUE(n));
    }
    for (mp_int_t i = 0; i < count; i++) {
        result = binary(MP_BINARY_OP_MULTIPLY, result, binary(MP_BINARY_OP_SUBTRACT, n, SMALL(i)));
        if (divide) {
            result = binary(MP_BINARY_OP_FLOOR_DIVIDE, result, SMALL(i + 1));
        }
    }
    return result;
}

static mp_obj_t math_comb(mp_obj_t n, mp_obj_t k) {
    n = as_int(n);
    k = as_int(k);
    check_counts(n, k);
    return falling(n, k, true);
}
MP_DEFINE_CONST_FUN_OBJ_2(mph_math_comb_obj, math_comb);

static mp_obj_t math_perm(size_t n_args, const mp_obj_t *args) {
    mp_obj_t n = as_int(args[0]);
    if (n_args == 1 || args[1] == mp_const_none) {
        return math_factorial(n);
    }
    mp_obj_t k = as_int(args[1]);
    check_counts(n, k);
    return falling(n, k, false);
}
MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(mph_math_perm_obj, 1, 2, math_perm);

static mp_obj_t math_prod(size_t n_args, const mp_obj_t *args, mp_map_t *keywords) {
    static const mp_arg_t allowed[] = {
        { MP_QSTR_iterable, MP_ARG_REQUIRED | MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
        { MP_QSTR_start, MP_ARG_KW_ONLY | MP_ARG_OBJ, { .u_rom_obj = MP_ROM_INT(1) } },
    };
    mp_arg_val_t values[2];
    mp_arg_parse_all(n_args, args, keywords, 2, allowed, values);
    mp_obj_iter_buf_t buffer;
    mp_obj_t items = mp_getiter(values[0].u_obj, &buffer);
    mp_obj_t result = values[1].u_obj;
    mp_obj_t item;
    while ((item = mp_iternext(items)) != MP_OBJ_STOP_ITERATION) {
        result = binary(MP_BINARY_OP_MULTIPLY, result, item);
    }
    return result;
}
MP_DEFINE_CONST_FUN_OBJ_KW(mph_math_prod_obj, 0, math_prod);
