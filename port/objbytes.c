// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The type bytes, in place of upstream's, and hexadecimal digits of bytes.

#include <string.h>

#include "py/objstr.h"
#include "py/runtime.h"
#include "py/unicode.h"

#include "port/number.h"
#include "port/raise.h"
#include "port/slice.h"
#include "port/strmethods.h"
#include "port/text.h"

const mp_obj_str_t mp_const_empty_bytes_obj = { { &mp_type_bytes }, 0, 0, (const byte *)"" };

// ---- making ----

static mp_obj_t zeros(mp_obj_t count_in) {
    int64_t count = mph_get_int64(count_in);
    if (count < 0) {
        mp_raise_ValueError(MP_ERROR_TEXT("negative count"));
    }
    if (count >= MP_SSIZE_MAX) {
        m_malloc_fail(SIZE_MAX);
    }
    vstr_t bytes;
    vstr_init_len(&bytes, count);
    memset(bytes.buf, 0, count);
    return mp_obj_new_bytes_from_vstr(&bytes);
}

static mp_obj_t from_numbers(mp_obj_t iterable) {
    vstr_t bytes;
    vstr_init(&bytes, 16);
    mp_obj_t numbers = mp_getiter(iterable, NULL);
    for (mp_obj_t item; (item = mp_iternext(numbers)) != MP_OBJ_STOP_ITERATION; ) {
        int64_t number;
        if (mph_fit_int64(item, &number) == MPH_NO_INTEGER) {
            mph_raise(&mp_type_TypeError, "'%t' object cannot be interpreted as an integer", item);
        }
        if (number < 0 || number > 255) {
            mp_raise_ValueError(MP_ERROR_TEXT("bytes must be in range(0, 256)"));
        }
        vstr_add_byte(&bytes, number);
    }
    return mp_obj_new_bytes_from_vstr(&bytes);
}

mp_obj_t mph_bytes_of(mp_obj_t object) {
    if (mp_obj_is_type(object, &mp_type_bytes)) {
        return object;
    }
    if (mp_obj_is_str(object)) {
        mp_raise_TypeError(MP_ERROR_TEXT("string argument without an encoding"));
    }
    mp_buffer_info_t buffer;
    if (mp_get_buffer(object, &buffer, MP_BUFFER_READ)) {
        return mp_obj_new_bytes(buffer.buf, buffer.len);
    }
    mp_obj_t method[2];
    mp_load_method_maybe(object, MP_QSTR___bytes__, method);
    if (method[0] != MP_OBJ_NULL) {
        return mp_call_method_n_kw(0, 0, method);
    }
    int64_t count;
    return mph_fit_int64(object, &count) != MPH_NO_INTEGER ? zeros(object) : from_numbers(object);
}

// The arguments of bytes() and bytearray().
mp_obj_t mph_bytes_from_args(size_t n_args, size_t n_kw, const mp_obj_t *args) {
    enum { SOURCE, ENCODING, ERRORS };
    static const mp_arg_t allowed[] = {
        { MP_QSTR_source, MP_ARG_OBJ, { .u_rom_obj = MP_ROM_PTR(&mp_const_empty_bytes_obj) } },
        { MP_QSTR_encoding, MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
        { MP_QSTR_errors, MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
    };
    if (n_args == 1 && n_kw == 0) {
        return mph_bytes_of(args[0]);
    }
    mp_arg_val_t given[3];
    mp_map_t kwargs;
    mp_map_init_fixed_table(&kwargs, n_kw, args + n_args);
    mp_arg_parse_all(n_args, args, &kwargs, MP_ARRAY_SIZE(allowed), allowed, given);
    if (given[ENCODING].u_obj == mp_const_none) {
        return mph_bytes_of(given[SOURCE].u_obj);
    }
    if (!mp_obj_is_str(given[SOURCE].u_obj)) {
        mp_raise_TypeError(MP_ERROR_TEXT("encoding without a string argument"));
    }
    return mph_str_to_bytes(given[SOURCE].u_obj, given[ENCODING].u_obj, given[ERRORS].u_obj);
}

static mp_obj_t bytes_make_new(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    (void)type;
    return mph_bytes_from_args(n_args, n_kw, args);
}

// ---- items ----

static mp_obj_t bytes_subscr(mp_obj_t self, mp_obj_t index, mp_obj_t value) {
    if (value != MP_OBJ_SENTINEL) {
        return MP_OBJ_NULL; // op not supported
    }
    GET_STR_DATA_LEN(self, data, length);
    if (!mp_obj_is_type(index, &mp_type_slice)) {
        int64_t at;
        mph_fit_t fit = mph_fit_int64(index, &at);
        if (fit == MPH_NO_INTEGER) {
            mph_raise(&mp_type_TypeError, "byte indices must be integers or slices, not %t", index);
        }
        at += fit == MPH_FITS && at < 0 ? length : 0;
        if (at < 0 || at >= (int64_t)length) {
            mp_raise_msg(&mp_type_IndexError, MP_ERROR_TEXT("index out of range"));
        }
        return MP_OBJ_NEW_SMALL_INT(data[at]);
    }
    mph_slice_t slice = mph_slice_of(index, &length);
    if (slice.step == 1) {
        return slice.count == length ? self : mp_obj_new_bytes(data + slice.start, slice.count);
    }
    vstr_t taken;
    vstr_init_len(&taken, slice.count);
    mph_slice_copy(taken.buf, data, 1, slice);
    return mp_obj_new_bytes_from_vstr(&taken);
}

typedef struct _iterator_t {
    mp_obj_base_t base;
    mp_fun_1_t iternext;
    mp_obj_t bytes;
    size_t at;
} iterator_t;
_Static_assert(sizeof(iterator_t) <= sizeof(mp_obj_iter_buf_t), "an iterator must fit where it is made");

static mp_obj_t bytes_iternext(mp_obj_t self_in) {
    iterator_t *self = MP_OBJ_TO_PTR(self_in);
    GET_STR_DATA_LEN(self->bytes, data, length);
    return self->at < length ? MP_OBJ_NEW_SMALL_INT(data[self->at++]) : MP_OBJ_STOP_ITERATION;
}

mp_obj_t mp_obj_new_bytes_iterator(mp_obj_t bytes, mp_obj_iter_buf_t *buffer) {
    iterator_t *iterator = (iterator_t *)buffer;
    *iterator = (iterator_t) { { &mp_type_polymorph_iter }, bytes_iternext, bytes, 0 };
    return MP_OBJ_FROM_PTR(iterator);
}

// ---- text ----

void mp_str_print_quoted(const mp_print_t *print, const byte *data, size_t length, bool is_bytes) {
    (void)is_bytes;
    bool has_double = memchr(data, '"', length) != NULL;
    char quote = memchr(data, '\'', length) != NULL && !has_double ? '"' : '\'';
    mp_print_strn(print, &quote, 1, 0, 0, 0);
    const byte *printed = data, *end = data + length;
    for (const byte *at = data; at < end; at++) {
        if (*at >= ' ' && *at < 0x7f && *at != (byte)quote && *at != '\\') {
            continue;
        }
        print->print_strn(print->data, (const char *)printed, at - printed);
        printed = at + 1;
        const char *escaped = strchr("\\\\\nn\rr\tt''\"\"", *at);
        if (*at != 0 && escaped != NULL) {
            mp_printf(print, "\\%c", escaped[1]);
        } else {
            mp_printf(print, "\\x%02x", *at);
        }
    }
    print->print_strn(print->data, (const char *)printed, end - printed);
    mp_print_strn(print, &quote, 1, 0, 0, 0);
}

static void bytes_print(const mp_print_t *print, mp_obj_t self, mp_print_kind_t kind) {
    GET_STR_DATA_LEN(self, data, length);
    if (kind == PRINT_JSON) {
        mp_str_print_json(print, data, length);
    } else {
        mp_print_str(print, "b");
        mp_str_print_quoted(print, data, length, true);
    }
}

// ---- hexadecimal ----

static void add_hex(vstr_t *to, byte number) {
    vstr_add_byte(to, "0123456789abcdef"[number >> 4]);
    vstr_add_byte(to, "0123456789abcdef"[number & 15]);
}

// With a separator, if one is given, after each so many bytes, counted from the
// end; from the start if the number is negative.
mp_obj_t mp_obj_bytes_hex(size_t n_args, const mp_obj_t *args, const mp_obj_type_t *type) {
    int64_t group = n_args > 2 ? mph_get_int64(args[2]) : 1;
    const char *separator = NULL;
    if (n_args > 1) {
        size_t length;
        separator = mp_obj_str_get_data(args[1], &length);
        if (length != 1) {
            mp_raise_ValueError(MP_ERROR_TEXT("sep must be length 1."));
        }
    }
    mp_buffer_info_t buffer;
    mp_get_buffer_raise(args[0], &buffer, MP_BUFFER_READ);
    vstr_t digits;
    vstr_init(&digits, 2 * buffer.len + 1);
    for (size_t i = 0; i < buffer.len; i++) {
        int64_t counted = group > 0 ? buffer.len - i : i;
        if (separator != NULL && i > 0 && group != 0 && counted % group == 0) {
            vstr_add_byte(&digits, *separator);
        }
        add_hex(&digits, ((const byte *)buffer.buf)[i]);
    }
    return type == &mp_type_str ? mp_obj_new_str_from_utf8_vstr(&digits) : mp_obj_new_bytes_from_vstr(&digits);
}

static mp_obj_t bytes_hex(size_t n_args, const mp_obj_t *args) {
    return mp_obj_bytes_hex(n_args, args, &mp_type_str);
}
MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(mph_bytes_hex_obj, 1, 3, bytes_hex);

mp_obj_t mp_obj_bytes_fromhex(mp_obj_t type, mp_obj_t digits_in) {
    mp_buffer_info_t digits;
    mp_get_buffer_raise(digits_in, &digits, MP_BUFFER_READ);
    vstr_t bytes;
    vstr_init(&bytes, digits.len / 2 + 1);
    const byte *start = digits.buf, *end = start + digits.len;
    for (const byte *at = start; at < end; at += 2) {
        while (at < end && unichar_isspace(*at)) {
            at += 1;
        }
        if (at == end) {
            break;
        }
        for (size_t i = 0; i < 2; i++) {
            if (at + i >= end || !unichar_isxdigit(at[i])) {
                mph_raise(&mp_type_ValueError, "non-hexadecimal number found in fromhex() arg at position %u", (unsigned)(at + i - start));
            }
        }
        vstr_add_byte(&bytes, unichar_xdigit_value(at[0]) << 4 | unichar_xdigit_value(at[1]));
    }
    mph_text_t like = { MP_OBJ_TO_PTR(type), NULL, 0 };
    return mph_text_from_vstr(&like, &bytes);
}
static MP_DEFINE_CONST_FUN_OBJ_2(bytes_fromhex_obj, mp_obj_bytes_fromhex);
MP_DEFINE_CONST_CLASSMETHOD_OBJ(mph_bytes_fromhex_obj, MP_ROM_PTR(&bytes_fromhex_obj));

MP_DEFINE_CONST_OBJ_TYPE(
    mp_type_bytes,
    MP_QSTR_bytes,
    MP_TYPE_FLAG_ITER_IS_GETITER,
    make_new, bytes_make_new,
    print, bytes_print,
    binary_op, mp_obj_str_binary_op,
    subscr, bytes_subscr,
    iter, mp_obj_new_bytes_iterator,
    buffer, mp_obj_str_get_buffer,
    locals_dict, &mph_bytes_locals
    );
