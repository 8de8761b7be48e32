// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The module binascii, in place of upstream's, which has other errors and no strict
// mode; and what zlib has in C.

#include "py/objexcept.h"
#include "py/objstr.h"
#include "py/runtime.h"

#include "port/deflate.h"
#include "port/number.h"
#include "port/raise.h"
#include "port/text.h"

#define EXCEPTION(variable, name, base) \
    static MP_DEFINE_CONST_OBJ_TYPE( \
    variable, name, MP_TYPE_FLAG_NONE, \
    make_new, mp_obj_exception_make_new, \
    print, mp_obj_exception_print, \
    attr, mp_obj_exception_attr, \
    parent, &base \
    );
EXCEPTION(error_type, MP_QSTR_Error, mp_type_ValueError)
EXCEPTION(incomplete_type, MP_QSTR_Incomplete, mp_type_Exception)

static mp_buffer_info_t bytes_of(mp_obj_t data) {
    mp_buffer_info_t buffer;
    if (mp_obj_is_str(data) || !mp_get_buffer(data, &buffer, MP_BUFFER_READ)) {
        mph_raise(&mp_type_TypeError, "a bytes-like object is required, not '%t'", data);
    }
    return buffer;
}

// What is encoded may be text as well.
static mp_buffer_info_t encoded_of(mp_obj_t data) {
    mp_buffer_info_t buffer;
    if (!mp_get_buffer(data, &buffer, MP_BUFFER_READ)) {
        mph_raise(&mp_type_TypeError, "argument should be bytes, buffer or ASCII string, not '%t'", data);
    }
    if (mp_obj_is_str(data) && !mph_str_is_ascii(data)) {
        mp_raise_ValueError(MP_ERROR_TEXT("string argument should contain only ASCII characters"));
    }
    return buffer;
}

static mp_obj_t hexlify(size_t n_args, const mp_obj_t *args, mp_map_t *keywords) {
    static const mp_arg_t allowed[] = {
        { MP_QSTR_data, MP_ARG_REQUIRED | MP_ARG_OBJ, { .u_obj = MP_OBJ_NULL } },
        { MP_QSTR_sep, MP_ARG_OBJ, { .u_obj = MP_OBJ_NULL } },
        { MP_QSTR_bytes_per_sep, MP_ARG_OBJ, { .u_obj = MP_OBJ_NEW_SMALL_INT(1) } },
    };
    mp_arg_val_t values[3];
    mp_arg_parse_all(n_args, args, keywords, MP_ARRAY_SIZE(allowed), allowed, values);
    mp_buffer_info_t data = bytes_of(values[0].u_obj);
    char separator = 0;
    size_t group = 0; // bytes between two separators
    bool from_left = false;
    if (values[1].u_obj != MP_OBJ_NULL) {
        mp_buffer_info_t given;
        if (!mp_get_buffer(values[1].u_obj, &given, MP_BUFFER_READ)) {
            mp_raise_TypeError(MP_ERROR_TEXT("sep must be str or bytes."));
        }
        if (given.len != 1) {
            mp_raise_ValueError(MP_ERROR_TEXT("sep must be length 1."));
        }
        separator = *(const char *)given.buf;
        if (separator & 0x80) {
            mp_raise_ValueError(MP_ERROR_TEXT("sep must be ASCII."));
        }
        int64_t count = mph_get_int64(values[2].u_obj);
        from_left = count < 0;
        uint64_t size = from_left ? -(uint64_t)count : (uint64_t)count;
        group = size > data.len ? data.len : size;
    }
    size_t separators = group > 0 ? (data.len - 1) / group : 0;
    if (data.len > MP_SSIZE_MAX / 3) {
        m_malloc_fail(SIZE_MAX);
    }
    vstr_t text;
    vstr_init_len(&text, 2 * data.len + separators);
    char *out = text.buf;
    for (size_t i = 0; i < data.len; i++) {
        if (i > 0 && separators > 0 && (from_left ? i : data.len - i) % group == 0) {
            *out++ = separator;
        }
        uint8_t byte = ((const uint8_t *)data.buf)[i];
        *out++ = "0123456789abcdef"[byte >> 4];
        *out++ = "0123456789abcdef"[byte & 15];
    }
    return mp_obj_new_bytes_from_vstr(&text);
}
static MP_DEFINE_CONST_FUN_OBJ_KW(hexlify_obj, 1, hexlify);

static int hex_digit(char c) {
    return c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
}

static mp_obj_t unhexlify(mp_obj_t data_in) {
    mp_buffer_info_t data = encoded_of(data_in);
    if (data.len % 2 != 0) {
        mp_raise_msg(&error_type, MP_ERROR_TEXT("Odd-length string"));
    }
    vstr_t bytes;
    vstr_init_len(&bytes, data.len / 2);
    for (size_t i = 0; i < data.len / 2; i++) {
        int high = hex_digit(((const char *)data.buf)[2 * i]), low = hex_digit(((const char *)data.buf)[2 * i + 1]);
        if (high < 0 || low < 0) {
            mp_raise_msg(&error_type, MP_ERROR_TEXT("Non-hexadecimal digit found"));
        }
        bytes.buf[i] = (char)(high << 4 | low);
    }
    return mp_obj_new_bytes_from_vstr(&bytes);
}
static MP_DEFINE_CONST_FUN_OBJ_1(unhexlify_obj, unhexlify);

static int base64_digit(uint8_t c) {
    if (c >= 'A' && c <= 'Z') {
        return c - 'A';
    }
    if (c >= 'a' && c <= 'z') {
        return c - 'a' + 26;
    }
    return c >= '0' && c <= '9' ? c - '0' + 52 : c == '+' ? 62 : c == '/' ? 63 : -1;
}

static mp_obj_t a2b_base64(size_t n_args, const mp_obj_t *args, mp_map_t *keywords) {
    static const mp_arg_t allowed[] = {
        { MP_QSTR_data, MP_ARG_REQUIRED | MP_ARG_OBJ, { .u_obj = MP_OBJ_NULL } },
        { MP_QSTR_strict_mode, MP_ARG_KW_ONLY | MP_ARG_BOOL, { .u_bool = false } },
    };
    mp_arg_val_t values[2];
    mp_arg_parse_all(n_args, args, keywords, MP_ARRAY_SIZE(allowed), allowed, values);
    mp_buffer_info_t data = encoded_of(values[0].u_obj);
    bool strict = values[1].u_bool;
    const uint8_t *in = data.buf;
    if (strict && data.len > 0 && in[0] == '=') {
        mp_raise_msg(&error_type, MP_ERROR_TEXT("Leading padding not allowed"));
    }
    vstr_t bytes;
    vstr_init(&bytes, data.len / 4 * 3 + 3);
    uint32_t group = 0;
    size_t digits = 0, padding = 0; // of the group
    bool padded = false, ended = false;
    for (size_t i = 0; i < data.len && !ended; i++) {
        if (in[i] == '=') {
            padded = true;
            if (digits >= 2 && digits + ++padding >= 4) {
                if (strict && i + 1 < data.len) {
                    mp_raise_msg(&error_type, MP_ERROR_TEXT("Excess data after padding"));
                }
                ended = true;
            }
            continue;
        }
        int digit = base64_digit(in[i]);
        if (digit < 0) {
            if (strict) {
                mp_raise_msg(&error_type, MP_ERROR_TEXT("Only base64 data is allowed"));
            }
            continue;
        }
        if (strict && padded) {
            mp_raise_msg(&error_type, MP_ERROR_TEXT("Discontinuous padding not allowed"));
        }
        padding = 0;
        group = group << 6 | (uint32_t)digit;
        if (++digits == 4) {
            vstr_add_byte(&bytes, (byte)(group >> 16));
            vstr_add_byte(&bytes, (byte)(group >> 8));
            vstr_add_byte(&bytes, (byte)group);
            digits = 0;
        }
    }
    if (!ended && digits == 1) {
        mp_raise_msg_varg(&error_type, MP_ERROR_TEXT("Invalid base64-encoded string: number of data characters (%u) cannot be 1 more than a multiple of 4"), (unsigned)(bytes.len / 3 * 4 + 1));
    }
    if (!ended && digits != 0) {
        mp_raise_msg(&error_type, MP_ERROR_TEXT("Incorrect padding"));
    }
    if (digits >= 2) {
        group <<= digits == 2 ? 12 : 6;
        vstr_add_byte(&bytes, (byte)(group >> 16));
        if (digits == 3) {
            vstr_add_byte(&bytes, (byte)(group >> 8));
        }
    }
    return mp_obj_new_bytes_from_vstr(&bytes);
}
static MP_DEFINE_CONST_FUN_OBJ_KW(a2b_base64_obj, 1, a2b_base64);

static mp_obj_t b2a_base64(size_t n_args, const mp_obj_t *args, mp_map_t *keywords) {
    static const mp_arg_t allowed[] = {
        { MP_QSTR_data, MP_ARG_REQUIRED | MP_ARG_OBJ, { .u_obj = MP_OBJ_NULL } },
        { MP_QSTR_newline, MP_ARG_KW_ONLY | MP_ARG_BOOL, { .u_bool = true } },
    };
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    mp_arg_val_t values[2];
    mp_arg_parse_all(n_args, args, keywords, MP_ARRAY_SIZE(allowed), allowed, values);
    mp_buffer_info_t data = bytes_of(values[0].u_obj);
    if (data.len > MP_SSIZE_MAX / 2) {
        m_malloc_fail(SIZE_MAX);
    }
    vstr_t text;
    vstr_init_len(&text, (data.len + 2) / 3 * 4 + values[1].u_bool);
    char *out = text.buf;
    const uint8_t *in = data.buf;
    for (size_t i = 0; i < data.len; i += 3) {
        size_t left = data.len - i;
        uint32_t group = (uint32_t)in[i] << 16 | (left > 1 ? in[i + 1] << 8 : 0) | (left > 2 ? in[i + 2] : 0);
        *out++ = digits[group >> 18];
        *out++ = digits[group >> 12 & 63];
        *out++ = left > 1 ? digits[group >> 6 & 63] : '=';
        *out++ = left > 2 ? digits[group & 63] : '=';
    }
    if (values[1].u_bool) {
        *out = '\n';
    }
    return mp_obj_new_bytes_from_vstr(&text);
}
static MP_DEFINE_CONST_FUN_OBJ_KW(b2a_base64_obj, 1, b2a_base64);

// The second argument of a checksum: any integer, of which the low bits count.
static uint32_t start_of(size_t n_args, const mp_obj_t *args, uint32_t otherwise) {
    return n_args > 1 ? (uint32_t)mp_obj_get_int_truncated(args[1]) : otherwise;
}

static mp_obj_t crc32(size_t n_args, const mp_obj_t *args) {
    // Four bits at a time: what each of them makes of the rest.
    static const uint32_t table[16] = {
        0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c,
        0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c, 0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c,
    };
    mp_buffer_info_t data = bytes_of(args[0]);
    uint32_t crc = ~start_of(n_args, args, 0);
    for (size_t i = 0; i < data.len; i++) {
        crc ^= ((const uint8_t *)data.buf)[i];
        crc = crc >> 4 ^ table[crc & 15];
        crc = crc >> 4 ^ table[crc & 15];
    }
    return mp_obj_new_int_from_uint(~crc);
}
static MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(crc32_obj, 1, 2, crc32);

static mp_obj_t crc_hqx(mp_obj_t data_in, mp_obj_t start) {
    mp_buffer_info_t data = bytes_of(data_in);
    uint32_t crc = (uint32_t)mp_obj_get_int_truncated(start) & 0xffff;
    for (size_t i = 0; i < data.len; i++) {
        crc ^= (uint32_t)((const uint8_t *)data.buf)[i] << 8;
        for (int bit = 0; bit < 8; bit++) {
            crc = (crc << 1 ^ (crc & 0x8000 ? 0x1021 : 0)) & 0xffff;
        }
    }
    return MP_OBJ_NEW_SMALL_INT(crc);
}
static MP_DEFINE_CONST_FUN_OBJ_2(crc_hqx_obj, crc_hqx);

static mp_obj_t adler32(size_t n_args, const mp_obj_t *args) {
    mp_buffer_info_t data = bytes_of(args[0]);
    uint32_t start = start_of(n_args, args, 1);
    uint32_t low = (start & 0xffff) % 65521, high = (start >> 16) % 65521;
    const uint8_t *in = data.buf;
    for (size_t left = data.len; left > 0; ) {
        size_t block = left < 5552 ? left : 5552; // as many as do not overflow
        left -= block;
        while (block-- > 0) {
            low += *in++;
            high += low;
        }
        low %= 65521;
        high %= 65521;
    }
    return mp_obj_new_int_from_uint(high << 16 | low);
}
static MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(adler32_obj, 1, 2, adler32);

static const mp_rom_map_elem_t binascii_globals_table[] = {
    { MP_ROM_QSTR(MP_QSTR___name__), MP_ROM_QSTR(MP_QSTR_binascii) },
    { MP_ROM_QSTR(MP_QSTR_Error), MP_ROM_PTR(&error_type) },
    { MP_ROM_QSTR(MP_QSTR_Incomplete), MP_ROM_PTR(&incomplete_type) },
    { MP_ROM_QSTR(MP_QSTR_a2b_base64), MP_ROM_PTR(&a2b_base64_obj) },
    { MP_ROM_QSTR(MP_QSTR_a2b_hex), MP_ROM_PTR(&unhexlify_obj) },
    { MP_ROM_QSTR(MP_QSTR_b2a_base64), MP_ROM_PTR(&b2a_base64_obj) },
    { MP_ROM_QSTR(MP_QSTR_b2a_hex), MP_ROM_PTR(&hexlify_obj) },
    { MP_ROM_QSTR(MP_QSTR_crc32), MP_ROM_PTR(&crc32_obj) },
    { MP_ROM_QSTR(MP_QSTR_crc_hqx), MP_ROM_PTR(&crc_hqx_obj) },
    { MP_ROM_QSTR(MP_QSTR_hexlify), MP_ROM_PTR(&hexlify_obj) },
    { MP_ROM_QSTR(MP_QSTR_unhexlify), MP_ROM_PTR(&unhexlify_obj) },
};
static MP_DEFINE_CONST_DICT(binascii_globals, binascii_globals_table);

const mp_obj_module_t mph_module_binascii = {
    .base = { &mp_type_module },
    .globals = (mp_obj_dict_t *)&binascii_globals,
};
MP_REGISTER_EXTENSIBLE_MODULE(MP_QSTR_binascii, mph_module_binascii);

static const mp_rom_map_elem_t zlib_globals_table[] = {
    { MP_ROM_QSTR(MP_QSTR___name__), MP_ROM_QSTR(MP_QSTR__zlib) },
    { MP_ROM_QSTR(MP_QSTR_adler32), MP_ROM_PTR(&adler32_obj) },
    { MP_ROM_QSTR(MP_QSTR_crc32), MP_ROM_PTR(&crc32_obj) },
    { MP_ROM_QSTR(MP_QSTR_deflate), MP_ROM_PTR(&mph_deflate_obj) },
};
static MP_DEFINE_CONST_DICT(zlib_globals, zlib_globals_table);

const mp_obj_module_t mph_module_zlib = {
    .base = { &mp_type_module },
    .globals = (mp_obj_dict_t *)&zlib_globals,
};
MP_REGISTER_MODULE(MP_QSTR__zlib, mph_module_zlib);
