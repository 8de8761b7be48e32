// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The module struct, in place of upstream's: all formats of CPython's with its checks,
// and Struct. Native sizes are those of 64-bit Linux, so that programs find what they
// expect. There is nothing that packs an object's address.

#include <string.h>

#include "py/objexcept.h"
#include "py/objstr.h"
#include "py/objtuple.h"
#include "py/runtime.h"

#include "port/number.h"
#include "port/raise.h"
#include "port/structvalue.h"

MP_DEFINE_CONST_OBJ_TYPE(
    mph_type_struct_error, MP_QSTR_error, MP_TYPE_FLAG_NONE,
    make_new, mp_obj_exception_make_new,
    print, mp_obj_exception_print,
    attr, mp_obj_exception_attr,
    parent, &mp_type_Exception
    );

typedef struct _struct_obj_t {
    mp_obj_base_t base;
    mp_obj_t format;
} struct_obj_t;
static const mp_obj_type_t struct_type;

typedef struct _format_t {
    const char *at, *end;
    bool native; // sizes, and gaps where a number would not lie at a multiple of its size
    bool big;
} format_t;

// A format is text, bytes, or a Struct, of which these functions are the methods.
static format_t format_of(mp_obj_t object) {
    if (mp_obj_is_type(object, &struct_type)) {
        object = ((struct_obj_t *)MP_OBJ_TO_PTR(object))->format;
    }
    mp_buffer_info_t text;
    if (!mp_obj_is_str_or_bytes(object) || !mp_get_buffer(object, &text, MP_BUFFER_READ)) {
        mph_raise(&mp_type_TypeError, "Struct() argument 1 must be a str or bytes object, not %t", object);
    }
    format_t format = { text.buf, (const char *)text.buf + text.len, true, false };
    if (text.len > 0 && strchr("@=<>!", *format.at) != NULL) {
        char order = *format.at++;
        format.native = order == '@';
        format.big = order == '>' || order == '!';
    }
    return format;
}

static size_t size_of(char code, bool native) {
    switch (code) {
        case 'x': case 'c': case 'b': case 'B': case '?': case 's': case 'p':
            return 1;
        case 'h': case 'H': case 'e':
            return 2;
        case 'i': case 'I': case 'f':
            return 4;
        case 'l': case 'L':
            return native ? 8 : 4;
        case 'q': case 'Q': case 'd':
            return 8;
        case 'n': case 'N': case 'P':
            return native ? 8 : 0;
        default:
            return 0;
    }
}

static MP_NORETURN void raise_too_long(void) {
    mp_raise_msg(&mph_type_struct_error, MP_ERROR_TEXT("total struct size too long"));
}

// The next item of a format, if there is one; `offset` goes to where it ends.
static bool next_item(format_t *format, size_t *offset, mph_struct_item_t *item) {
    while (format->at < format->end && strchr(" \t\n\r\f\v", *format->at) != NULL) {
        format->at++;
    }
    if (format->at == format->end) {
        return false;
    }
    item->count = 1;
    if (*format->at >= '0' && *format->at <= '9') {
        uint64_t count = 0;
        while (format->at < format->end && *format->at >= '0' && *format->at <= '9') {
            count = count * 10 + (uint64_t)(*format->at++ - '0');
            if (count > MP_SSIZE_MAX) {
                mp_raise_msg(&mph_type_struct_error, MP_ERROR_TEXT("overflow in item count"));
            }
        }
        if (format->at == format->end) {
            mp_raise_msg(&mph_type_struct_error, MP_ERROR_TEXT("repeat count given without format specifier"));
        }
        item->count = count;
    }
    item->code = *format->at++;
    item->size = size_of(item->code, format->native);
    if (item->size == 0) {
        mp_raise_msg(&mph_type_struct_error, MP_ERROR_TEXT("bad char in struct format"));
    }
    if (format->native) {
        *offset = (*offset + item->size - 1) & ~(item->size - 1);
    }
    item->offset = *offset;
    uint64_t end = *offset + (uint64_t)item->count * item->size;
    if (end > MP_SSIZE_MAX) {
        raise_too_long();
    }
    *offset = end;
    return true;
}

// How many values an item stands for.
static size_t values_of(const mph_struct_item_t *item) {
    return item->code == 'x' ? 0 : item->code == 's' || item->code == 'p' ? 1 : item->count;
}

static size_t measure(mp_obj_t format_in, size_t *values) {
    format_t format = format_of(format_in);
    size_t size = 0;
    mph_struct_item_t item;
    *values = 0;
    while (next_item(&format, &size, &item)) {
        *values += values_of(&item); // at most as many as bytes, and one for each character
    }
    return size;
}

// Into memory that nothing else knows, since a value's own code may run.
static void pack_values(mp_obj_t format_in, size_t n_args, const mp_obj_t *args, vstr_t *out) {
    size_t expected, size = measure(format_in, &expected);
    if (expected != n_args) {
        mp_raise_msg_varg(&mph_type_struct_error, MP_ERROR_TEXT("pack expected %u items for packing (got %u)"), (unsigned)expected, (unsigned)n_args);
    }
    vstr_init_len(out, size);
    memset(out->buf, 0, size);
    format_t format = format_of(format_in);
    size_t end = 0;
    mph_struct_item_t item;
    while (next_item(&format, &end, &item)) {
        byte *to = (byte *)out->buf + item.offset;
        for (size_t i = values_of(&item); i > 0; i--, to += item.size) {
            mph_struct_pack_value(to, &item, format.big, *args++);
        }
    }
}

// Of bytes that are as many as the format says. Nothing of a program's runs here.
static mp_obj_t unpack_values(mp_obj_t format_in, size_t values, const byte *from) {
    mp_obj_tuple_t *tuple = MP_OBJ_TO_PTR(mp_obj_new_tuple(values, NULL));
    format_t format = format_of(format_in);
    size_t end = 0, at = 0;
    mph_struct_item_t item;
    while (next_item(&format, &end, &item)) {
        const byte *value = from + item.offset;
        for (size_t i = values_of(&item); i > 0; i--, value += item.size) {
            tuple->items[at++] = mph_struct_unpack_value(value, &item, format.big);
        }
    }
    return MP_OBJ_FROM_PTR(tuple);
}

static mp_buffer_info_t buffer_of(mp_obj_t object, mp_uint_t how) {
    mp_buffer_info_t buffer;
    if (mp_obj_is_str(object) || !mp_get_buffer(object, &buffer, how)) {
        mph_raise(&mp_type_TypeError, how == MP_BUFFER_READ ? "a bytes-like object is required, not '%t'" : "argument must be read-write bytes-like object, not %t", object);
    }
    return buffer;
}

// Where a place in a buffer is, from its start; there have to be so many bytes from it.
static size_t place_in(const mp_buffer_info_t *buffer, mp_obj_t offset_in, size_t size, bool packs) {
    int64_t offset = mph_get_int64(offset_in);
    int64_t length = (int64_t)buffer->len;
    if (offset < 0) {
        if (offset + (int64_t)size > 0) {
            mp_raise_msg_varg(&mph_type_struct_error, packs ? MP_ERROR_TEXT("no space to pack %u bytes at offset %d") : MP_ERROR_TEXT("not enough data to unpack %u bytes"), (unsigned)size, (int)offset);
        }
        if (offset + length < 0) {
            mp_raise_msg_varg(&mph_type_struct_error, MP_ERROR_TEXT("offset %d out of range for %u-byte buffer"), (int)offset, (unsigned)length);
        }
        offset += length;
    }
    if (length - offset < (int64_t)size) {
        mp_raise_msg_varg(&mph_type_struct_error, packs
            ? MP_ERROR_TEXT("pack_into requires a buffer of at least %u bytes for packing %u bytes at offset %u (actual buffer size is %u)")
            : MP_ERROR_TEXT("unpack_from requires a buffer of at least %u bytes for unpacking %u bytes at offset %u (actual buffer size is %u)"),
            (unsigned)(size + offset), (unsigned)size, (unsigned)offset, (unsigned)length);
    }
    return offset;
}

static mp_obj_t struct_calcsize(mp_obj_t format) {
    size_t values;
    return MP_OBJ_NEW_SMALL_INT(measure(format, &values));
}
static MP_DEFINE_CONST_FUN_OBJ_1(struct_calcsize_obj, struct_calcsize);

static mp_obj_t struct_pack(size_t n_args, const mp_obj_t *args) {
    vstr_t bytes;
    pack_values(args[0], n_args - 1, args + 1, &bytes);
    return mp_obj_new_bytes_from_vstr(&bytes);
}
static MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(struct_pack_obj, 1, MP_OBJ_FUN_ARGS_MAX, struct_pack);

static mp_obj_t struct_pack_into(size_t n_args, const mp_obj_t *args) {
    vstr_t bytes;
    pack_values(args[0], n_args - 3, args + 3, &bytes);
    mp_obj_t offset = mph_new_int64(mph_get_int64(args[2]));
    mp_buffer_info_t buffer = buffer_of(args[1], MP_BUFFER_WRITE); // after all that could change it
    memcpy((byte *)buffer.buf + place_in(&buffer, offset, bytes.len, true), bytes.buf, bytes.len);
    return mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(struct_pack_into_obj, 3, MP_OBJ_FUN_ARGS_MAX, struct_pack_into);

static mp_obj_t struct_unpack(mp_obj_t format, mp_obj_t object) {
    size_t values, size = measure(format, &values);
    mp_buffer_info_t buffer = buffer_of(object, MP_BUFFER_READ);
    if (buffer.len != size) {
        mp_raise_msg_varg(&mph_type_struct_error, MP_ERROR_TEXT("unpack requires a buffer of %u bytes"), (unsigned)size);
    }
    return unpack_values(format, values, buffer.buf);
}
static MP_DEFINE_CONST_FUN_OBJ_2(struct_unpack_obj, struct_unpack);

static mp_obj_t struct_unpack_from(size_t n_args, const mp_obj_t *args, mp_map_t *keywords) {
    static const mp_arg_t allowed[] = {
        { MP_QSTR_format, MP_ARG_REQUIRED | MP_ARG_OBJ, { .u_obj = MP_OBJ_NULL } },
        { MP_QSTR_buffer, MP_ARG_REQUIRED | MP_ARG_OBJ, { .u_obj = MP_OBJ_NULL } },
        { MP_QSTR_offset, MP_ARG_OBJ, { .u_obj = MP_OBJ_NEW_SMALL_INT(0) } },
    };
    mp_arg_val_t given[3];
    mp_arg_parse_all(n_args, args, keywords, MP_ARRAY_SIZE(allowed), allowed, given);
    size_t values, size = measure(given[0].u_obj, &values);
    mp_obj_t offset = mph_new_int64(mph_get_int64(given[2].u_obj));
    mp_buffer_info_t buffer = buffer_of(given[1].u_obj, MP_BUFFER_READ);
    return unpack_values(given[0].u_obj, values, (const byte *)buffer.buf + place_in(&buffer, offset, size, false));
}
static MP_DEFINE_CONST_FUN_OBJ_KW(struct_unpack_from_obj, 1, struct_unpack_from);

// What iter_unpack() gives: it looks at its buffer anew each time.
typedef struct _pieces_t {
    mp_obj_base_t base;
    mp_fun_1_t iternext;
    mp_obj_t format, buffer;
    size_t at, size, values;
} pieces_t;

static mp_obj_t pieces_next(mp_obj_t self_in) {
    pieces_t *self = MP_OBJ_TO_PTR(self_in);
    mp_buffer_info_t buffer = buffer_of(self->buffer, MP_BUFFER_READ);
    if (self->at > buffer.len || buffer.len - self->at < self->size) {
        return MP_OBJ_STOP_ITERATION;
    }
    const byte *from = (const byte *)buffer.buf + self->at;
    self->at += self->size;
    return unpack_values(self->format, self->values, from);
}

static mp_obj_t struct_iter_unpack(mp_obj_t format, mp_obj_t buffer_in) {
    size_t values, size = measure(format, &values);
    if (size == 0) {
        mp_raise_msg(&mph_type_struct_error, MP_ERROR_TEXT("cannot iteratively unpack with a struct of length 0"));
    }
    if (buffer_of(buffer_in, MP_BUFFER_READ).len % size != 0) {
        mp_raise_msg_varg(&mph_type_struct_error, MP_ERROR_TEXT("iterative unpacking requires a buffer of a multiple of %u bytes"), (unsigned)size);
    }
    pieces_t *self = mp_obj_malloc(pieces_t, &mp_type_polymorph_iter);
    self->iternext = pieces_next;
    self->format = format;
    self->buffer = buffer_in;
    self->at = 0;
    self->size = size;
    self->values = values;
    return MP_OBJ_FROM_PTR(self);
}
static MP_DEFINE_CONST_FUN_OBJ_2(struct_iter_unpack_obj, struct_iter_unpack);

static mp_obj_t struct_make_new(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    mp_arg_check_num(n_args, n_kw, 1, 1, false);
    struct_obj_t *self = mp_obj_malloc(struct_obj_t, type);
    self->format = args[0];
    size_t values;
    measure(args[0], &values);
    if (mp_obj_is_type(args[0], &struct_type)) {
        self->format = ((struct_obj_t *)MP_OBJ_TO_PTR(args[0]))->format;
    }
    return MP_OBJ_FROM_PTR(self);
}

static void struct_attr(mp_obj_t self_in, qstr attr, mp_obj_t *dest) {
    if (dest[0] != MP_OBJ_NULL) {
        return;
    }
    if (attr == MP_QSTR_size) {
        dest[0] = struct_calcsize(self_in);
    } else if (attr == MP_QSTR_format) {
        mp_obj_t format = ((struct_obj_t *)MP_OBJ_TO_PTR(self_in))->format;
        mp_buffer_info_t text;
        mp_get_buffer_raise(format, &text, MP_BUFFER_READ);
        dest[0] = mp_obj_is_str(format) ? format : mp_obj_new_str(text.buf, text.len);
    } else {
        dest[1] = MP_OBJ_SENTINEL; // look among the methods
    }
}

#define FUNCTIONS \
    { MP_ROM_QSTR(MP_QSTR_iter_unpack), MP_ROM_PTR(&struct_iter_unpack_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_pack), MP_ROM_PTR(&struct_pack_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_pack_into), MP_ROM_PTR(&struct_pack_into_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_unpack), MP_ROM_PTR(&struct_unpack_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_unpack_from), MP_ROM_PTR(&struct_unpack_from_obj) },

static const mp_rom_map_elem_t struct_locals_table[] = { FUNCTIONS };
static MP_DEFINE_CONST_DICT(struct_locals, struct_locals_table);

static MP_DEFINE_CONST_OBJ_TYPE(
    struct_type, MP_QSTR_Struct, MP_TYPE_FLAG_NONE,
    make_new, struct_make_new,
    attr, struct_attr,
    locals_dict, &struct_locals
    );

static const mp_rom_map_elem_t struct_globals_table[] = {
    { MP_ROM_QSTR(MP_QSTR___name__), MP_ROM_QSTR(MP_QSTR_struct) },
    { MP_ROM_QSTR(MP_QSTR_Struct), MP_ROM_PTR(&struct_type) },
    { MP_ROM_QSTR(MP_QSTR_calcsize), MP_ROM_PTR(&struct_calcsize_obj) },
    { MP_ROM_QSTR(MP_QSTR_error), MP_ROM_PTR(&mph_type_struct_error) },
    FUNCTIONS
};
static MP_DEFINE_CONST_DICT(struct_globals, struct_globals_table);

const mp_obj_module_t mph_module_struct = {
    .base = { &mp_type_module },
    .globals = (mp_obj_dict_t *)&struct_globals,
};
MP_REGISTER_EXTENSIBLE_MODULE(MP_QSTR_struct, mph_module_struct);
