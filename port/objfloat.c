// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The type float, in place of upstream's. Its operators are in floatops.c.

#include <math.h>
#include <string.h>

#include "py/objint.h"
#include "py/objstr.h"
#include "py/parsenum.h"
#include "py/runtime.h"
#include "py/smallint.h"
#include "py/unicode.h"

#include "port/floats.h"
#include "port/format.h"
#include "port/number.h"
#include "port/raise.h"

typedef struct _mp_obj_float_t {
    mp_obj_base_t base;
    mp_float_t value;
} mp_obj_float_t;

const mp_obj_float_t mp_const_float_e_obj = { { &mp_type_float }, M_E };
const mp_obj_float_t mp_const_float_pi_obj = { { &mp_type_float }, M_PI };
const mp_obj_float_t mp_const_float_tau_obj = { { &mp_type_float }, 2 * M_PI };
const mp_obj_float_t mp_const_float_inf_obj = { { &mp_type_float }, INFINITY };
const mp_obj_float_t mp_const_float_nan_obj = { { &mp_type_float }, NAN };

mp_obj_t mp_obj_new_float(mp_float_t number) {
    mp_obj_float_t *object = m_new_obj(mp_obj_float_t);
    object->base.type = &mp_type_float;
    object->value = number;
    return MP_OBJ_FROM_PTR(object);
}

mp_float_t mp_obj_float_get(mp_obj_t self) {
    return ((mp_obj_float_t *)MP_OBJ_TO_PTR(self))->value;
}

// ---- making ----

static mp_obj_t float_make_new(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    (void)type;
    mp_arg_check_num(n_args, n_kw, 0, 1, false);
    if (n_args == 0) {
        return mp_obj_new_float(0);
    }
    if (mp_obj_is_float(args[0])) {
        return args[0];
    }
    mp_buffer_info_t text;
    if (mp_get_buffer(args[0], &text, MP_BUFFER_READ)) {
        return mp_parse_num_float(text.buf, text.len, false, NULL);
    }
    mp_float_t number;
    if (!mp_obj_get_float_maybe(args[0], &number)) {
        mph_raise(&mp_type_TypeError, "float() argument must be a string or a real number, not '%t'", args[0]);
    }
    return mp_obj_new_float(number);
}

// ---- text ----

void mph_float_print(const mp_print_t *print, double number, unsigned flags) {
    vstr_t text;
    vstr_init(&text, 32);
    mph_float_add(&text, fabs(number), 'r', 0, flags);
    if (signbit(number) && !isnan(number)) {
        mp_print_str(print, "-");
    }
    print->print_strn(print->data, text.buf, text.len);
    vstr_clear(&text);
}

static void float_print(const mp_print_t *print, mp_obj_t self, mp_print_kind_t kind) {
    (void)kind;
    mph_float_print(print, mp_obj_float_get(self), MPH_FLOAT_DOT_ZERO);
}

// ---- methods ----

// fraction * 2**exponent, where the fraction is odd, or 0.
static int64_t whole_fraction(double number, int *exponent) {
    int64_t fraction = (int64_t)ldexp(frexp(number, exponent), 53);
    *exponent -= 53;
    while (fraction != 0 && fraction % 2 == 0) {
        fraction /= 2;
        *exponent += 1;
    }
    return fraction;
}

static mp_obj_t float_as_integer_ratio(mp_obj_t self) {
    double number = mp_obj_float_get(self);
    if (isinf(number)) {
        mp_raise_msg(&mp_type_OverflowError, MP_ERROR_TEXT("cannot convert Infinity to integer ratio"));
    }
    if (isnan(number)) {
        mp_raise_ValueError(MP_ERROR_TEXT("cannot convert NaN to integer ratio"));
    }
    int exponent;
    mp_obj_t one = MP_OBJ_NEW_SMALL_INT(1);
    int64_t fraction = whole_fraction(number, &exponent);
    mp_obj_t ratio[] = { mph_new_int64(fraction), one };
    if (fraction != 0) {
        size_t which = exponent < 0;
        mp_obj_t shift = MP_OBJ_NEW_SMALL_INT(exponent < 0 ? -exponent : exponent);
        ratio[which] = mp_binary_op(MP_BINARY_OP_LSHIFT, ratio[which], shift);
    }
    return mp_obj_new_tuple(2, ratio);
}
static MP_DEFINE_CONST_FUN_OBJ_1(float_as_integer_ratio_obj, float_as_integer_ratio);

static mp_obj_t float_is_integer(mp_obj_t self) {
    double number = mp_obj_float_get(self);
    return mp_obj_new_bool(isfinite(number) && floor(number) == number);
}
static MP_DEFINE_CONST_FUN_OBJ_1(float_is_integer_obj, float_is_integer);

static mp_obj_t float_hex(mp_obj_t self) {
    double number = mp_obj_float_get(self);
    if (!isfinite(number)) {
        return mp_obj_new_str_from_cstr(isnan(number) ? "nan" : number < 0 ? "-inf" : "inf");
    }
    uint64_t bits;
    memcpy(&bits, &number, sizeof(bits));
    uint64_t fraction = bits & ((UINT64_C(1) << 52) - 1);
    int biased = bits >> 52 & 0x7ff;
    int exponent = number == 0 ? 0 : biased == 0 ? -1022 : biased - 1023;
    vstr_t text;
    mp_print_t print;
    vstr_init_print(&text, 32, &print);
    mp_printf(&print, "%s0x%d.", signbit(number) ? "-" : "", biased != 0);
    for (int shift = 48; shift >= 0 && number != 0; shift -= 4) {
        vstr_add_byte(&text, "0123456789abcdef"[fraction >> shift & 15]);
    }
    mp_printf(&print, "%sp%s%d", number == 0 ? "0" : "", exponent < 0 ? "" : "+", exponent);
    return mp_obj_new_str_from_utf8_vstr(&text);
}
static MP_DEFINE_CONST_FUN_OBJ_1(float_hex_obj, float_hex);

static MP_NORETURN void raise_no_hex(void) {
    mp_raise_ValueError(MP_ERROR_TEXT("invalid hexadecimal floating-point string"));
}

// Digits beyond 64 bits only tell whether they are all zero.
static double read_hex_digits(const char **at, bool *any) {
    uint64_t digits = 0;
    int exponent = 0;
    bool behind_point = false, rest = false;
    for (; ; *at += 1) {
        if (**at == '.' && !behind_point) {
            behind_point = true;
            continue;
        }
        if (!unichar_isxdigit((byte)**at)) {
            break;
        }
        *any = true;
        unsigned digit = unichar_xdigit_value((byte)**at);
        if (digits >> 60 == 0) {
            digits = digits << 4 | digit;
            exponent -= behind_point ? 4 : 0;
        } else {
            rest |= digit != 0;
            exponent += behind_point ? 0 : 4;
        }
    }
    digits |= rest;
    if ((**at | 0x20) == 'p') {
        *at += 1;
        bool is_negative = **at == '-';
        *at += is_negative || **at == '+';
        if (!unichar_isdigit((byte)**at)) {
            raise_no_hex();
        }
        int power = 0;
        for (; unichar_isdigit((byte)**at); *at += 1) {
            power = power < 100000 ? 10 * power + (**at - '0') : power;
        }
        exponent += is_negative ? -power : power;
    }
    // Rounded once only, so here and not by ldexp, where it is below normal floats.
    int bits = digits == 0 ? 0 : 64 - __builtin_clzll(digits);
    int dropped = MAX(bits - 53, -1074 - exponent);
    if (dropped > 0 && digits != 0) {
        if (dropped > 63) {
            return 0;
        }
        uint64_t half = UINT64_C(1) << (dropped - 1), left = digits & (2 * half - 1);
        digits >>= dropped;
        digits += left > half || (left == half && digits % 2 == 1);
        exponent += dropped;
    }
    return ldexp((double)digits, exponent);
}

static mp_obj_t float_fromhex(mp_obj_t type, mp_obj_t text_in) {
    (void)type;
    const char *at = mp_obj_str_get_str(text_in);
    while (unichar_isspace((byte)*at)) {
        at += 1;
    }
    bool is_negative = *at == '-', any = false;
    at += is_negative || *at == '+';
    double number;
    if ((at[0] | 0x20) == 'i' || (at[0] | 0x20) == 'n') {
        return mp_parse_num_float(at, strlen(at), false, NULL);
    }
    at += at[0] == '0' && (at[1] | 0x20) == 'x' ? 2 : 0;
    number = read_hex_digits(&at, &any);
    while (unichar_isspace((byte)*at)) {
        at += 1;
    }
    if (!any || *at != 0) {
        raise_no_hex();
    }
    if (isinf(number)) {
        mp_raise_msg(&mp_type_OverflowError, MP_ERROR_TEXT("hexadecimal value too large to represent as a float"));
    }
    return mp_obj_new_float(is_negative ? -number : number);
}
static MP_DEFINE_CONST_FUN_OBJ_2(float_fromhex_fun_obj, float_fromhex);
static MP_DEFINE_CONST_CLASSMETHOD_OBJ(float_fromhex_obj, MP_ROM_PTR(&float_fromhex_fun_obj));

static MP_DEFINE_CONST_FUN_OBJ_1(float_conjugate_obj, mp_identity);

static const mp_rom_map_elem_t float_locals_table[] = {
    { MP_ROM_QSTR(MP_QSTR_as_integer_ratio), MP_ROM_PTR(&float_as_integer_ratio_obj) },
    { MP_ROM_QSTR(MP_QSTR_conjugate), MP_ROM_PTR(&float_conjugate_obj) },
    { MP_ROM_QSTR(MP_QSTR_fromhex), MP_ROM_PTR(&float_fromhex_obj) },
    { MP_ROM_QSTR(MP_QSTR_hex), MP_ROM_PTR(&float_hex_obj) },
    { MP_ROM_QSTR(MP_QSTR_is_integer), MP_ROM_PTR(&float_is_integer_obj) },
};
static MP_DEFINE_CONST_DICT(float_locals, float_locals_table);

static void float_attr(mp_obj_t self, qstr attr, mp_obj_t *dest) {
    if (dest[0] != MP_OBJ_NULL) {
        return; // only to be read
    }
    if (attr == MP_QSTR_real) {
        dest[0] = self;
    } else if (attr == MP_QSTR_imag) {
        dest[0] = mp_obj_new_float(0);
    } else {
        dest[1] = MP_OBJ_SENTINEL; // go on among the methods
    }
}

MP_DEFINE_CONST_OBJ_TYPE(
    mp_type_float,
    MP_QSTR_float,
    MP_TYPE_FLAG_EQ_NOT_REFLEXIVE | MP_TYPE_FLAG_EQ_CHECKS_OTHER_TYPE,
    make_new, float_make_new,
    print, float_print,
    unary_op, mph_float_unary_op,
    binary_op, mph_float_binary_op,
    attr, float_attr,
    locals_dict, &float_locals
    );
