// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The module math, in place of upstream's, which lacks half of it and has other
// errors.

#include <math.h>

#include "py/builtin.h"
#include "py/objint.h"
#include "py/runtime.h"

#include "port/mathint.h"

static MP_NORETURN void raise_domain(void) {
    mp_raise_ValueError(MP_ERROR_TEXT("math domain error"));
}

static MP_NORETURN void raise_range(void) {
    mp_raise_msg(&mp_type_OverflowError, MP_ERROR_TEXT("math range error"));
}

static double number(mp_obj_t object) {
    double x = mp_obj_get_float(object);
    if (isinf(x) && mp_obj_is_int(object)) {
        mp_raise_msg(&mp_type_OverflowError, MP_ERROR_TEXT("int too large to convert to float"));
    }
    return x;
}

// A result that is infinite, or no number, of arguments that are neither.
static mp_obj_t checked(double result, bool all_finite, bool any_nan, bool can_overflow) {
    if (isnan(result) && !any_nan) {
        raise_domain();
    }
    if (isinf(result) && all_finite) {
        if (can_overflow) {
            raise_range();
        }
        raise_domain();
    }
    return mp_obj_new_float(result);
}

static mp_obj_t apply_1(mp_obj_t object, double (*function)(double), bool can_overflow) {
    double x = number(object);
    return checked(function(x), isfinite(x), isnan(x), can_overflow);
}

static mp_obj_t apply_2(mp_obj_t left, mp_obj_t right, double (*function)(double, double)) {
    double x = number(left), y = number(right);
    return checked(function(x, y), isfinite(x) && isfinite(y), isnan(x) || isnan(y), true);
}

#define FUNCTION_1(name, function, can_overflow) \
    static mp_obj_t math_##name(mp_obj_t x) { \
        return apply_1(x, function, can_overflow); \
    } \
    static MP_DEFINE_CONST_FUN_OBJ_1(math_##name##_obj, math_##name);
#define FUNCTION_2(name, function) \
    static mp_obj_t math_##name(mp_obj_t x, mp_obj_t y) { \
        return apply_2(x, y, function); \
    } \
    static MP_DEFINE_CONST_FUN_OBJ_2(math_##name##_obj, math_##name);
#define PREDICATE(name) \
    static mp_obj_t math_##name(mp_obj_t x) { \
        return mp_obj_new_bool(name(number(x))); \
    } \
    static MP_DEFINE_CONST_FUN_OBJ_1(math_##name##_obj, math_##name);

static double gamma_of(double x) {
    return isinf(x) && x < 0 ? (double)NAN : x == 0 || (x < 0 && x == floor(x)) ? (double)NAN : tgamma(x);
}

static double lgamma_of(double x) {
    return x <= 0 && x == floor(x) ? (isinf(x) ? (double)INFINITY : (double)NAN) : lgamma(x);
}

static double power(double x, double y) {
    if (x == 1 || y == 0) {
        return 1;
    }
    return x == 0 && y < 0 && isfinite(y) ? (double)NAN : pow(x, y);
}

static double remainder_of(double x, double y) {
    return isinf(x) || y == 0 ? (isnan(x) || isnan(y) ? x + y : (double)NAN) : remainder(x, y);
}

FUNCTION_1(acos, acos, false)
FUNCTION_1(acosh, acosh, false)
FUNCTION_1(asin, asin, false)
FUNCTION_1(asinh, asinh, false)
FUNCTION_1(atan, atan, false)
FUNCTION_1(atanh, atanh, false)
FUNCTION_1(cbrt, cbrt, false)
FUNCTION_1(cos, cos, false)
FUNCTION_1(cosh, cosh, true)
FUNCTION_1(erf, erf, false)
FUNCTION_1(erfc, erfc, false)
FUNCTION_1(exp, exp, true)
FUNCTION_1(exp2, exp2, true)
FUNCTION_1(expm1, expm1, true)
FUNCTION_1(fabs, fabs, false)
FUNCTION_1(gamma, gamma_of, true)
FUNCTION_1(lgamma, lgamma_of, true)
FUNCTION_1(log1p, log1p, false)
FUNCTION_1(sin, sin, false)
FUNCTION_1(sinh, sinh, true)
FUNCTION_1(sqrt, sqrt, false)
FUNCTION_1(tan, tan, false)
FUNCTION_1(tanh, tanh, false)
FUNCTION_2(atan2, atan2)
FUNCTION_2(copysign, copysign)
FUNCTION_2(fmod, fmod)
FUNCTION_2(pow, power)
FUNCTION_2(remainder, remainder_of)
PREDICATE(isfinite)
PREDICATE(isinf)
PREDICATE(isnan)

static mp_obj_t math_nextafter(mp_obj_t x, mp_obj_t y) {
    return mp_obj_new_float(nextafter(number(x), number(y)));
}
static MP_DEFINE_CONST_FUN_OBJ_2(math_nextafter_obj, math_nextafter);

static mp_obj_t math_ulp(mp_obj_t object) {
    double x = fabs(number(object));
    if (!isfinite(x)) {
        return mp_obj_new_float(x);
    }
    double next = nextafter(x, (double)INFINITY);
    return mp_obj_new_float(isinf(next) ? x - nextafter(x, 0) : next - x);
}
static MP_DEFINE_CONST_FUN_OBJ_1(math_ulp_obj, math_ulp);

// ---- to integers ----

static mp_obj_t to_int(mp_obj_t object, double (*function)(double), qstr method) {
    if (mp_obj_is_int(object)) {
        return mp_obj_is_bool(object) ? MP_OBJ_NEW_SMALL_INT(object == mp_const_true) : object;
    }
    if (!mp_obj_is_float(object)) {
        mp_obj_t dest[2];
        mp_load_method_maybe(object, method, dest);
        if (dest[0] != MP_OBJ_NULL) {
            return mp_call_method_n_kw(0, 0, dest);
        }
    }
    double x = number(object);
    if (isnan(x)) {
        mp_raise_ValueError(MP_ERROR_TEXT("cannot convert float NaN to integer"));
    }
    if (isinf(x)) {
        mp_raise_msg(&mp_type_OverflowError, MP_ERROR_TEXT("cannot convert float infinity to integer"));
    }
    return mp_obj_new_int_from_float(function(x));
}

static mp_obj_t math_ceil(mp_obj_t x) {
    return to_int(x, ceil, MP_QSTR___ceil__);
}
static MP_DEFINE_CONST_FUN_OBJ_1(math_ceil_obj, math_ceil);

static mp_obj_t math_floor(mp_obj_t x) {
    return to_int(x, floor, MP_QSTR___floor__);
}
static MP_DEFINE_CONST_FUN_OBJ_1(math_floor_obj, math_floor);

static mp_obj_t math_trunc(mp_obj_t x) {
    return to_int(x, trunc, MP_QSTR___trunc__);
}
static MP_DEFINE_CONST_FUN_OBJ_1(math_trunc_obj, math_trunc);

// ---- logarithms ----

// Also of integers that are too large for a float.
static double log_of(mp_obj_t object, double (*function)(double)) {
    size_t shift = 0;
    if (mp_obj_is_int(object) && mp_obj_int_sign(object) > 0) {
        size_t bits = mph_bit_length(object);
        if (bits > 1000) {
            shift = bits - 1000;
            object = mp_binary_op(MP_BINARY_OP_RSHIFT, object, mp_obj_new_int_from_uint(shift));
        }
    }
    double x = number(object);
    if (x <= 0) {
        raise_domain();
    }
    return shift == 0 ? function(x) : function(x) + shift * function(2);
}

static mp_obj_t math_log(size_t n_args, const mp_obj_t *args) {
    double result = log_of(args[0], log);
    if (n_args > 1) {
        double divisor = log_of(args[1], log);
        if (divisor == 0) {
            mp_raise_msg(&mp_type_ZeroDivisionError, MP_ERROR_TEXT("float division by zero"));
        }
        result /= divisor;
    }
    return mp_obj_new_float(result);
}
static MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(math_log_obj, 1, 2, math_log);

static mp_obj_t math_log2(mp_obj_t x) {
    return mp_obj_new_float(log_of(x, log2));
}
static MP_DEFINE_CONST_FUN_OBJ_1(math_log2_obj, math_log2);

static mp_obj_t math_log10(mp_obj_t x) {
    return mp_obj_new_float(log_of(x, log10));
}
static MP_DEFINE_CONST_FUN_OBJ_1(math_log10_obj, math_log10);

// ---- parts of numbers ----

static mp_obj_t math_frexp(mp_obj_t x) {
    int exponent = 0;
    double mantissa = frexp(number(x), &exponent);
    mp_obj_t parts[2] = { mp_obj_new_float(mantissa), MP_OBJ_NEW_SMALL_INT(isfinite(mantissa) ? exponent : 0) };
    return mp_obj_new_tuple(2, parts);
}
static MP_DEFINE_CONST_FUN_OBJ_1(math_frexp_obj, math_frexp);

static mp_obj_t math_ldexp(mp_obj_t x_in, mp_obj_t exponent_in) {
    double x = number(x_in);
    if (!mp_obj_is_int(exponent_in)) {
        mp_raise_TypeError(MP_ERROR_TEXT("Expected an int as second argument to ldexp."));
    }
    // What is beyond these makes no difference.
    int exponent = mp_obj_int_sign(exponent_in) < 0 ? -5000 : 5000;
    if (mp_obj_is_small_int(exponent_in)) {
        exponent = MAX(MIN(MP_OBJ_SMALL_INT_VALUE(exponent_in), 5000), -5000);
    }
    double result = ldexp(x, exponent);
    if (isinf(result) && isfinite(x)) {
        raise_range();
    }
    return mp_obj_new_float(result);
}
static MP_DEFINE_CONST_FUN_OBJ_2(math_ldexp_obj, math_ldexp);

static mp_obj_t math_modf(mp_obj_t x_in) {
    double whole, x = number(x_in);
    double fraction = modf(x, &whole);
    mp_obj_t parts[2] = { mp_obj_new_float(copysign(fraction, x)), mp_obj_new_float(whole) };
    return mp_obj_new_tuple(2, parts);
}
static MP_DEFINE_CONST_FUN_OBJ_1(math_modf_obj, math_modf);

static mp_obj_t math_degrees(mp_obj_t x) {
    return mp_obj_new_float(number(x) * (180 / M_PI));
}
static MP_DEFINE_CONST_FUN_OBJ_1(math_degrees_obj, math_degrees);

static mp_obj_t math_radians(mp_obj_t x) {
    return mp_obj_new_float(number(x) * (M_PI / 180));
}
static MP_DEFINE_CONST_FUN_OBJ_1(math_radians_obj, math_radians);

static mp_obj_t math_isclose(size_t n_args, const mp_obj_t *args, mp_map_t *keywords) {
    static const mp_arg_t allowed[] = {
        { MP_QSTR_a, MP_ARG_REQUIRED | MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
        { MP_QSTR_b, MP_ARG_REQUIRED | MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
        { MP_QSTR_rel_tol, MP_ARG_KW_ONLY | MP_ARG_OBJ, { .u_obj = MP_OBJ_NULL } },
        { MP_QSTR_abs_tol, MP_ARG_KW_ONLY | MP_ARG_OBJ, { .u_rom_obj = MP_ROM_INT(0) } },
    };
    mp_arg_val_t values[4];
    mp_arg_parse_all(n_args, args, keywords, 4, allowed, values);
    double a = number(values[0].u_obj), b = number(values[1].u_obj);
    double relative = values[2].u_obj == MP_OBJ_NULL ? 1e-9 : number(values[2].u_obj);
    double absolute = number(values[3].u_obj);
    if (relative < 0 || absolute < 0) {
        mp_raise_ValueError(MP_ERROR_TEXT("tolerances must be non-negative"));
    }
    double difference = fabs(a - b);
    bool close = !isinf(a) && !isinf(b) && (difference <= fabs(relative * b) || difference <= fabs(relative * a) || difference <= absolute);
    return mp_obj_new_bool(a == b || close);
}
static MP_DEFINE_CONST_FUN_OBJ_KW(math_isclose_obj, 0, math_isclose);

#define NAME(name) { MP_ROM_QSTR(MP_QSTR_##name), MP_ROM_PTR(&math_##name##_obj) }
#define EXACT(name) { MP_ROM_QSTR(MP_QSTR_##name), MP_ROM_PTR(&mph_math_##name##_obj) }

static const mp_rom_map_elem_t math_globals_table[] = {
    { MP_ROM_QSTR(MP_QSTR___name__), MP_ROM_QSTR(MP_QSTR_math) },
    { MP_ROM_QSTR(MP_QSTR_e), mp_const_float_e },
    { MP_ROM_QSTR(MP_QSTR_inf), mp_const_float_inf },
    { MP_ROM_QSTR(MP_QSTR_nan), mp_const_float_nan },
    { MP_ROM_QSTR(MP_QSTR_pi), mp_const_float_pi },
    { MP_ROM_QSTR(MP_QSTR_tau), mp_const_float_tau },
    NAME(sqrt), NAME(floor), NAME(ceil), EXACT(gcd), NAME(log), NAME(pow), NAME(sin), NAME(cos), NAME(exp), // used most
    NAME(acos), NAME(acosh), NAME(asin), NAME(asinh), NAME(atan), NAME(atan2), NAME(atanh), NAME(cbrt), EXACT(comb),
    NAME(copysign), NAME(cosh), NAME(degrees), EXACT(dist), NAME(erf), NAME(erfc), NAME(exp2), NAME(expm1), NAME(fabs),
    EXACT(factorial), NAME(fmod), NAME(frexp), EXACT(fsum), NAME(gamma), EXACT(hypot), NAME(isclose), NAME(isfinite),
    NAME(isinf), NAME(isnan), EXACT(isqrt), EXACT(lcm), NAME(ldexp), NAME(lgamma), NAME(log10), NAME(log1p), NAME(log2),
    NAME(modf), NAME(nextafter), EXACT(perm), EXACT(prod), NAME(radians), NAME(remainder), NAME(sinh), NAME(tan),
    NAME(tanh), NAME(trunc), NAME(ulp),
};
static MP_DEFINE_CONST_DICT(math_globals, math_globals_table);

const mp_obj_module_t mp_module_math = {
    .base = { &mp_type_module },
    .globals = (mp_obj_dict_t *)&math_globals,
};
MP_REGISTER_MODULE(MP_QSTR_math, mp_module_math);
