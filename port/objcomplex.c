// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The type complex, in place of upstream's: its numbers and their text are CPython's
// to the last digit.

#include <math.h>

#include "py/objstr.h"
#include "py/parsenum.h"
#include "py/runtime.h"

#include "port/floats.h"
#include "port/raise.h"

typedef struct _number_t {
    double real;
    double imaginary;
} number_t;

typedef struct _mp_obj_complex_t {
    mp_obj_base_t base;
    number_t number;
} mp_obj_complex_t;

static number_t number_of(mp_obj_t self) {
    return ((mp_obj_complex_t *)MP_OBJ_TO_PTR(self))->number;
}

mp_obj_t mp_obj_new_complex(mp_float_t real, mp_float_t imaginary) {
    mp_obj_complex_t *complex = mp_obj_malloc(mp_obj_complex_t, &mp_type_complex);
    complex->number = (number_t) { real, imaginary };
    return MP_OBJ_FROM_PTR(complex);
}

static mp_obj_t new_of(number_t number) {
    return mp_obj_new_complex(number.real, number.imaginary);
}

void mp_obj_complex_get(mp_obj_t self, mp_float_t *real, mp_float_t *imaginary) {
    *real = number_of(self).real;
    *imaginary = number_of(self).imaginary;
}

// ---- making ----

static number_t from_object(mp_obj_t object) {
    mp_float_t real, imaginary;
    if (!mp_obj_get_complex_maybe(object, &real, &imaginary)) {
        mph_raise(&mp_type_TypeError, "complex() first argument must be a string or a number, not '%t'", object);
    }
    return (number_t) { real, imaginary };
}

static mp_obj_t complex_make_new(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    (void)type;
    static const mp_arg_t allowed[] = {
        { MP_QSTR_real, MP_ARG_OBJ, { .u_rom_obj = MP_ROM_INT(0) } },
        { MP_QSTR_imag, MP_ARG_OBJ, { .u_obj = MP_OBJ_NULL } },
    };
    mp_arg_val_t given[2];
    mp_map_t kwargs;
    mp_map_init_fixed_table(&kwargs, n_kw, args + n_args);
    mp_arg_parse_all(n_args, args, &kwargs, MP_ARRAY_SIZE(allowed), allowed, given);
    mp_obj_t first = given[0].u_obj, second = given[1].u_obj;
    if (mp_obj_is_str(first)) {
        if (second != MP_OBJ_NULL) {
            mp_raise_TypeError(MP_ERROR_TEXT("complex() can't take second arg if first is a string"));
        }
        size_t length;
        const char *text = mp_obj_str_get_data(first, &length);
        return mp_parse_num_complex(text, length, NULL);
    }
    if (second == MP_OBJ_NULL && mp_obj_is_type(first, &mp_type_complex)) {
        return first;
    }
    number_t real = from_object(first);
    if (second != MP_OBJ_NULL) {
        number_t imaginary = from_object(second);
        // Whether a part is complex itself decides whether a zero keeps its sign.
        real.real = mp_obj_is_type(second, &mp_type_complex) ? real.real - imaginary.imaginary : real.real;
        real.imaginary = mp_obj_is_type(first, &mp_type_complex) ? real.imaginary + imaginary.real : imaginary.real;
    }
    return new_of(real);
}

static void complex_print(const mp_print_t *print, mp_obj_t self, mp_print_kind_t kind) {
    (void)kind;
    number_t number = number_of(self);
    bool has_real = number.real != 0 || signbit(number.real);
    if (has_real) {
        mp_print_str(print, "(");
        mph_float_print(print, number.real, 0);
        if (isnan(number.imaginary) || !signbit(number.imaginary)) {
            mp_print_str(print, "+");
        }
    }
    mph_float_print(print, number.imaginary, 0);
    mp_print_str(print, has_real ? "j)" : "j");
}

// ---- operators ----

static mp_obj_t complex_unary_op(mp_unary_op_t op, mp_obj_t self) {
    number_t number = number_of(self);
    switch (op) {
        case MP_UNARY_OP_BOOL:
            return mp_obj_new_bool(number.real != 0 || number.imaginary != 0);
        case MP_UNARY_OP_HASH:
            return MP_OBJ_NEW_SMALL_INT(mp_float_hash(number.real) ^ mp_float_hash(number.imaginary));
        case MP_UNARY_OP_POSITIVE:
            return self;
        case MP_UNARY_OP_NEGATIVE:
            return mp_obj_new_complex(-number.real, -number.imaginary);
        case MP_UNARY_OP_ABS:
            return mp_obj_new_float(hypot(number.real, number.imaginary));
        default:
            return MP_OBJ_NULL; // op not supported
    }
}

static number_t times(number_t a, number_t b) {
    return (number_t) { a.real * b.real - a.imaginary * b.imaginary, a.real * b.imaginary + a.imaginary * b.real };
}

// By the larger part of the divisor, so that no square overflows.
static number_t divided(number_t a, number_t b) {
    double real = fabs(b.real), imaginary = fabs(b.imaginary);
    if (real == 0 && imaginary == 0) {
        mp_raise_msg(&mp_type_ZeroDivisionError, MP_ERROR_TEXT("complex division by zero"));
    }
    if (real >= imaginary) {
        double ratio = b.imaginary / b.real, divisor = b.real + b.imaginary * ratio;
        return (number_t) { (a.real + a.imaginary * ratio) / divisor, (a.imaginary - a.real * ratio) / divisor };
    }
    if (imaginary >= real) {
        double ratio = b.real / b.imaginary, divisor = b.real * ratio + b.imaginary;
        return (number_t) { (a.real * ratio + a.imaginary) / divisor, (a.imaginary * ratio - a.real) / divisor };
    }
    return (number_t) { NAN, NAN };
}

static number_t power(number_t a, number_t b) {
    const number_t one = { 1, 0 };
    if (b.real == 0 && b.imaginary == 0) {
        return one;
    }
    if (a.real == 0 && a.imaginary == 0) {
        if (b.imaginary != 0 || b.real < 0) {
            mp_raise_msg(&mp_type_ZeroDivisionError, MP_ERROR_TEXT("0.0 to a negative or complex power"));
        }
        return (number_t) { 0, 0 };
    }
    if (b.imaginary == 0 && floor(b.real) == b.real && fabs(b.real) <= 100) {
        unsigned left = fabs(b.real);
        number_t result = one;
        for (number_t square = a; left > 0; square = times(square, square), left /= 2) {
            result = left % 2 == 1 ? times(result, square) : result;
        }
        return b.real < 0 ? divided(one, result) : result;
    }
    double size = hypot(a.real, a.imaginary), angle = atan2(a.imaginary, a.real);
    double length = pow(size, b.real), phase = angle * b.real;
    if (b.imaginary != 0) {
        length /= exp(angle * b.imaginary);
        phase += b.imaginary * log(size);
    }
    return (number_t) { length * cos(phase), length * sin(phase) };
}

static mp_obj_t binary_op(mp_binary_op_t op, number_t left, number_t right) {
    switch (op) {
        case MP_BINARY_OP_ADD:
        case MP_BINARY_OP_INPLACE_ADD:
            return mp_obj_new_complex(left.real + right.real, left.imaginary + right.imaginary);
        case MP_BINARY_OP_SUBTRACT:
        case MP_BINARY_OP_INPLACE_SUBTRACT:
            return mp_obj_new_complex(left.real - right.real, left.imaginary - right.imaginary);
        case MP_BINARY_OP_MULTIPLY:
        case MP_BINARY_OP_INPLACE_MULTIPLY:
            return new_of(times(left, right));
        case MP_BINARY_OP_TRUE_DIVIDE:
        case MP_BINARY_OP_INPLACE_TRUE_DIVIDE:
            return new_of(divided(left, right));
        case MP_BINARY_OP_POWER:
        case MP_BINARY_OP_INPLACE_POWER:
            return new_of(power(left, right));
        case MP_BINARY_OP_EQUAL:
            return mp_obj_new_bool(left.real == right.real && left.imaginary == right.imaginary);
        default:
            return MP_OBJ_NULL; // op not supported
    }
}

mp_obj_t mp_obj_complex_binary_op(mp_binary_op_t op, mp_float_t real, mp_float_t imaginary, mp_obj_t right_in) {
    number_t right;
    if (!mp_obj_get_complex_maybe(right_in, &right.real, &right.imaginary)) {
        return MP_OBJ_NULL; // op not supported
    }
    return binary_op(op, (number_t) { real, imaginary }, right);
}

static mp_obj_t complex_binary_op(mp_binary_op_t op, mp_obj_t left, mp_obj_t right) {
    return mp_obj_complex_binary_op(op, number_of(left).real, number_of(left).imaginary, right);
}

// ---- the type ----

static mp_obj_t complex_conjugate(mp_obj_t self) {
    return mp_obj_new_complex(number_of(self).real, -number_of(self).imaginary);
}
static MP_DEFINE_CONST_FUN_OBJ_1(complex_conjugate_obj, complex_conjugate);

static void complex_attr(mp_obj_t self, qstr attr, mp_obj_t *dest) {
    if (dest[0] != MP_OBJ_NULL) {
        return; // only to be read
    }
    if (attr == MP_QSTR_real || attr == MP_QSTR_imag) {
        dest[0] = mp_obj_new_float(attr == MP_QSTR_real ? number_of(self).real : number_of(self).imaginary);
    } else {
        dest[1] = MP_OBJ_SENTINEL; // go on among the methods
    }
}

static const mp_rom_map_elem_t complex_locals_table[] = {
    { MP_ROM_QSTR(MP_QSTR_conjugate), MP_ROM_PTR(&complex_conjugate_obj) },
};
static MP_DEFINE_CONST_DICT(complex_locals, complex_locals_table);

MP_DEFINE_CONST_OBJ_TYPE(
    mp_type_complex,
    MP_QSTR_complex,
    MP_TYPE_FLAG_EQ_NOT_REFLEXIVE | MP_TYPE_FLAG_EQ_CHECKS_OTHER_TYPE,
    make_new, complex_make_new,
    print, complex_print,
    unary_op, complex_unary_op,
    binary_op, complex_binary_op,
    attr, complex_attr,
    locals_dict, &complex_locals
    );
