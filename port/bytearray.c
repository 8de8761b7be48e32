// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What bytearrays and arrays have beyond upstream's: slices of any step, deletion,
// and the methods of lists.

#include <string.h>

#include "py/binary.h"
#include "py/objarray.h"
#include "py/objlist.h"
#include "py/runtime.h"

#include "port/bytearray.h"
#include "port/number.h"
#include "port/raise.h"
#include "port/slice.h"
#include "port/text.h"

static mp_obj_array_t *array_of(mp_obj_t object) {
    return MP_OBJ_TO_PTR(object);
}

static size_t item_bytes(const mp_obj_array_t *self) {
    return mp_binary_get_size('@', self->typecode, NULL);
}

static char *item_at(const mp_obj_array_t *self, size_t at) {
    return (char *)self->items + at * item_bytes(self);
}

static mp_obj_t value_at(const mp_obj_array_t *self, size_t at) {
    return mp_binary_get_val_array(self->typecode, self->items, at);
}

// A new one with items of the same kind, for the caller to fill in.
static mp_obj_t new_like(const mp_obj_array_t *self, size_t length) {
    mp_obj_array_t *array = m_new_obj(mp_obj_array_t);
    *array = *self;
    array->free = 0;
    array->len = length;
    array->items = m_new(byte, length * item_bytes(self));
    return MP_OBJ_FROM_PTR(array);
}

static void set_length(mp_obj_array_t *self, size_t length) {
    if (length > self->len + self->free) {
        self->items = m_renew(byte, self->items, (self->len + self->free) * item_bytes(self), length * item_bytes(self));
        self->free = 0;
    } else {
        self->free += self->len - length;
    }
    self->len = length;
}

static size_t place(const mp_obj_array_t *self, mp_obj_t index, const char *what) {
    int64_t at;
    mph_fit_t fit = mph_fit_int64(index, &at);
    if (fit == MPH_NO_INTEGER) {
        mph_raise(&mp_type_TypeError, "%t indices must be integers or slices, not %t", MP_OBJ_FROM_PTR(self), index);
    }
    at += fit == MPH_FITS && at < 0 ? self->len : 0;
    if (at < 0 || at >= (int64_t)self->len) {
        mph_raise(&mp_type_IndexError, "%s index out of range", what);
    }
    return at;
}

static void remove_at(mp_obj_array_t *self, size_t at) {
    memmove(item_at(self, at), item_at(self, at + 1), (self->len - 1 - at) * item_bytes(self));
    set_length(self, self->len - 1);
}

// ---- slices ----

// What a slice of a bytearray is to become: anything that bytes are made of.
static mp_obj_t items_for(mp_obj_t self, mp_obj_t value) {
    if (!mp_obj_is_type(self, &mp_type_bytearray)) {
        if (!mp_obj_is_type(value, &mp_type_array) || array_of(value)->typecode != array_of(self)->typecode) {
            mph_raise(&mp_type_TypeError, "can only assign array (not \"%t\") to array slice", value);
        }
        return value;
    }
    if (mp_obj_is_int(value) || mp_obj_is_str(value)) {
        mp_raise_TypeError(MP_ERROR_TEXT("can assign only bytes, buffers, or iterables of ints in range(0, 256)"));
    }
    return mph_bytes_of(value);
}

static void store_slice(mp_obj_t self_in, mp_obj_t index, mp_obj_t value) {
    mp_obj_array_t *self = array_of(self_in);
    mp_obj_t by = items_for(self_in, value);
    mp_buffer_info_t buffer;
    mp_get_buffer_raise(by, &buffer, MP_BUFFER_READ);
    size_t size = item_bytes(self), count = buffer.len / size;
    char *copy = NULL;
    if (by == self_in) {
        copy = m_new(char, buffer.len);
        buffer.buf = memcpy(copy, buffer.buf, buffer.len);
    }
    mph_slice_t slice = mph_slice_of(index, self->len);
    if (slice.step != 1) {
        mph_slice_replace(self->items, size, slice, buffer.buf, count);
        return;
    }
    size_t rest = self->len - slice.start - slice.count;
    size_t length = self->len - slice.count + count;
    if (length > self->len) {
        set_length(self, length);
    }
    memmove(item_at(self, slice.start + count), item_at(self, slice.start + slice.count), rest * size);
    memcpy(item_at(self, slice.start), buffer.buf, buffer.len);
    if (length < self->len) {
        set_length(self, length);
    }
}

mp_obj_t mph_array_subscr(mp_obj_t self_in, mp_obj_t index, mp_obj_t value) {
    if (mp_obj_is_type(self_in, &mp_type_memoryview)) {
        return MP_OBJ_NULL;
    }
    mp_obj_array_t *self = array_of(self_in);
    if (!mp_obj_is_type(index, &mp_type_slice)) {
        if (value != MP_OBJ_NULL) {
            return MP_OBJ_NULL;
        }
        remove_at(self, place(self, index, "bytearray"));
        return mp_const_none;
    }
    if (value == MP_OBJ_SENTINEL) {
        mph_slice_t slice = mph_slice_of(index, self->len);
        mp_obj_t taken = new_like(self, slice.count);
        mph_slice_copy(array_of(taken)->items, self->items, item_bytes(self), slice);
        return taken;
    }
    if (value == MP_OBJ_NULL) {
        mph_slice_t slice = mph_slice_of(index, self->len);
        set_length(self, mph_slice_remove(self->items, item_bytes(self), slice, self->len));
    } else {
        store_slice(self_in, index, value);
    }
    return mp_const_none;
}

// ---- methods ----

static mp_obj_t array_clear(mp_obj_t self) {
    set_length(array_of(self), 0);
    return mp_const_none;
}
MP_DEFINE_CONST_FUN_OBJ_1(mph_array_clear_obj, array_clear);

static mp_obj_t array_copy(mp_obj_t self_in) {
    const mp_obj_array_t *self = array_of(self_in);
    mp_obj_t copy = new_like(self, self->len);
    memcpy(array_of(copy)->items, self->items, self->len * item_bytes(self));
    return copy;
}
MP_DEFINE_CONST_FUN_OBJ_1(mph_array_copy_obj, array_copy);

static mp_obj_t array_reverse(mp_obj_t self_in) {
    const mp_obj_array_t *self = array_of(self_in);
    size_t size = item_bytes(self);
    for (size_t i = 0; i < self->len / 2; i++) {
        char item[8];
        memcpy(item, item_at(self, i), size);
        memcpy(item_at(self, i), item_at(self, self->len - 1 - i), size);
        memcpy(item_at(self, self->len - 1 - i), item, size);
    }
    return mp_const_none;
}
MP_DEFINE_CONST_FUN_OBJ_1(mph_array_reverse_obj, array_reverse);

static mp_obj_t array_tolist(mp_obj_t self) {
    return mp_obj_list_make_new(&mp_type_list, 1, 0, &self);
}
MP_DEFINE_CONST_FUN_OBJ_1(mph_array_tolist_obj, array_tolist);

static mp_obj_t memoryview_tobytes(mp_obj_t self) {
    return mph_bytes_of(self);
}
MP_DEFINE_CONST_FUN_OBJ_1(mph_memoryview_tobytes_obj, memoryview_tobytes);

static mp_obj_t array_extend(mp_obj_t self, mp_obj_t from) {
    if (mp_obj_is_type(self, &mp_type_bytearray)) {
        mp_obj_t end = MP_OBJ_NEW_SMALL_INT(array_of(self)->len);
        store_slice(self, mp_obj_new_slice(end, mp_const_none, mp_const_none), from);
        return mp_const_none;
    }
    mp_obj_t append[3];
    mp_load_method(self, MP_QSTR_append, append);
    mp_obj_t items = mp_getiter(from, NULL);
    while ((append[2] = mp_iternext(items)) != MP_OBJ_STOP_ITERATION) {
        mp_call_method_n_kw(1, 0, append);
    }
    return mp_const_none;
}
MP_DEFINE_CONST_FUN_OBJ_2(mph_array_extend_obj, array_extend);

static mp_obj_t array_insert(mp_obj_t self_in, mp_obj_t index, mp_obj_t value) {
    mp_obj_array_t *self = array_of(self_in);
    int64_t at = mph_get_int64(index);
    at += at < 0 ? self->len : 0;
    at = MIN((int64_t)self->len, MAX(0, at));
    mp_obj_t append[3];
    mp_load_method(self_in, MP_QSTR_append, append);
    append[2] = value;
    mp_call_method_n_kw(1, 0, append); // which checks it
    size_t size = item_bytes(self);
    char item[8];
    memcpy(item, item_at(self, self->len - 1), size);
    memmove(item_at(self, at + 1), item_at(self, at), (self->len - 1 - at) * size);
    memcpy(item_at(self, at), item, size);
    return mp_const_none;
}
MP_DEFINE_CONST_FUN_OBJ_3(mph_array_insert_obj, array_insert);

static mp_obj_t array_pop(size_t n_args, const mp_obj_t *args) {
    mp_obj_array_t *self = array_of(args[0]);
    if (self->len == 0) {
        mph_raise(&mp_type_IndexError, "pop from empty %t", args[0]);
    }
    size_t at = n_args > 1 ? place(self, args[1], "pop") : self->len - 1;
    mp_obj_t value = value_at(self, at);
    remove_at(self, at);
    return value;
}
MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(mph_array_pop_obj, 1, 2, array_pop);

static mp_obj_t array_remove(mp_obj_t self_in, mp_obj_t value) {
    mp_obj_array_t *self = array_of(self_in);
    for (size_t i = 0; i < self->len; i++) {
        if (mp_obj_equal(value_at(self, i), value)) {
            remove_at(self, i);
            return mp_const_none;
        }
    }
    mp_raise_ValueError(mp_obj_is_type(self_in, &mp_type_bytearray)
        ? MP_ERROR_TEXT("value not found in bytearray") : MP_ERROR_TEXT("array.remove(x): x not in array"));
}
MP_DEFINE_CONST_FUN_OBJ_2(mph_array_remove_obj, array_remove);
