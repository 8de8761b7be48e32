// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Built-in functions of numbers and characters.

#include <math.h>
#include <string.h>

#include "py/builtin.h"
#include "py/objint.h"
#include "py/objstr.h"
#include "py/objtype.h"
#include "py/runtime.h"
#include "py/smallint.h"
#include "py/unicode.h"

#include "port/builtins.h"
#include "port/decimal.h"
#include "port/format.h"
#include "port/hash.h"
#include "port/number.h"
#include "port/raise.h"
#include "port/text.h"

static mp_obj_t builtin_abs(mp_obj_t value) {
    return mp_unary_op(MP_UNARY_OP_ABS, value);
}
MP_DEFINE_CONST_FUN_OBJ_1(mp_builtin_abs_obj, builtin_abs);

// __divmod__ and __rdivmod__ are for programs' own classes only.
static mp_obj_t own_divmod(mp_obj_t object, qstr name, mp_obj_t other) {
    mp_obj_t method[3];
    if (!mp_obj_is_instance_type(mp_obj_get_type(object))) {
        return MP_OBJ_NULL;
    }
    mp_load_method_maybe(object, name, method);
    if (method[0] == MP_OBJ_NULL) {
        return MP_OBJ_NULL;
    }
    method[2] = other;
    mp_obj_t result = mp_call_method_n_kw(1, 0, method);
    return result == mp_const_notimplemented ? MP_OBJ_NULL : result;
}

static mp_obj_t builtin_divmod(mp_obj_t left, mp_obj_t right) {
    mp_obj_t result = own_divmod(left, MP_QSTR___divmod__, right);
    result = result != MP_OBJ_NULL ? result : own_divmod(right, MP_QSTR___rdivmod__, left);
    return result != MP_OBJ_NULL ? result : mp_binary_op(MP_BINARY_OP_DIVMOD, left, right);
}
MP_DEFINE_CONST_FUN_OBJ_2(mp_builtin_divmod_obj, builtin_divmod);

static mp_obj_t builtin_hash(mp_obj_t value) {
    return mph_new_int64(mph_hash(value));
}
MP_DEFINE_CONST_FUN_OBJ_1(mp_builtin_hash_obj, builtin_hash);

static mp_obj_t builtin_len(mp_obj_t value) {
    return mp_obj_len(value);
}
MP_DEFINE_CONST_FUN_OBJ_1(mp_builtin_len_obj, builtin_len);

// ---- other bases ----

mp_obj_t mph_get_integer(mp_obj_t value) {
    if (mp_obj_is_int(value)) {
        return value;
    }
    mp_obj_t number = mp_obj_is_bool(value) ? MP_OBJ_NEW_SMALL_INT(value == mp_const_true) : mp_unary_op(MP_UNARY_OP_INT_MAYBE, value);
    if (number == MP_OBJ_NULL || !mp_obj_is_int(number)) {
        mph_raise(&mp_type_TypeError, "'%t' object cannot be interpreted as an integer", value);
    }
    return number;
}

static mp_obj_t in_base(mp_obj_t value, char type) {
    mph_spec_t spec = { .fill = ' ', .is_alternate = true, .type = type, .width = -1, .precision = -1 };
    vstr_t text;
    vstr_init(&text, 40);
    mph_format_number(&text, mph_get_integer(value), &spec);
    return mp_obj_new_str_from_utf8_vstr(&text);
}

static mp_obj_t builtin_bin(mp_obj_t value) {
    return in_base(value, 'b');
}
MP_DEFINE_CONST_FUN_OBJ_1(mp_builtin_bin_obj, builtin_bin);

static mp_obj_t builtin_oct(mp_obj_t value) {
    return in_base(value, 'o');
}
MP_DEFINE_CONST_FUN_OBJ_1(mp_builtin_oct_obj, builtin_oct);

static mp_obj_t builtin_hex(mp_obj_t value) {
    return in_base(value, 'x');
}
MP_DEFINE_CONST_FUN_OBJ_1(mp_builtin_hex_obj, builtin_hex);

// ---- characters ----

static mp_obj_t builtin_chr(mp_obj_t value) {
    int64_t code = mph_get_int64(value);
    if (code < 0 || code > 0x10ffff) {
        mp_raise_ValueError(MP_ERROR_TEXT("chr() arg not in range(0x110000)"));
    }
    byte encoded[4];
    size_t length = mph_put_utf8(encoded, code);
    return mph_str_of_character(encoded, length);
}
MP_DEFINE_CONST_FUN_OBJ_1(mp_builtin_chr_obj, builtin_chr);

static mp_obj_t builtin_ord(mp_obj_t value) {
    mph_text_t any = { &mp_type_str, NULL, 0 };
    if (!mph_text_is_like(&any, value)) {
        any.type = &mp_type_bytes;
        if (!mph_text_is_like(&any, value)) {
            mph_raise(&mp_type_TypeError, "ord() expected string of length 1, but %t found", value);
        }
    }
    mph_text_t text = mph_text_argument(&any, value, "ord() argument");
    size_t count = mph_text_count(&text);
    if (count != 1) {
        mph_raise(&mp_type_TypeError, "ord() expected a character, but string of length %u found", (unsigned)count);
    }
    return MP_OBJ_NEW_SMALL_INT(mph_text_next(&text, &text.data));
}
MP_DEFINE_CONST_FUN_OBJ_1(mp_builtin_ord_obj, builtin_ord);

// ---- powers ----

static mp_obj_t op(mp_binary_op_t op, mp_obj_t left, mp_obj_t right) {
    return mp_binary_op(op, left, right);
}

// By Euclid's algorithm: what `base` times it leaves 1 of, divided by `modulus`.
static mp_obj_t inverse(mp_obj_t base, mp_obj_t modulus) {
    const mp_obj_t zero = MP_OBJ_NEW_SMALL_INT(0), one = MP_OBJ_NEW_SMALL_INT(1);
    mp_obj_t rest = op(MP_BINARY_OP_MODULO, base, modulus), rest_before = modulus;
    mp_obj_t factor = one, factor_before = zero;
    while (!mp_obj_equal(rest, zero)) {
        mp_obj_t quotient = op(MP_BINARY_OP_FLOOR_DIVIDE, rest_before, rest);
        mp_obj_t rest_next = op(MP_BINARY_OP_SUBTRACT, rest_before, op(MP_BINARY_OP_MULTIPLY, quotient, rest));
        mp_obj_t factor_next = op(MP_BINARY_OP_SUBTRACT, factor_before, op(MP_BINARY_OP_MULTIPLY, quotient, factor));
        rest_before = rest;
        rest = rest_next;
        factor_before = factor;
        factor = factor_next;
    }
    if (mp_obj_equal(rest_before, MP_OBJ_NEW_SMALL_INT(-1))) {
        factor_before = mp_unary_op(MP_UNARY_OP_NEGATIVE, factor_before);
    } else if (!mp_obj_equal(rest_before, one)) {
        mp_raise_ValueError(MP_ERROR_TEXT("base is not invertible for the given modulus"));
    }
    return op(MP_BINARY_OP_MODULO, factor_before, modulus);
}

static mp_obj_t power_modulo(mp_obj_t base_in, mp_obj_t exponent_in, mp_obj_t modulus_in) {
    mp_obj_t all[] = { base_in, exponent_in, modulus_in };
    for (size_t i = 0; i < MP_ARRAY_SIZE(all); i++) {
        if (!mp_obj_is_int(all[i]) && !mp_obj_is_bool(all[i])) {
            mp_raise_TypeError(MP_ERROR_TEXT("pow() 3rd argument not allowed unless all arguments are integers"));
        }
        all[i] = mph_get_integer(all[i]);
    }
    mp_obj_t base = all[0], exponent = all[1], modulus = all[2];
    if (mp_obj_int_sign(modulus) == 0) {
        mp_raise_ValueError(MP_ERROR_TEXT("pow() 3rd argument cannot be 0"));
    }
    if (mp_obj_int_sign(exponent) < 0) {
        base = inverse(base, modulus);
        exponent = mp_unary_op(MP_UNARY_OP_NEGATIVE, exponent);
    }
    mp_obj_t positive = mp_unary_op(MP_UNARY_OP_ABS, modulus);
    mp_obj_t power = mp_obj_int_pow3(op(MP_BINARY_OP_MODULO, base, positive), exponent, positive);
    return op(MP_BINARY_OP_MODULO, power, modulus);
}

static mp_obj_t builtin_pow(size_t n_args, const mp_obj_t *args, mp_map_t *kwargs) {
    static const mp_arg_t allowed[] = {
        { MP_QSTR_base, MP_ARG_REQUIRED | MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
        { MP_QSTR_exp, MP_ARG_REQUIRED | MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
        { MP_QSTR_mod, MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
    };
    mp_arg_val_t given[3];
    mp_arg_parse_all(n_args, args, kwargs, MP_ARRAY_SIZE(allowed), allowed, given);
    if (given[2].u_obj == mp_const_none) {
        return op(MP_BINARY_OP_POWER, given[0].u_obj, given[1].u_obj);
    }
    return power_modulo(given[0].u_obj, given[1].u_obj, given[2].u_obj);
}
MP_DEFINE_CONST_FUN_OBJ_KW(mp_builtin_pow_obj, 0, builtin_pow);

// ---- rounding ----

static mp_obj_t round_int(mp_obj_t number, int64_t places) {
    if (places >= 0) {
        return number;
    }
    if (places < -INT32_MAX / 8) {
        return MP_OBJ_NEW_SMALL_INT(0);
    }
    mp_obj_t unit = op(MP_BINARY_OP_POWER, MP_OBJ_NEW_SMALL_INT(10), mp_obj_new_int(-places));
    mp_obj_t quotient = op(MP_BINARY_OP_FLOOR_DIVIDE, number, unit);
    mp_obj_t twice_rest = op(MP_BINARY_OP_MULTIPLY, op(MP_BINARY_OP_MODULO, number, unit), MP_OBJ_NEW_SMALL_INT(2));
    bool is_odd = mp_obj_is_true(op(MP_BINARY_OP_AND, quotient, MP_OBJ_NEW_SMALL_INT(1)));
    if (mp_obj_is_true(op(MP_BINARY_OP_MORE, twice_rest, unit)) || (is_odd && mp_obj_equal(twice_rest, unit))) {
        quotient = op(MP_BINARY_OP_ADD, quotient, MP_OBJ_NEW_SMALL_INT(1));
    }
    return op(MP_BINARY_OP_MULTIPLY, quotient, unit);
}

// By its decimal digits, all of which count: 2.675 is less than it seems.
static mp_obj_t round_float(double number, int64_t places) {
    if (!isfinite(number) || number == 0 || places > 323) {
        return mp_obj_new_float(number);
    }
    if (places < -308) {
        return mp_obj_new_float(copysign(0, number));
    }
    vstr_t text;
    vstr_init(&text, 40);
    double rounded;
    if (places >= 0) {
        mph_float_add(&text, fabs(number), 'f', places, 0);
        mph_read_decimal(text.buf, text.len, &rounded);
    } else {
        mph_digits_t digits;
        mph_fraction_digits(fabs(number), places, &digits);
        vstr_add_strn(&text, digits.digits, digits.count);
        mp_print_t print = { &text, (mp_print_strn_t)vstr_add_strn };
        mp_printf(&print, "0e%d", digits.point - (int)digits.count - 1);
        mph_read_decimal(text.buf, text.len, &rounded);
    }
    vstr_clear(&text);
    if (isinf(rounded)) {
        mp_raise_msg(&mp_type_OverflowError, MP_ERROR_TEXT("rounded value too large to represent"));
    }
    return mp_obj_new_float(copysign(rounded, number));
}

static mp_obj_t builtin_round(size_t n_args, const mp_obj_t *args, mp_map_t *kwargs) {
    static const mp_arg_t allowed[] = {
        { MP_QSTR_number, MP_ARG_REQUIRED | MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
        { MP_QSTR_ndigits, MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
    };
    mp_arg_val_t given[2];
    mp_arg_parse_all(n_args, args, kwargs, MP_ARRAY_SIZE(allowed), allowed, given);
    mp_obj_t number = given[0].u_obj, places = given[1].u_obj;
    if (mp_obj_is_int(number) || mp_obj_is_bool(number)) {
        return round_int(mph_get_integer(number), places == mp_const_none ? 0 : mph_get_int64(places));
    }
    if (mp_obj_is_float(number)) {
        double value = mp_obj_float_get(number);
        return places == mp_const_none ? mp_obj_new_int_from_float(nearbyint(value)) : round_float(value, mph_get_int64(places));
    }
    mp_obj_t method[3];
    mp_load_method_maybe(number, MP_QSTR___round__, method);
    if (method[0] == MP_OBJ_NULL) {
        mph_raise(&mp_type_TypeError, "type %t doesn't define __round__ method", number);
    }
    method[2] = places;
    return mp_call_method_n_kw(places == mp_const_none ? 0 : 1, 0, method);
}
MP_DEFINE_CONST_FUN_OBJ_KW(mp_builtin_round_obj, 0, builtin_round);
