// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What arrays have beyond lists' methods: as bytes and from them, what they hold, and
// how they compare. See bytearray.c for the rest.

#include <string.h>

#include "py/binary.h"
#include "py/objarray.h"
#include "py/runtime.h"

#include "port/array.h"
#include "port/bytearray.h"
#include "port/number.h"
#include "port/raise.h"

static mp_obj_array_t *array_of(mp_obj_t object) {
    return MP_OBJ_TO_PTR(object);
}

static size_t item_bytes(const mp_obj_array_t *self) {
    return mp_binary_get_size('@', self->typecode, NULL);
}

static mp_obj_t value_at(const mp_obj_array_t *self, size_t at) {
    return mp_binary_get_val_array(self->typecode, self->items, at);
}

static mp_obj_t tobytes(mp_obj_t self_in) {
    const mp_obj_array_t *self = array_of(self_in);
    return mp_obj_new_bytes(self->items, self->len * item_bytes(self));
}
MP_DEFINE_CONST_FUN_OBJ_1(mph_array_tobytes_obj, tobytes);

static mp_obj_t frombytes(mp_obj_t self_in, mp_obj_t data) {
    mp_obj_array_t *self = array_of(self_in);
    mp_buffer_info_t buffer;
    if (mp_obj_is_str(data) || !mp_get_buffer(data, &buffer, MP_BUFFER_READ)) {
        mph_raise(&mp_type_TypeError, "a bytes-like object is required, not '%t'", data);
    }
    size_t size = item_bytes(self);
    if (buffer.len % size != 0) {
        mp_raise_ValueError(MP_ERROR_TEXT("bytes length not a multiple of item size"));
    }
    size_t used = self->len * size;
    byte *items = mph_new_array(used + buffer.len, 1);
    memcpy(items, self->items, used);
    memcpy(items + used, buffer.buf, buffer.len);
    self->items = items;
    self->free = 0;
    self->len += buffer.len / size;
    return mp_const_none;
}
MP_DEFINE_CONST_FUN_OBJ_2(mph_array_frombytes_obj, frombytes);

static mp_obj_t byteswap(mp_obj_t self_in) {
    const mp_obj_array_t *self = array_of(self_in);
    size_t size = item_bytes(self);
    for (size_t i = 0; i < self->len; i++) {
        byte *item = (byte *)self->items + i * size;
        for (size_t j = 0; j < size / 2; j++) {
            byte kept = item[j];
            item[j] = item[size - 1 - j];
            item[size - 1 - j] = kept;
        }
    }
    return mp_const_none;
}
MP_DEFINE_CONST_FUN_OBJ_1(mph_array_byteswap_obj, byteswap);

static size_t count_of(const mp_obj_array_t *self, mp_obj_t value) {
    size_t found = 0;
    for (size_t i = 0; i < self->len; i++) {
        found += mp_obj_equal(value_at(self, i), value);
    }
    return found;
}

static mp_obj_t count(mp_obj_t self, mp_obj_t value) {
    return MP_OBJ_NEW_SMALL_INT(count_of(array_of(self), value));
}
MP_DEFINE_CONST_FUN_OBJ_2(mph_array_count_obj, count);

static mp_obj_t index_of(size_t n_args, const mp_obj_t *args) {
    const mp_obj_array_t *self = array_of(args[0]);
    int64_t start = n_args > 2 ? mph_get_int64(args[2]) : 0, stop = n_args > 3 ? mph_get_int64(args[3]) : INT64_MAX;
    start += start < 0 ? self->len : 0;
    stop += stop < 0 ? self->len : 0;
    for (int64_t i = MAX(start, 0); i < stop && i < (int64_t)self->len; i++) {
        if (mp_obj_equal(value_at(self, i), args[1])) {
            return mph_new_int64(i);
        }
    }
    mp_raise_ValueError(MP_ERROR_TEXT("array.index(x): x not in array"));
}
MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(mph_array_index_obj, 2, 4, index_of);

static mp_obj_t fromlist(mp_obj_t self, mp_obj_t list) {
    if (!mp_obj_is_type(list, &mp_type_list)) {
        mp_raise_TypeError(MP_ERROR_TEXT("arg must be list"));
    }
    return mp_call_function_2(MP_OBJ_FROM_PTR(&mph_array_extend_obj), self, list);
}
MP_DEFINE_CONST_FUN_OBJ_2(mph_array_fromlist_obj, fromlist);

void mph_array_attr(mp_obj_t self_in, qstr attr, mp_obj_t *dest) {
    if (dest[0] != MP_OBJ_NULL) {
        return;
    }
    const mp_obj_array_t *self = array_of(self_in);
    if (attr == MP_QSTR_itemsize) {
        dest[0] = MP_OBJ_NEW_SMALL_INT(item_bytes(self));
    } else if (attr == MP_QSTR_typecode) {
        char code = (char)self->typecode;
        dest[0] = mp_obj_new_str(&code, 1);
    } else {
        dest[1] = MP_OBJ_SENTINEL; // look among the methods
    }
}

static mp_obj_t times(const mp_obj_array_t *self, mp_obj_t factor) {
    int64_t count = mph_get_int64(factor);
    size_t bytes = self->len * item_bytes(self), total;
    if (count < 0 || bytes == 0) {
        count = 0;
    }
    if (count > MP_SSIZE_MAX || __builtin_mul_overflow(bytes, (size_t)count, &total)) {
        m_malloc_fail(SIZE_MAX);
    }
    mp_obj_array_t *result = m_new_obj(mp_obj_array_t);
    *result = *self;
    result->free = 0;
    result->len = self->len * (size_t)count;
    result->items = mph_new_array(total, 1);
    for (size_t at = 0; at < total; at += bytes) {
        memcpy((byte *)result->items + at, self->items, bytes);
    }
    return MP_OBJ_FROM_PTR(result);
}

// The items one after the other, as those of lists are compared.
static mp_obj_t compare(mp_binary_op_t op, const mp_obj_array_t *left, const mp_obj_array_t *right) {
    if (op == MP_BINARY_OP_EQUAL && left->len != right->len) {
        return mp_const_false;
    }
    for (size_t i = 0; i < left->len && i < right->len; i++) {
        mp_obj_t a = value_at(left, i), b = value_at(right, i);
        if (!mp_obj_equal(a, b)) {
            return op == MP_BINARY_OP_EQUAL ? mp_const_false : mp_binary_op(op, a, b);
        }
    }
    return mp_binary_op(op, MP_OBJ_NEW_SMALL_INT(left->len), MP_OBJ_NEW_SMALL_INT(right->len));
}

mp_obj_t mph_array_binary_op(mp_binary_op_t op, mp_obj_t left, mp_obj_t right) {
    switch (op) {
        case MP_BINARY_OP_MULTIPLY:
        case MP_BINARY_OP_REVERSE_MULTIPLY:
            return mp_obj_is_int(right) ? times(array_of(left), right) : MP_OBJ_NULL;
        case MP_BINARY_OP_INPLACE_MULTIPLY:
            if (mp_obj_is_int(right)) {
                mp_obj_array_t *result = array_of(times(array_of(left), right));
                *array_of(left) = *result;
                return left;
            }
            return MP_OBJ_NULL;
        case MP_BINARY_OP_CONTAINS:
            return mp_obj_new_bool(count_of(array_of(left), right) > 0);
        case MP_BINARY_OP_EQUAL:
        case MP_BINARY_OP_LESS:
        case MP_BINARY_OP_LESS_EQUAL:
        case MP_BINARY_OP_MORE:
        case MP_BINARY_OP_MORE_EQUAL:
            return mp_obj_is_type(right, &mp_type_array) ? compare(op, array_of(left), array_of(right)) : MP_OBJ_NULL;
        default:
            return MP_OBJ_NULL;
    }
}
