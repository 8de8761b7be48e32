// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Floats as operands.

#include <math.h>
#include <string.h>

#include "py/objint.h"
#include "py/runtime.h"
#include "py/smallint.h"

#include "port/floats.h"
#include "port/hash.h"
#include "port/raise.h"

mp_int_t mp_float_hash(mp_float_t number) {
    return (mp_int_t)mph_hash_float(number);
}

mp_obj_t mph_float_unary_op(mp_unary_op_t op, mp_obj_t self) {
    double number = mp_obj_float_get(self);
    switch (op) {
        case MP_UNARY_OP_BOOL:
            return mp_obj_new_bool(number != 0);
        case MP_UNARY_OP_HASH:
            return MP_OBJ_NEW_SMALL_INT(mp_float_hash(number));
        case MP_UNARY_OP_POSITIVE:
            return self;
        case MP_UNARY_OP_NEGATIVE:
            return mp_obj_new_float(-number);
        case MP_UNARY_OP_ABS:
            return signbit(number) ? mp_obj_new_float(-number) : self;
        default:
            return MP_OBJ_NULL; // op not supported
    }
}

static MP_NORETURN void raise_zero_division(mp_rom_error_text_t message) {
    mp_raise_msg(&mp_type_ZeroDivisionError, message);
}

// As CPython does it: quotient * divisor + rest is the number, and the rest has the
// sign of the divisor.
static double divmod(double number, double divisor, double *rest) {
    *rest = fmod(number, divisor);
    double quotient = (number - *rest) / divisor;
    if (*rest == 0) {
        *rest = copysign(0, divisor);
    } else if ((*rest < 0) != (divisor < 0)) {
        *rest += divisor;
        quotient -= 1;
    }
    if (quotient == 0) {
        return copysign(0, number / divisor);
    }
    double whole = floor(quotient);
    return quotient - whole > 0.5 ? whole + 1 : whole;
}

static mp_obj_t power(double base, double exponent, mp_obj_t exponent_in) {
    if (base == 0 && exponent < 0 && !isinf(exponent)) {
        raise_zero_division(MP_ERROR_TEXT("0.0 cannot be raised to a negative power"));
    }
    if (base < 0 && isfinite(base) && isfinite(exponent) && floor(exponent) != exponent) {
        return mp_obj_complex_binary_op(MP_BINARY_OP_POWER, base, 0, exponent_in);
    }
    if (base == 1 || exponent == 0) {
        return mp_obj_new_float(1);
    }
    double result = pow(base, exponent);
    if (isinf(result) && isfinite(base) && isfinite(exponent)) {
        mp_obj_t args[] = { MP_OBJ_NEW_SMALL_INT(34), mp_obj_new_str_from_cstr("Numerical result out of range") };
        nlr_raise(mp_obj_exception_make_new(&mp_type_OverflowError, 2, 0, args));
    }
    return mp_obj_new_float(result);
}

static mp_obj_t compare(mp_binary_op_t op, int order) {
    switch (op) {
        case MP_BINARY_OP_LESS:
            return mp_obj_new_bool(order < 0);
        case MP_BINARY_OP_MORE:
            return mp_obj_new_bool(order > 0);
        case MP_BINARY_OP_EQUAL:
            return mp_obj_new_bool(order == 0);
        case MP_BINARY_OP_LESS_EQUAL:
            return mp_obj_new_bool(order <= 0);
        default:
            return mp_obj_new_bool(order >= 0);
    }
}

static bool compares(mp_binary_op_t op) {
    return op <= MP_BINARY_OP_MORE_EQUAL;
}

mp_obj_t mp_obj_float_binary_op(mp_binary_op_t op, mp_float_t left, mp_obj_t right_in) {
    if (compares(op) && mp_obj_is_exact_type(right_in, &mp_type_int) && isfinite(left)) {
        return compare(op, mph_compare_float_to_int(left, right_in)); // which may be no float
    }
    mp_float_t right;
    if (!mp_obj_get_float_maybe(right_in, &right)) {
        return MP_OBJ_NULL; // op not supported
    }
    double rest;
    switch (op) {
        case MP_BINARY_OP_ADD:
        case MP_BINARY_OP_INPLACE_ADD:
            return mp_obj_new_float(left + right);
        case MP_BINARY_OP_SUBTRACT:
        case MP_BINARY_OP_INPLACE_SUBTRACT:
            return mp_obj_new_float(left - right);
        case MP_BINARY_OP_MULTIPLY:
        case MP_BINARY_OP_INPLACE_MULTIPLY:
            return mp_obj_new_float(left * right);
        case MP_BINARY_OP_TRUE_DIVIDE:
        case MP_BINARY_OP_INPLACE_TRUE_DIVIDE:
            if (right == 0) {
                raise_zero_division(MP_ERROR_TEXT("float division by zero"));
            }
            return mp_obj_new_float(left / right);
        case MP_BINARY_OP_FLOOR_DIVIDE:
        case MP_BINARY_OP_INPLACE_FLOOR_DIVIDE:
            if (right == 0) {
                raise_zero_division(MP_ERROR_TEXT("float floor division by zero"));
            }
            return mp_obj_new_float(divmod(left, right, &rest));
        case MP_BINARY_OP_MODULO:
        case MP_BINARY_OP_INPLACE_MODULO:
            if (right == 0) {
                raise_zero_division(MP_ERROR_TEXT("float modulo"));
            }
            divmod(left, right, &rest);
            return mp_obj_new_float(rest);
        case MP_BINARY_OP_DIVMOD: {
            if (right == 0) {
                raise_zero_division(MP_ERROR_TEXT("float divmod()"));
            }
            double quotient = divmod(left, right, &rest);
            mp_obj_t both[] = { mp_obj_new_float(quotient), mp_obj_new_float(rest) };
            return mp_obj_new_tuple(2, both);
        }
        case MP_BINARY_OP_POWER:
        case MP_BINARY_OP_INPLACE_POWER:
            return power(left, right, right_in);
        case MP_BINARY_OP_LESS:
            return mp_obj_new_bool(left < right);
        case MP_BINARY_OP_MORE:
            return mp_obj_new_bool(left > right);
        case MP_BINARY_OP_EQUAL:
            return mp_obj_new_bool(left == right);
        case MP_BINARY_OP_LESS_EQUAL:
            return mp_obj_new_bool(left <= right);
        case MP_BINARY_OP_MORE_EQUAL:
            return mp_obj_new_bool(left >= right);
        default:
            return MP_OBJ_NULL; // op not supported
    }
}

mp_obj_t mph_float_binary_op(mp_binary_op_t op, mp_obj_t left, mp_obj_t right) {
    mp_float_t number = mp_obj_float_get(left);
    if (mp_obj_is_type(right, &mp_type_complex)) {
        return mp_obj_complex_binary_op(op, number, 0, right);
    }
    return mp_obj_float_binary_op(op, number, right);
}
