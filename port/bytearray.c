// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What bytearrays and arrays have beyond upstream's: slices of any step, deletion,
// and the methods of lists. What a program can run in the midst of it, an __index__ or
// an __eq__, may change the array: so values are made plain before places are looked
// at, and no place is kept over such a call.

#include <string.h>

#include "py/binary.h"
#include "py/objarray.h"
#include "py/objlist.h"
#include "py/runtime.h"

#include "port/array.h"
#include "port/builtins.h"
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
static mp_obj_t new_of(const mp_obj_type_t *type, size_t typecode, size_t length) {
    mp_obj_array_t *array = mp_obj_malloc(mp_obj_array_t, type);
    array->typecode = typecode;
    array->free = 0;
    array->len = 0;
    array->items = NULL;
    array->items = MPH_NEW_ARRAY(byte, length * item_bytes(array));
    array->len = length;
    return MP_OBJ_FROM_PTR(array);
}

static mp_obj_t new_like(const mp_obj_array_t *self, size_t length) {
    return new_of(self->base.type, self->typecode, length);
}

// Items that have to move are left where they were to the collector: a memoryview may
// show them, or a caller further up be reading them.
static void make_room(mp_obj_array_t *self, size_t length) {
    size_t size = item_bytes(self);
    size_t room = length + (self->len > 0 ? length / 8 + 8 : 0);
    if (room > MP_SSIZE_MAX / size) {
        m_malloc_fail(SIZE_MAX);
    }
    byte *items = m_renew_maybe(byte, self->items, (self->len + self->free) * size, room * size, false);
    if (items == NULL) {
        items = MPH_NEW_ARRAY(byte, room * size);
        memcpy(items, self->items, self->len * size);
    }
    self->items = items;
    self->free = room - self->len;
}

static void set_length(mp_obj_array_t *self, size_t length) {
    if (length > self->len + self->free) {
        make_room(self, length);
    }
    if (length > self->len) {
        self->free -= length - self->len;
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

// A value as it is stored: nothing that runs a program.
static mp_obj_t plain(const mp_obj_array_t *self, mp_obj_t value) {
    switch (self->typecode) {
        case BYTEARRAY_TYPECODE: {
            int64_t number;
            if (mph_fit_int64(value, &number) == MPH_NO_INTEGER) {
                mph_raise(&mp_type_TypeError, "'%t' object cannot be interpreted as an integer", value);
            }
            if (number < 0 || number > 255) {
                mp_raise_ValueError(MP_ERROR_TEXT("byte must be in range(0, 256)"));
            }
            return MP_OBJ_NEW_SMALL_INT(number);
        }
        case 'f':
        case 'd':
            return mp_obj_new_float(mp_obj_get_float(value));
        default:
            return mph_get_integer(value);
    }
}

static void store(mp_obj_array_t *self, mp_obj_t index, mp_obj_t value_in) {
    mp_obj_t value = plain(self, value_in);
    size_t at = place(self, index, mp_obj_is_type(MP_OBJ_FROM_PTR(self), &mp_type_bytearray) ? "bytearray" : "array");
    mp_binary_set_val_array(self->typecode, self->items, at, value);
}

void mph_array_append(mp_obj_array_t *self, mp_obj_t value_in) {
    mp_obj_t value = plain(self, value_in);
    set_length(self, self->len + 1);
    mp_binary_set_val_array(self->typecode, self->items, self->len - 1, value);
}

bool mph_array_takes(const mp_obj_array_t *self, mp_obj_t operand) {
    if (self->typecode != BYTEARRAY_TYPECODE) {
        return true;
    }
    mp_buffer_info_t buffer;
    return !mp_obj_is_str(operand) && mp_get_buffer(operand, &buffer, MP_BUFFER_READ);
}

bool mph_array_contains(const mp_obj_array_t *self, mp_obj_t value) {
    if (self->typecode == BYTEARRAY_TYPECODE) {
        value = plain(self, value);
    }
    for (size_t i = 0; i < self->len; i++) {
        if (mp_obj_equal(value_at(self, i), value)) {
            return true;
        }
    }
    return false;
}

mp_obj_t mph_bytearray_new(size_t n_args, size_t n_kw, const mp_obj_t *args) {
    if (n_args == 1 && n_kw == 0 && mp_obj_is_int(args[0])) {
        int64_t count = mph_get_int64(args[0]);
        if (count < 0) {
            mp_raise_ValueError(MP_ERROR_TEXT("negative count"));
        }
        return new_of(&mp_type_bytearray, BYTEARRAY_TYPECODE, MIN(count, MP_SSIZE_MAX));
    }
    mp_buffer_info_t bytes;
    mp_get_buffer_raise(mph_bytes_from_args(n_args, n_kw, args), &bytes, MP_BUFFER_READ);
    mp_obj_t made = new_of(&mp_type_bytearray, BYTEARRAY_TYPECODE, bytes.len);
    memcpy(array_of(made)->items, bytes.buf, bytes.len);
    return made;
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
    return value == self ? value : mph_bytes_of(value);
}

static void store_slice(mp_obj_t self_in, mp_obj_t index, mp_obj_t value) {
    mp_obj_array_t *self = array_of(self_in);
    mp_obj_t by = items_for(self_in, value);
    if (by == self_in) {
        by = new_like(self, self->len);
        memcpy(array_of(by)->items, self->items, self->len * item_bytes(self));
    }
    mph_slice_t slice = mph_slice_of(index, &self->len);
    mp_buffer_info_t buffer;
    mp_get_buffer_raise(by, &buffer, MP_BUFFER_READ);
    size_t size = item_bytes(self), count = buffer.len / size;
    if (slice.step != 1 && count == 0) {
        set_length(self, mph_slice_remove(self->items, size, slice, self->len));
        return;
    }
    if (slice.step != 1) {
        mph_slice_replace(self->items, size, slice, buffer.buf, count, "bytes");
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
        if (value == MP_OBJ_NULL) {
            remove_at(self, place(self, index, "bytearray"));
        } else if (value == MP_OBJ_SENTINEL) {
            size_t at = place(self, index, mp_obj_is_type(self_in, &mp_type_bytearray) ? "bytearray" : "array");
            return value_at(self, at);
        } else {
            store(self, index, value);
        }
        return mp_const_none;
    }
    if (value == MP_OBJ_SENTINEL) {
        mph_slice_t slice = mph_slice_of(index, &self->len);
        mp_obj_t taken = new_like(self, slice.count); // which runs nothing
        mph_slice_copy(array_of(taken)->items, self->items, item_bytes(self), slice);
        return taken;
    }
    if (value == MP_OBJ_NULL) {
        mph_slice_t slice = mph_slice_of(index, &self->len);
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

bool mph_memoryview_attr(const mp_obj_array_t *view, qstr attr, mp_obj_t *dest) {
    char typecode = view->typecode & ~MP_OBJ_ARRAY_TYPECODE_FLAG_RW;
    size_t size = mp_binary_get_size('@', typecode, NULL);
    char format[] = { typecode == BYTEARRAY_TYPECODE ? 'B' : typecode, 0 };
    mp_obj_t shape[] = { MP_OBJ_NEW_SMALL_INT(view->len) };
    switch (attr) {
        case MP_QSTR_nbytes:
            dest[0] = MP_OBJ_NEW_SMALL_INT(view->len * size);
            return true;
        case MP_QSTR_readonly:
            dest[0] = mp_obj_new_bool(!(view->typecode & MP_OBJ_ARRAY_TYPECODE_FLAG_RW));
            return true;
        case MP_QSTR_format:
            dest[0] = mp_obj_new_str_from_cstr(format);
            return true;
        case MP_QSTR_ndim:
            dest[0] = MP_OBJ_NEW_SMALL_INT(1);
            return true;
        case MP_QSTR_shape:
            dest[0] = mp_obj_new_tuple(1, shape);
            return true;
        default:
            return false;
    }
}

static mp_obj_t array_extend(mp_obj_t self, mp_obj_t from) {
    if (mp_obj_is_type(self, &mp_type_bytearray)) {
        mp_obj_t end = MP_OBJ_NEW_SMALL_INT(array_of(self)->len);
        store_slice(self, mp_obj_new_slice(end, mp_const_none, mp_const_none), from);
        return mp_const_none;
    }
    mp_obj_t items = mp_getiter(from, NULL);
    for (mp_obj_t item; (item = mp_iternext(items)) != MP_OBJ_STOP_ITERATION; ) {
        mph_array_append(array_of(self), item);
    }
    return mp_const_none;
}
MP_DEFINE_CONST_FUN_OBJ_2(mph_array_extend_obj, array_extend);

static mp_obj_t array_insert(mp_obj_t self_in, mp_obj_t index, mp_obj_t value) {
    mp_obj_array_t *self = array_of(self_in);
    int64_t at = mph_get_int64(index);
    mph_array_append(self, value);
    int64_t length = self->len - 1; // before
    at = MIN(length, MAX(0, at < 0 ? at + length : at));
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
    if (self->typecode == BYTEARRAY_TYPECODE) {
        value = plain(self, value);
    }
    for (size_t i = 0; i < self->len; i++) {
        if (mp_obj_equal(value_at(self, i), value) && i < self->len) {
            remove_at(self, i);
            return mp_const_none;
        }
    }
    mp_raise_ValueError(mp_obj_is_type(self_in, &mp_type_bytearray)
        ? MP_ERROR_TEXT("value not found in bytearray") : MP_ERROR_TEXT("array.remove(x): x not in array"));
}
MP_DEFINE_CONST_FUN_OBJ_2(mph_array_remove_obj, array_remove);
