// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The type slice, in place of upstream's, and what sequences do with it: with any
// step, and with bounds of any size.

#include <string.h>

#include "py/objtuple.h"
#include "py/runtime.h"

#include "port/number.h"
#include "port/raise.h"
#include "port/slice.h"

// ---- bounds ----

// A bound as a word. What is too large for one is beyond any sequence.
static mp_int_t bound(mp_obj_t object) {
    int64_t number;
    if (mph_fit_int64(object, &number) == MPH_NO_INTEGER) {
        mph_raise(&mp_type_TypeError, "slice indices must be integers or None or have an __index__ method");
    }
    return MIN(INT32_MAX, MAX(-INT32_MAX, number));
}

// Within lowest to highest, where negative ones count from the end.
static mp_int_t within(mp_int_t at, mp_int_t length, mp_int_t lowest, mp_int_t highest) {
    if (at < 0) {
        at += length;
    }
    return MIN(highest, MAX(lowest, at));
}

static void find_bounds(const mp_obj_slice_t *self, const size_t *length_at, mp_bound_slice_t *result) {
    mp_int_t step = self->step == mp_const_none ? 1 : bound(self->step);
    if (step == 0) {
        mp_raise_ValueError(MP_ERROR_TEXT("slice step cannot be zero"));
    }
    mp_int_t start = self->start == mp_const_none ? 0 : bound(self->start);
    mp_int_t stop = self->stop == mp_const_none ? 0 : bound(self->stop);
    mp_int_t length = *length_at;
    mp_int_t lowest = step > 0 ? 0 : -1;
    mp_int_t highest = step > 0 ? length : length - 1;
    mp_int_t first = step > 0 ? lowest : highest;
    mp_int_t last = step > 0 ? highest : lowest;
    result->start = self->start == mp_const_none ? first : within(start, length, lowest, highest);
    result->stop = self->stop == mp_const_none ? last : within(stop, length, lowest, highest);
    result->step = step;
}

void mp_obj_slice_indices(mp_obj_t self, mp_int_t length, mp_bound_slice_t *result) {
    find_bounds(MP_OBJ_TO_PTR(self), &(size_t) { length }, result);
}

mph_slice_t mph_slice_of(mp_obj_t slice, const size_t *length) {
    mp_bound_slice_t bounds;
    find_bounds(MP_OBJ_TO_PTR(slice), length, &bounds);
    size_t count = 0;
    if (bounds.step > 0 && bounds.start < bounds.stop) {
        count = (bounds.stop - bounds.start - 1) / bounds.step + 1;
    } else if (bounds.step < 0 && bounds.start > bounds.stop) {
        count = (bounds.start - bounds.stop - 1) / -bounds.step + 1;
    }
    return (mph_slice_t) { bounds.start, bounds.step, count };
}

// ---- items ----

void mph_slice_copy(void *to, const void *from, size_t item_bytes, mph_slice_t slice) {
    const char *item = (const char *)from + slice.start * (mp_int_t)item_bytes;
    if (slice.step == 1) {
        memcpy(to, item, slice.count * item_bytes);
        return;
    }
    char *end = (char *)to + slice.count * item_bytes;
    for (char *place = to; place < end; place += item_bytes) {
        memcpy(place, item, item_bytes);
        item += slice.step * (mp_int_t)item_bytes;
    }
}

void mph_slice_replace(void *in, size_t item_bytes, mph_slice_t slice, const void *by, size_t count, const char *what) {
    if (count != slice.count) {
        mph_raise(&mp_type_ValueError, "attempt to assign %s of size %u to extended slice of size %u", what, (unsigned)count, (unsigned)slice.count);
    }
    char *place = (char *)in + slice.start * (mp_int_t)item_bytes;
    for (size_t i = 0; i < count; i++) {
        memcpy(place, (const char *)by + i * item_bytes, item_bytes);
        place += slice.step * (mp_int_t)item_bytes;
    }
}

size_t mph_slice_remove(void *from, size_t item_bytes, mph_slice_t slice, size_t length) {
    if (slice.count == 0) {
        return length;
    }
    slice = mph_slice_forward(slice);
    char *items = from;
    size_t kept = slice.start;
    for (size_t i = 0; i < slice.count; i++) {
        size_t gap_start = slice.start + i * slice.step + 1;
        size_t gap_end = i + 1 < slice.count ? gap_start - 1 + slice.step : length;
        memmove(items + kept * item_bytes, items + gap_start * item_bytes, (gap_end - gap_start) * item_bytes);
        kept += gap_end - gap_start;
    }
    return kept;
}

// ---- the type ----

mp_obj_t mp_obj_new_slice(mp_obj_t start, mp_obj_t stop, mp_obj_t step) {
    mp_obj_slice_t *slice = mp_obj_malloc(mp_obj_slice_t, &mp_type_slice);
    slice->start = start;
    slice->stop = stop;
    slice->step = step;
    return MP_OBJ_FROM_PTR(slice);
}

static mp_obj_t slice_make_new(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    (void)type;
    mp_arg_check_num(n_args, n_kw, 1, 3, false);
    if (n_args == 1) {
        return mp_obj_new_slice(mp_const_none, args[0], mp_const_none);
    }
    return mp_obj_new_slice(args[0], args[1], n_args == 3 ? args[2] : mp_const_none);
}

static mp_obj_t as_tuple(mp_obj_t self_in) {
    mp_obj_slice_t *self = MP_OBJ_TO_PTR(self_in);
    mp_obj_t items[] = { self->start, self->stop, self->step };
    return mp_obj_new_tuple(3, items);
}

static void slice_print(const mp_print_t *print, mp_obj_t self, mp_print_kind_t kind) {
    (void)kind;
    mp_print_str(print, "slice");
    mp_obj_print_helper(print, as_tuple(self), PRINT_REPR);
}

static mp_obj_t slice_unary_op(mp_unary_op_t op, mp_obj_t self) {
    (void)op, (void)self;
    return MP_OBJ_NULL; // not even a hash
}

static mp_obj_t slice_binary_op(mp_binary_op_t op, mp_obj_t left, mp_obj_t right) {
    if (op > MP_BINARY_OP_MORE_EQUAL || !mp_obj_is_type(right, &mp_type_slice)) {
        return MP_OBJ_NULL; // op not supported
    }
    return mp_binary_op(op, as_tuple(left), as_tuple(right));
}

static mp_obj_t slice_indices(mp_obj_t self, mp_obj_t length_in) {
    mp_int_t length = mp_obj_get_int(length_in);
    if (length < 0) {
        mp_raise_ValueError(MP_ERROR_TEXT("length should not be negative"));
    }
    mp_bound_slice_t bounds;
    mp_obj_slice_indices(self, length, &bounds);
    mp_obj_t items[] = { mp_obj_new_int(bounds.start), mp_obj_new_int(bounds.stop), mp_obj_new_int(bounds.step) };
    return mp_obj_new_tuple(3, items);
}
static MP_DEFINE_CONST_FUN_OBJ_2(slice_indices_obj, slice_indices);

static void slice_attr(mp_obj_t self_in, qstr attr, mp_obj_t *dest) {
    if (dest[0] != MP_OBJ_NULL) {
        return; // only to be read
    }
    mp_obj_slice_t *self = MP_OBJ_TO_PTR(self_in);
    if (attr == MP_QSTR_start) {
        dest[0] = self->start;
    } else if (attr == MP_QSTR_stop) {
        dest[0] = self->stop;
    } else if (attr == MP_QSTR_step) {
        dest[0] = self->step;
    } else if (attr == MP_QSTR_indices) {
        dest[0] = MP_OBJ_FROM_PTR(&slice_indices_obj);
        dest[1] = self_in;
    }
}

MP_DEFINE_CONST_OBJ_TYPE(
    mp_type_slice,
    MP_QSTR_slice,
    MP_TYPE_FLAG_NONE,
    make_new, slice_make_new,
    print, slice_print,
    unary_op, slice_unary_op,
    binary_op, slice_binary_op,
    attr, slice_attr
    );
