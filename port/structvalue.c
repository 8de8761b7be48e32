// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Single values of the module struct, to bytes and from them.

#include <math.h>
#include <string.h>

#include "py/objint.h"
#include "py/runtime.h"

#include "port/number.h"
#include "port/structvalue.h"

static void store(byte *to, size_t size, bool big, uint64_t bits) {
    for (size_t i = 0; i < size; i++) {
        to[big ? size - 1 - i : i] = (byte)(bits >> 8 * i);
    }
}

static uint64_t load(const byte *from, size_t size, bool big) {
    uint64_t bits = 0;
    for (size_t i = 0; i < size; i++) {
        bits |= (uint64_t)from[big ? size - 1 - i : i] << 8 * i;
    }
    return bits;
}

// A large integer of which the lowest or the highest bit of 64 says more than a sign.
static bool fits_64(mp_obj_t value, bool is_signed, int64_t *number) {
    byte bytes[8];
    bool is_negative = mp_obj_int_sign(value) < 0;
    if (!mp_obj_int_to_bytes_impl(value, false, 8, bytes)) {
        return false;
    }
    *number = (int64_t)load(bytes, 8, false);
    return is_signed ? is_negative && *number < 0 : !is_negative;
}

static void pack_integer(byte *to, const mph_struct_item_t *item, bool big, mp_obj_t value) {
    bool is_signed = item->code >= 'a' && item->code != '?';
    int64_t number;
    mph_fit_t fit = mp_obj_is_float(value) ? MPH_NO_INTEGER : mph_fit_int64(value, &number);
    if (fit == MPH_NO_INTEGER) {
        mp_raise_msg(&mph_type_struct_error, MP_ERROR_TEXT("required argument is not an integer"));
    }
    int bits = 8 * (int)item->size;
    int64_t highest = bits == 64 ? INT64_MAX : (INT64_C(1) << (bits - is_signed)) - 1;
    int64_t lowest = is_signed ? -highest - 1 : 0;
    if (fit != MPH_FITS && bits == 64 && mp_obj_is_exact_type(value, &mp_type_int) && fits_64(value, is_signed, &number)) {
        // it needs all bits
    } else if (fit != MPH_FITS || number < lowest || number > highest) {
        if (bits == 64) {
            mp_raise_msg(&mph_type_struct_error, MP_ERROR_TEXT("int too large to convert"));
        }
        const char *name = item->code == 'b' ? "byte" : item->code == 'B' ? "ubyte" : NULL;
        char quoted[] = { '\'', item->code, '\'', 0 };
        mp_obj_t text = mp_obj_new_str_from_cstr(name != NULL ? name : quoted);
        mp_raise_msg_varg(&mph_type_struct_error, MP_ERROR_TEXT("%s format requires %d <= number <= %u"), mp_obj_str_get_str(text), (int)lowest, (unsigned)highest);
    }
    store(to, item->size, big, (uint64_t)number);
}

// A half: a sign, five bits of exponent, ten of fraction. Ties go to the even one.
static uint16_t half_of(double number) {
    uint16_t sign = signbit(number) ? 0x8000 : 0;
    if (isnan(number)) {
        return sign | 0x7e00;
    }
    number = fabs(number);
    if (isinf(number)) {
        return sign | 0x7c00;
    }
    int exponent = 0;
    frexp(number, &exponent);
    int lowest = exponent < -13 ? -24 : exponent - 11; // what the last bit stands for
    double fraction = rint(ldexp(number, -lowest));
    uint32_t bits = exponent < -13 ? (uint32_t)fraction : (uint32_t)fraction + (uint32_t)(exponent + 13) * 1024;
    if (number != 0 && bits >= 0x7c00) {
        mp_raise_msg(&mp_type_OverflowError, MP_ERROR_TEXT("float too large to pack with e format"));
    }
    return sign | (number == 0 ? 0 : (uint16_t)bits);
}

static double from_half(uint16_t bits) {
    int exponent = bits >> 10 & 31, fraction = bits & 1023;
    double number = exponent == 31 ? (fraction != 0 ? (double)NAN : (double)INFINITY)
        : exponent == 0 ? ldexp(fraction, -24) : ldexp(fraction + 1024, exponent - 25);
    return bits & 0x8000 ? -number : number;
}

static void pack_float(byte *to, const mph_struct_item_t *item, bool big, mp_obj_t value) {
    mp_float_t number;
    if (!mp_obj_get_float_maybe(value, &number)) {
        mp_raise_msg(&mph_type_struct_error, MP_ERROR_TEXT("required argument is not a float"));
    }
    if (item->code == 'e') {
        store(to, 2, big, half_of(number));
    } else if (item->code == 'f') {
        float narrow = (float)number;
        uint32_t bits;
        if (isinf(narrow) && !isinf(number)) {
            mp_raise_msg(&mp_type_OverflowError, MP_ERROR_TEXT("float too large to pack with f format"));
        }
        memcpy(&bits, &narrow, 4);
        store(to, 4, big, bits);
    } else {
        uint64_t bits;
        memcpy(&bits, &number, 8);
        store(to, 8, big, bits);
    }
}

static void pack_bytes(byte *to, const mph_struct_item_t *item, mp_obj_t value) {
    mp_buffer_info_t bytes;
    bool are_bytes = mp_obj_is_type(value, &mp_type_bytes) || mp_obj_is_type(value, &mp_type_bytearray);
    if (item->code == 'c') {
        if (!mp_obj_is_type(value, &mp_type_bytes) || !mp_get_buffer(value, &bytes, MP_BUFFER_READ) || bytes.len != 1) {
            mp_raise_msg(&mph_type_struct_error, MP_ERROR_TEXT("char format requires a bytes object of length 1"));
        }
        *to = *(const byte *)bytes.buf;
        return;
    }
    if (!are_bytes || !mp_get_buffer(value, &bytes, MP_BUFFER_READ)) {
        mp_raise_msg_varg(&mph_type_struct_error, MP_ERROR_TEXT("argument for '%c' must be a bytes object"), item->code);
    }
    if (item->code == 'p') {
        if (item->count == 0) {
            return;
        }
        size_t length = MIN(MIN(bytes.len, item->count - 1), 255);
        *to = (byte)length;
        memcpy(to + 1, bytes.buf, length);
    } else {
        memcpy(to, bytes.buf, MIN(bytes.len, item->count));
    }
}

void mph_struct_pack_value(byte *to, const mph_struct_item_t *item, bool big, mp_obj_t value) {
    switch (item->code) {
        case 's': case 'p': case 'c':
            pack_bytes(to, item, value);
            break;
        case '?':
            *to = mp_obj_is_true(value);
            break;
        case 'e': case 'f': case 'd':
            pack_float(to, item, big, value);
            break;
        default:
            pack_integer(to, item, big, value);
    }
}

mp_obj_t mph_struct_unpack_value(const byte *from, const mph_struct_item_t *item, bool big) {
    switch (item->code) {
        case 'c':
            return mp_obj_new_bytes(from, 1);
        case 's':
            return mp_obj_new_bytes(from, item->count);
        case 'p':
            return item->count == 0 ? mp_const_empty_bytes : mp_obj_new_bytes(from + 1, MIN(*from, item->count - 1));
        case '?':
            return mp_obj_new_bool(*from != 0);
        case 'e':
            return mp_obj_new_float(from_half((uint16_t)load(from, 2, big)));
        case 'f': {
            uint32_t bits = (uint32_t)load(from, 4, big);
            float number;
            memcpy(&number, &bits, 4);
            return mp_obj_new_float((mp_float_t)number);
        }
        case 'd': {
            uint64_t bits = load(from, 8, big);
            double number;
            memcpy(&number, &bits, 8);
            return mp_obj_new_float(number);
        }
    }
    uint64_t bits = load(from, item->size, big);
    if (item->code < 'a') {
        return bits <= INT64_MAX ? mph_new_int64((int64_t)bits) : mp_obj_new_int_from_ull(bits);
    }
    int unused = 64 - 8 * (int)item->size;
    return mph_new_int64((int64_t)(bits << unused) >> unused);
}
