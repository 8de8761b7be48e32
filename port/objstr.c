// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// How texts are made, what they are to operators, and what other code asks of them,
// in place of upstream's. objstrunicode.c has the type str, objbytes.c bytes, and
// str*.c their methods.

#include <string.h>

#include "py/objstr.h"
#include "py/runtime.h"
#include "py/unicode.h"

#include "port/format.h"
#include "port/number.h"
#include "port/raise.h"
#include "port/text.h"

// ---- making ----

static size_t new_hash(const byte *data, size_t bytes) {
    size_t known = mph_is_ascii(data, bytes) ? MPH_STR_ASCII : 0;
    return bytes <= MPH_STR_HASHED_BYTES ? known | qstr_compute_hash(data, bytes) : known;
}

// A text over data that is its own, with a NUL byte behind it.
static mp_obj_t new_over(const mp_obj_type_t *type, const byte *data, size_t length) {
    mp_obj_str_t *text = mp_obj_malloc(mp_obj_str_t, type);
    text->hash = new_hash(data, length);
    text->len = length;
    text->data = data;
    return MP_OBJ_FROM_PTR(text);
}

mp_obj_t mp_obj_new_str_copy(const mp_obj_type_t *type, const byte *data, size_t length) {
    byte *copy = m_new(byte, length + 1);
    memcpy(copy, data, length);
    copy[length] = 0;
    return new_over(type, copy, length);
}

static void check_utf8(const byte *data, size_t length) {
    if (!utf8_check(data, length)) {
        mph_str_from_bytes(mp_obj_new_bytes(data, length), MP_OBJ_NEW_QSTR(MP_QSTR_utf_hyphen_8), MP_OBJ_NEW_QSTR(MP_QSTR_strict));
    }
}

// An interned text has one object only.
static mp_obj_t new_str(const byte *data, size_t length) {
    qstr name = qstr_find_strn((const char *)data, length);
    return name != MP_QSTRnull ? MP_OBJ_NEW_QSTR(name) : mp_obj_new_str_copy(&mp_type_str, data, length);
}

mp_obj_t mp_obj_new_str(const char *data, size_t length) {
    check_utf8((const byte *)data, length);
    return new_str((const byte *)data, length);
}

mp_obj_t mp_obj_new_str_from_cstr(const char *data) {
    return mp_obj_new_str(data, strlen(data));
}

mp_obj_t mp_obj_new_str_via_qstr(const char *data, size_t length) {
    return MP_OBJ_NEW_QSTR(qstr_from_strn(data, length));
}

mp_obj_t mp_obj_new_bytes(const byte *data, size_t length) {
    return mp_obj_new_str_copy(&mp_type_bytes, data, length);
}

mp_obj_t mp_obj_new_str_of_type(const mp_obj_type_t *type, const byte *data, size_t length) {
    if (type == &mp_type_str) {
        return new_str(data, length);
    }
    return type == &mp_type_bytearray ? mp_obj_new_bytearray(length, data) : mp_obj_new_bytes(data, length);
}

// Takes the buffer over, cut to its length.
static mp_obj_t from_vstr(const mp_obj_type_t *type, vstr_t *text) {
    if (type == &mp_type_str) {
        qstr name = qstr_find_strn(text->buf, text->len);
        if (name != MP_QSTRnull) {
            vstr_clear(text);
            text->alloc = 0;
            return MP_OBJ_NEW_QSTR(name);
        }
    }
    char *data = text->len + 1 == text->alloc ? text->buf : m_renew(char, text->buf, text->alloc, text->len + 1);
    data[text->len] = 0;
    text->buf = NULL;
    text->alloc = 0;
    return new_over(type, (const byte *)data, text->len);
}

mp_obj_t mp_obj_new_str_from_vstr(vstr_t *text) {
    check_utf8((const byte *)text->buf, text->len);
    return from_vstr(&mp_type_str, text);
}

mp_obj_t mp_obj_new_str_from_utf8_vstr(vstr_t *text) {
    return from_vstr(&mp_type_str, text);
}

mp_obj_t mp_obj_new_bytes_from_vstr(vstr_t *text) {
    return from_vstr(&mp_type_bytes, text);
}

mp_obj_t mp_obj_str_make_new(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    (void)type;
    enum { OBJECT, ENCODING, ERRORS };
    static const mp_arg_t allowed[] = {
        { MP_QSTR_object, MP_ARG_OBJ, { .u_rom_obj = MP_ROM_QSTR(MP_QSTR_) } },
        { MP_QSTR_encoding, MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
        { MP_QSTR_errors, MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
    };
    mp_obj_t object = n_args > 0 ? args[0] : MP_OBJ_NEW_QSTR(MP_QSTR_);
    if (n_args > 1 || n_kw > 0) {
        mp_arg_val_t given[3];
        mp_map_t kwargs;
        mp_map_init_fixed_table(&kwargs, n_kw, args + n_args);
        mp_arg_parse_all(n_args, args, &kwargs, MP_ARRAY_SIZE(allowed), allowed, given);
        object = given[OBJECT].u_obj;
        if (given[ENCODING].u_obj != mp_const_none || given[ERRORS].u_obj != mp_const_none) {
            if (mp_obj_is_str(object)) {
                mp_raise_TypeError(MP_ERROR_TEXT("decoding str is not supported"));
            }
            return mph_str_from_bytes(object, given[ENCODING].u_obj, given[ERRORS].u_obj);
        }
    }
    if (mp_obj_is_str(object)) {
        return object;
    }
    vstr_t text;
    mp_print_t print;
    vstr_init_print(&text, 16, &print);
    mp_obj_print_helper(&print, object, PRINT_STR);
    return mp_obj_new_str_from_vstr(&text);
}

// ---- operators ----

static mp_obj_t times(const mph_text_t *text, mp_int_t times) {
    size_t length;
    if (times <= 0 || text->length == 0) {
        return mph_text_new(text, text->data, 0);
    }
    if (__builtin_mul_overflow(text->length, (size_t)times, &length) || length >= MP_SSIZE_MAX) {
        m_malloc_fail(SIZE_MAX);
    }
    vstr_t product;
    vstr_init_len(&product, length);
    mp_seq_multiply(text->data, 1, text->length, times, product.buf);
    return mph_text_from_vstr(text, &product);
}

// What contains() asks for in bytes may be a number.
static mp_obj_t contains(const mph_text_t *text, mp_obj_t object) {
    if (mph_text_is_str(text)) {
        if (!mph_text_is_like(text, object)) {
            mph_raise(&mp_type_TypeError, "'in <string>' requires string as left operand, not %t", object);
        }
    } else if (!mph_text_is_like(text, object)) {
        int64_t number;
        if (mph_fit_int64(object, &number) == MPH_NO_INTEGER) {
            mph_raise(&mp_type_TypeError, "a bytes-like object is required, not '%t'", object);
        }
        if (number < 0 || number > 255) {
            mp_raise_ValueError(MP_ERROR_TEXT("byte must be in range(0, 256)"));
        }
        return mp_obj_new_bool(memchr(text->data, number, text->length) != NULL);
    }
    mph_text_t what = mph_text_argument(text, object, "argument");
    return mp_obj_new_bool(mph_text_find(text, &what, false) != NULL);
}

// That a type is str or bytes is known by this function: see mp_obj_is_str_or_bytes.
mp_obj_t mp_obj_str_binary_op(mp_binary_op_t op, mp_obj_t left, mp_obj_t right) {
    if (op == MP_BINARY_OP_MODULO) {
        return mph_str_percent(left, right);
    }
    mph_text_t text = mph_text_of(left);
    if (op == MP_BINARY_OP_MULTIPLY) {
        int64_t count;
        mph_fit_t fit = mph_fit_int64(right, &count);
        return fit == MPH_NO_INTEGER ? MP_OBJ_NULL : times(&text, MIN(MAX(count, 0), INT32_MAX));
    }
    if (op == MP_BINARY_OP_CONTAINS) {
        return contains(&text, right);
    }
    if (!mph_text_is_like(&text, right)) {
        return MP_OBJ_NULL; // op not supported
    }
    mph_text_t other = mph_text_argument(&text, right, "operand");
    switch (op) {
        case MP_BINARY_OP_ADD:
        case MP_BINARY_OP_INPLACE_ADD: {
            if (text.length == 0 && mp_obj_get_type(right) == text.type) {
                return right;
            }
            if (other.length == 0) {
                return left;
            }
            mp_obj_t appended = mph_str_append(left, &text, &other);
            if (appended != MP_OBJ_NULL) {
                return appended;
            }
            vstr_t sum;
            vstr_init_len(&sum, text.length + other.length);
            memcpy(sum.buf, text.data, text.length);
            memcpy(sum.buf + text.length, other.data, other.length);
            return mph_text_from_vstr(&text, &sum);
        }
        case MP_BINARY_OP_EQUAL:
        case MP_BINARY_OP_LESS:
        case MP_BINARY_OP_LESS_EQUAL:
        case MP_BINARY_OP_MORE:
        case MP_BINARY_OP_MORE_EQUAL:
            return mp_obj_new_bool(mp_seq_cmp_bytes(op, text.data, text.length, other.data, other.length));
        default:
            return MP_OBJ_NULL; // op not supported
    }
}

bool mp_obj_str_equal(mp_obj_t one, mp_obj_t other) {
    if (mp_obj_is_qstr(one) && mp_obj_is_qstr(other)) {
        return one == other;
    }
    GET_STR_HASH(one, one_hash);
    GET_STR_HASH(other, other_hash);
    if (one_hash != 0 && other_hash != 0 && one_hash != other_hash) {
        return false;
    }
    GET_STR_DATA_LEN(one, one_data, one_length);
    GET_STR_DATA_LEN(other, other_data, other_length);
    return one_length == other_length && memcmp(one_data, other_data, one_length) == 0;
}

// ---- what other code asks ----

static MP_NORETURN void raise_no_text(mp_obj_t object) {
    mph_raise(&mp_type_TypeError, "expected str, bytes or os.PathLike object, not %t", object);
}

// A text, or what a class derived from str holds.
static mp_obj_t text_in(mp_obj_t object) {
    if (mp_obj_is_str_or_bytes(object)) {
        return object;
    }
    mp_obj_t text = mp_obj_cast_to_native_base(object, MP_OBJ_FROM_PTR(&mp_type_str));
    if (text == MP_OBJ_NULL) {
        raise_no_text(object);
    }
    return text;
}

qstr mp_obj_str_get_qstr(mp_obj_t object) {
    if (mp_obj_is_qstr(object)) {
        return MP_OBJ_QSTR_VALUE(object);
    }
    mp_obj_t text = text_in(object);
    if (!mp_obj_is_str(text)) {
        raise_no_text(object);
    }
    GET_STR_DATA_LEN(text, data, length);
    return qstr_from_strn((const char *)data, length);
}

const char *mp_obj_str_get_data(mp_obj_t object, size_t *length) {
    mp_obj_t text = text_in(object);
    GET_STR_DATA_LEN(text, data, bytes);
    *length = bytes;
    return (const char *)data;
}

// Ends with a zero, which a text that was appended to has no more.
const char *mp_obj_str_get_str(mp_obj_t object) {
    size_t length;
    const char *data = mp_obj_str_get_data(object, &length);
    if (data[length] == 0) {
        return data;
    }
    char *copy = m_new(char, length + 1);
    memcpy(copy, data, length);
    copy[length] = 0;
    return copy;
}

mp_obj_t mp_obj_str_intern(mp_obj_t text) {
    return MP_OBJ_NEW_QSTR(mp_obj_str_get_qstr(text));
}

mp_obj_t mp_obj_str_intern_checked(mp_obj_t object) {
    return mp_obj_str_intern(object);
}

mp_int_t mp_obj_str_get_buffer(mp_obj_t self, mp_buffer_info_t *buffer, mp_uint_t flags) {
    if (flags != MP_BUFFER_READ) {
        return 1;
    }
    GET_STR_DATA_LEN(self, data, length);
    *buffer = (mp_buffer_info_t) { (void *)data, length, 'B' };
    return 0;
}

void mp_obj_str_set_data(mp_obj_str_t *text, const byte *data, size_t length) {
    text->data = data;
    text->len = length;
    text->hash = new_hash(data, length);
}

const byte *find_subbytes(const byte *in, size_t in_length, const byte *what, size_t length, int direction) {
    mph_text_t text = { &mp_type_bytes, in, in_length }, needle = { &mp_type_bytes, what, length };
    return mph_text_find(&text, &needle, direction < 0);
}

void mp_str_print_json(const mp_print_t *print, const byte *text, size_t length) {
    mp_print_str(print, "\"");
    const byte *printed = text, *end = text + length;
    for (const byte *at = text; at < end; at++) {
        if (*at >= ' ' && *at != '"' && *at != '\\') {
            continue;
        }
        print->print_strn(print->data, (const char *)printed, at - printed);
        printed = at + 1;
        const char *escaped = strchr("\"\"\\\\\nn\rr\tt\bb\ff", *at);
        if (*at != 0 && escaped != NULL) {
            mp_printf(print, "\\%c", escaped[1]);
        } else {
            mp_printf(print, "\\u%04x", *at);
        }
    }
    print->print_strn(print->data, (const char *)printed, end - printed);
    mp_print_str(print, "\"");
}
