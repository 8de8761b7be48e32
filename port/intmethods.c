// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// How ints are made, and their methods, which bool has too.

#include <string.h>

#include "py/objint.h"
#include "py/objstr.h"
#include "py/objtype.h"
#include "py/parsenum.h"
#include "py/runtime.h"
#include "py/smallint.h"

#include "port/builtins.h"
#include "port/classes.h"
#include "port/instances.h"
#include "port/intmethods.h"
#include "port/number.h"
#include "port/raise.h"
#include "port/text.h"

// ---- making ----

static mp_obj_t from_text(mp_obj_t object, int base) {
    mp_buffer_info_t text;
    if (!mp_get_buffer(object, &text, MP_BUFFER_READ)) {
        return MP_OBJ_NULL;
    }
    return mp_parse_num_integer(text.buf, text.len, base, NULL);
}

static mp_obj_t from_object(mp_obj_t object) {
    if (mp_obj_is_int(object)) {
        return object;
    }
    if (mp_obj_is_bool(object)) {
        return MP_OBJ_NEW_SMALL_INT(object == mp_const_true);
    }
    if (mp_obj_is_float(object)) {
        return mp_obj_new_int_from_float(mp_obj_float_get(object));
    }
    if (mp_obj_is_instance_type(mp_obj_get_type(object))) {
        mp_obj_t method[2];
        mp_load_method_maybe(object, MP_QSTR___int__, method);
        if (method[0] != MP_OBJ_NULL) {
            mp_obj_t given = mp_call_method_n_kw(0, 0, method);
            mph_check_integer(given, MP_QSTR___int__);
            return given;
        }
    }
    mp_obj_t number = mp_unary_op(MP_UNARY_OP_INT_MAYBE, object);
    number = number != MP_OBJ_NULL ? number : from_text(object, 10);
    mp_obj_t native = mph_native_part(object);
    if (number == MP_OBJ_NULL && native != object) {
        return from_object(native);
    }
    if (number == MP_OBJ_NULL) {
        mp_obj_t method[2];
        mp_load_method_maybe(object, MP_QSTR___trunc__, method);
        if (method[0] == MP_OBJ_NULL) {
            mph_raise(&mp_type_TypeError, "int() argument must be a string, a bytes-like object or a real number, not '%t'", object);
        }
        number = mp_call_method_n_kw(0, 0, method);
    }
    return number;
}

mp_obj_t mph_int_make_new(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    (void)type;
    if (n_args == 1 && n_kw == 0) {
        return from_object(args[0]);
    }
    if (n_args + n_kw > 2) {
        mph_raise(&mp_type_TypeError, "int() takes at most 2 arguments (%u given)", (unsigned)(n_args + n_kw));
    }
    if (n_args + n_kw == 0) {
        return MP_OBJ_NEW_SMALL_INT(0);
    }
    static const mp_arg_t allowed[] = {
        { MP_QSTR_, MP_ARG_REQUIRED | MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
        { MP_QSTR_base, MP_ARG_REQUIRED | MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
    };
    mp_arg_val_t given[2];
    mp_map_t kwargs;
    mp_map_init_fixed_table(&kwargs, n_kw, args + n_args);
    mp_arg_parse_all(n_args, args, &kwargs, MP_ARRAY_SIZE(allowed), allowed, given);
    int64_t base = mph_get_int64(given[1].u_obj);
    mp_obj_t number = from_text(given[0].u_obj, MIN(MAX(base, -1), 37));
    if (number == MP_OBJ_NULL) {
        mp_raise_TypeError(MP_ERROR_TEXT("int() can't convert non-string with explicit base"));
    }
    return number;
}

// ---- bits and bytes ----

#define MOST_BYTES (INT32_MAX / 8) // so that their bits can be counted

// The absolute value as digits of 32 bits, the lowest first.
typedef struct _digits_t {
    const uint32_t *digits;
    size_t count;
    uint32_t small;
    bool is_negative;
} digits_t;

static void get_digits(mp_obj_t self, digits_t *digits) {
    mp_obj_t number = mph_get_integer(self);
    if (mp_obj_is_small_int(number)) {
        mp_int_t value = MP_OBJ_SMALL_INT_VALUE(number);
        digits->small = value < 0 ? -value : value;
        digits->digits = &digits->small;
        digits->count = value != 0;
        digits->is_negative = value < 0;
    } else {
        const mpz_t *big = &((mp_obj_int_t *)MP_OBJ_TO_PTR(number))->mpz;
        digits->digits = big->dig;
        digits->count = big->len;
        digits->is_negative = big->neg;
    }
}

static size_t length_in_bits(const digits_t *digits) {
    return digits->count == 0 ? 0 : 32 * digits->count - __builtin_clz(digits->digits[digits->count - 1]);
}

static mp_obj_t int_bit_length(mp_obj_t self) {
    digits_t digits;
    get_digits(self, &digits);
    return MP_OBJ_NEW_SMALL_INT(length_in_bits(&digits));
}
static MP_DEFINE_CONST_FUN_OBJ_1(int_bit_length_obj, int_bit_length);

static mp_obj_t int_bit_count(mp_obj_t self) {
    digits_t digits;
    get_digits(self, &digits);
    size_t count = 0;
    for (size_t i = 0; i < digits.count; i++) {
        count += __builtin_popcount(digits.digits[i]);
    }
    return MP_OBJ_NEW_SMALL_INT(count);
}
static MP_DEFINE_CONST_FUN_OBJ_1(int_bit_count_obj, int_bit_count);

static bool is_big_endian(mp_obj_t order) {
    if (order != MP_OBJ_NEW_QSTR(MP_QSTR_big) && order != MP_OBJ_NEW_QSTR(MP_QSTR_little)) {
        mp_raise_ValueError(MP_ERROR_TEXT("byteorder must be either 'little' or 'big'"));
    }
    return order == MP_OBJ_NEW_QSTR(MP_QSTR_big);
}

static void reverse(char *bytes, size_t length) {
    for (size_t i = 0; i < length / 2; i++) {
        char byte_of = bytes[i];
        bytes[i] = bytes[length - 1 - i];
        bytes[length - 1 - i] = byte_of;
    }
}

static void negate(char *bytes, size_t length) {
    unsigned carry = 1;
    for (size_t i = 0; i < length; i++) {
        carry += (byte)~bytes[i];
        bytes[i] = carry;
        carry >>= 8;
    }
}

static mp_obj_t int_to_bytes(size_t n_args, const mp_obj_t *args, mp_map_t *kwargs) {
    enum { LENGTH, ORDER, SIGNED };
    static const mp_arg_t allowed[] = {
        { MP_QSTR_length, MP_ARG_OBJ, { .u_rom_obj = MP_ROM_INT(1) } },
        { MP_QSTR_byteorder, MP_ARG_OBJ, { .u_rom_obj = MP_ROM_QSTR(MP_QSTR_big) } },
        { MP_QSTR_signed, MP_ARG_KW_ONLY | MP_ARG_OBJ, { .u_rom_obj = MP_ROM_FALSE } },
    };
    mp_arg_val_t given[3];
    mp_arg_parse_all(n_args - 1, args + 1, kwargs, MP_ARRAY_SIZE(allowed), allowed, given);
    int64_t length = mph_get_int64(given[LENGTH].u_obj);
    bool is_signed = mp_obj_is_true(given[SIGNED].u_obj);
    bool big_endian = is_big_endian(given[ORDER].u_obj);
    if (length < 0) {
        mp_raise_ValueError(MP_ERROR_TEXT("length argument must be non-negative"));
    }
    if (length > MOST_BYTES) {
        m_malloc_fail(MIN(length, SIZE_MAX));
    }
    vstr_t bytes;
    vstr_init_len(&bytes, length);
    digits_t digits;
    get_digits(args[0], &digits);
    if (digits.is_negative && !is_signed) {
        mp_raise_msg(&mp_type_OverflowError, MP_ERROR_TEXT("can't convert negative int to unsigned"));
    }
    memset(bytes.buf, 0, length);
    memcpy(bytes.buf, digits.digits, MIN((size_t)length, digits.count * sizeof(uint32_t)));
    size_t bits = length_in_bits(&digits);
    // The lowest number has one bit more than the highest.
    bool is_lowest = digits.is_negative && bits == 8 * (size_t)length && (byte)bytes.buf[length - 1] == 0x80;
    for (int64_t i = 0; is_lowest && i < length - 1; i++) {
        is_lowest = bytes.buf[i] == 0;
    }
    if (bits + is_signed - is_lowest > 8 * (size_t)length && bits + digits.is_negative > 0) {
        mp_raise_msg(&mp_type_OverflowError, MP_ERROR_TEXT("int too big to convert"));
    }
    if (digits.is_negative) {
        negate(bytes.buf, length);
    }
    if (big_endian) {
        reverse(bytes.buf, length);
    }
    return mp_obj_new_bytes_from_vstr(&bytes);
}
static MP_DEFINE_CONST_FUN_OBJ_KW(int_to_bytes_obj, 1, int_to_bytes);

static mp_obj_t int_from_bytes(size_t n_args, const mp_obj_t *args, mp_map_t *kwargs) {
    enum { BYTES, ORDER, SIGNED };
    static const mp_arg_t allowed[] = {
        { MP_QSTR_bytes, MP_ARG_REQUIRED | MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
        { MP_QSTR_byteorder, MP_ARG_OBJ, { .u_rom_obj = MP_ROM_QSTR(MP_QSTR_big) } },
        { MP_QSTR_signed, MP_ARG_KW_ONLY | MP_ARG_OBJ, { .u_rom_obj = MP_ROM_FALSE } },
    };
    mp_arg_val_t given[3];
    mp_arg_parse_all(n_args - 1, args + 1, kwargs, MP_ARRAY_SIZE(allowed), allowed, given);
    bool is_signed = mp_obj_is_true(given[SIGNED].u_obj);
    bool big_endian = is_big_endian(given[ORDER].u_obj);
    // Only now: a program's __bool__ could have changed a bytearray.
    mp_obj_t source = given[BYTES].u_obj;
    mp_buffer_info_t bytes;
    if (mp_obj_is_str(source)) {
        mp_raise_TypeError(MP_ERROR_TEXT("cannot convert 'str' object to bytes"));
    }
    if (!mp_get_buffer(source, &bytes, MP_BUFFER_READ)) {
        mp_get_buffer_raise(mph_bytes_of(source), &bytes, MP_BUFFER_READ);
    }
    if (bytes.len > MOST_BYTES) {
        m_malloc_fail(bytes.len);
    }
    bool is_negative = is_signed && bytes.len > 0 && ((const byte *)bytes.buf)[big_endian ? 0 : bytes.len - 1] >= 0x80;
    mp_obj_t number = mp_obj_int_from_bytes_impl(big_endian, bytes.len, bytes.buf);
    if (is_negative) {
        mp_obj_t beyond = mp_binary_op(MP_BINARY_OP_LSHIFT, MP_OBJ_NEW_SMALL_INT(1), mp_obj_new_int_from_uint(8 * bytes.len));
        number = mp_binary_op(MP_BINARY_OP_SUBTRACT, number, beyond);
    }
    // Small where it can be.
    number = mp_binary_op(MP_BINARY_OP_ADD, number, MP_OBJ_NEW_SMALL_INT(0));
    return args[0] == MP_OBJ_FROM_PTR(&mp_type_int) ? number : mp_call_function_1(args[0], number);
}
static MP_DEFINE_CONST_FUN_OBJ_KW(int_from_bytes_fun_obj, 1, int_from_bytes);
static MP_DEFINE_CONST_CLASSMETHOD_OBJ(int_from_bytes_obj, MP_ROM_PTR(&int_from_bytes_fun_obj));

static mp_obj_t int_as_integer_ratio(mp_obj_t self) {
    mp_obj_t ratio[] = { mph_get_integer(self), MP_OBJ_NEW_SMALL_INT(1) };
    return mp_obj_new_tuple(2, ratio);
}
static MP_DEFINE_CONST_FUN_OBJ_1(int_as_integer_ratio_obj, int_as_integer_ratio);

static MP_DEFINE_CONST_FUN_OBJ_1(int_conjugate_obj, mph_get_integer);

static const mp_rom_map_elem_t int_locals_table[] = {
    { MP_ROM_QSTR(MP_QSTR_as_integer_ratio), MP_ROM_PTR(&int_as_integer_ratio_obj) },
    { MP_ROM_QSTR(MP_QSTR_bit_count), MP_ROM_PTR(&int_bit_count_obj) },
    { MP_ROM_QSTR(MP_QSTR_bit_length), MP_ROM_PTR(&int_bit_length_obj) },
    { MP_ROM_QSTR(MP_QSTR_conjugate), MP_ROM_PTR(&int_conjugate_obj) },
    { MP_ROM_QSTR(MP_QSTR_from_bytes), MP_ROM_PTR(&int_from_bytes_obj) },
    { MP_ROM_QSTR(MP_QSTR_to_bytes), MP_ROM_PTR(&int_to_bytes_obj) },
};
MP_DEFINE_CONST_DICT(mph_int_locals, int_locals_table);

void mph_int_attr(mp_obj_t self, qstr attr, mp_obj_t *dest) {
    if (dest[0] != MP_OBJ_NULL) {
        return; // only to be read
    }
    if (attr == MP_QSTR_real || attr == MP_QSTR_numerator) {
        dest[0] = mph_get_integer(self);
    } else if (attr == MP_QSTR_imag) {
        dest[0] = MP_OBJ_NEW_SMALL_INT(0);
    } else if (attr == MP_QSTR_denominator) {
        dest[0] = MP_OBJ_NEW_SMALL_INT(1);
    } else {
        dest[1] = MP_OBJ_SENTINEL; // go on among the methods
    }
}
