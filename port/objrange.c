// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The type range, in place of upstream's: with numbers of 64 bits, so that
// range(10**12) is one, and with all that ranges have.

#include "py/objint.h"
#include "py/runtime.h"
#include "py/smallint.h"

#include "port/number.h"
#include "port/raise.h"
#include "port/slice.h"

// Bounds are so far from the ends of an int64_t that no step leads beyond them.
#define BEYOND (INT64_C(1) << 61)

typedef struct _range_t {
    mp_obj_base_t base;
    int64_t start;
    int64_t step;
    int64_t count;
    int64_t stop; // as it was given
} range_t;

// ---- going over it ----

// Where all numbers are small. As large as an mp_obj_iter_buf_t, in which it is made.
typedef struct _small_iterator_t {
    mp_obj_base_t base;
    mp_int_t next;
    mp_int_t step;
    size_t left;
} small_iterator_t;
_Static_assert(sizeof(small_iterator_t) <= sizeof(mp_obj_iter_buf_t), "an iterator must fit where it is made");

static mp_obj_t small_iternext(mp_obj_t self_in) {
    small_iterator_t *self = MP_OBJ_TO_PTR(self_in);
    if (self->left == 0) {
        return MP_OBJ_STOP_ITERATION;
    }
    self->left -= 1;
    mp_int_t number = self->next;
    self->next += self->left == 0 ? 0 : self->step;
    return MP_OBJ_NEW_SMALL_INT(number);
}

static MP_DEFINE_CONST_OBJ_TYPE(
    type_small_iterator,
    MP_QSTR_range_iterator,
    MP_TYPE_FLAG_ITER_IS_ITERNEXT,
    iter, small_iternext
    );

typedef struct _large_iterator_t {
    mp_obj_base_t base;
    mp_fun_1_t iternext;
    int64_t next;
    int64_t step;
    int64_t left;
} large_iterator_t;

static mp_obj_t large_iternext(mp_obj_t self_in) {
    large_iterator_t *self = MP_OBJ_TO_PTR(self_in);
    if (self->left == 0) {
        return MP_OBJ_STOP_ITERATION;
    }
    self->left -= 1;
    int64_t number = self->next;
    self->next += self->step;
    return mph_new_int64(number);
}

static int64_t item_at(const range_t *self, int64_t at) {
    return self->start + at * self->step;
}

static bool is_small(int64_t number) {
    return number >= MP_SMALL_INT_MIN && number <= MP_SMALL_INT_MAX;
}

static mp_obj_t iterator_of(const range_t *self, mp_obj_iter_buf_t *buffer) {
    if (self->count == 0 || (is_small(self->start) && is_small(item_at(self, self->count - 1)) && self->count <= INT32_MAX)) {
        // The step is small, too, unless there is only one number.
        small_iterator_t *small = (small_iterator_t *)buffer;
        *small = (small_iterator_t) { { &type_small_iterator }, self->start, self->step, self->count };
        return MP_OBJ_FROM_PTR(small);
    }
    large_iterator_t *large = mp_obj_malloc(large_iterator_t, &mp_type_polymorph_iter);
    large->iternext = large_iternext;
    large->next = self->start;
    large->step = self->step;
    large->left = self->count;
    return MP_OBJ_FROM_PTR(large);
}

static mp_obj_t range_getiter(mp_obj_t self, mp_obj_iter_buf_t *buffer) {
    return iterator_of(MP_OBJ_TO_PTR(self), buffer);
}

// ---- making ----

static mp_obj_t new_range(int64_t start, int64_t step, int64_t count, int64_t stop) {
    range_t *range = mp_obj_malloc(range_t, &mp_type_range);
    range->start = start;
    range->step = step;
    range->count = count;
    range->stop = stop;
    return MP_OBJ_FROM_PTR(range);
}

static MP_NORETURN void raise_beyond(void) {
    mp_raise_msg(&mp_type_OverflowError, MP_ERROR_TEXT("a range goes up to 2**61"));
}

static int64_t bound(mp_obj_t object) {
    int64_t number = mph_get_int64(object);
    if (number > BEYOND || number < -BEYOND) {
        raise_beyond();
    }
    return number;
}

static mp_obj_t range_make_new(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    (void)type;
    mp_arg_check_num(n_args, n_kw, 1, 3, false);
    int64_t start = n_args == 1 ? 0 : bound(args[0]);
    int64_t stop = bound(args[n_args == 1 ? 0 : 1]);
    int64_t step = n_args == 3 ? bound(args[2]) : 1;
    if (step == 0) {
        mp_raise_ValueError(MP_ERROR_TEXT("range() arg 3 must not be zero"));
    }
    int64_t count = 0;
    if (step > 0 && start < stop) {
        count = (stop - start - 1) / step + 1;
    } else if (step < 0 && start > stop) {
        count = (start - stop - 1) / -step + 1;
    }
    return new_range(start, step, count, stop);
}

// ---- items ----

static mp_obj_t slice_of_range(const range_t *self, mp_obj_t slice) {
    if (self->count > INT32_MAX) {
        mp_raise_msg(&mp_type_OverflowError, MP_ERROR_TEXT("this range is too long for a slice"));
    }
    mp_bound_slice_t bounds;
    mp_obj_slice_indices(slice, self->count, &bounds);
    size_t count = self->count;
    mph_slice_t taken = mph_slice_of(slice, &count);
    int64_t step;
    if (__builtin_mul_overflow(self->step, (int64_t)taken.step, &step)) {
        raise_beyond();
    }
    return new_range(item_at(self, bounds.start), step, taken.count, item_at(self, bounds.stop));
}

static mp_obj_t range_subscr(mp_obj_t self_in, mp_obj_t index, mp_obj_t value) {
    if (value != MP_OBJ_SENTINEL) {
        return MP_OBJ_NULL; // op not supported
    }
    const range_t *self = MP_OBJ_TO_PTR(self_in);
    if (mp_obj_is_type(index, &mp_type_slice)) {
        return slice_of_range(self, index);
    }
    int64_t at;
    mph_fit_t fit = mph_fit_int64(index, &at);
    if (fit == MPH_NO_INTEGER) {
        mph_raise(&mp_type_TypeError, "range indices must be integers or slices, not %t", index);
    }
    at += at < 0 ? self->count : 0;
    if (fit != MPH_FITS || at < 0 || at >= self->count) {
        mp_raise_msg(&mp_type_IndexError, MP_ERROR_TEXT("range object index out of range"));
    }
    return mph_new_int64(item_at(self, at));
}

// Where a number is in the range, or -1.
static int64_t index_of(const range_t *self, mp_obj_t object) {
    int64_t number;
    if (!mp_obj_is_int(object) && !mp_obj_is_bool(object)) {
        // It may still equal a number: 2.0 does.
        mp_obj_iter_buf_t buffer;
        mp_obj_t numbers = iterator_of(self, &buffer);
        mp_obj_t item;
        for (int64_t at = 0; (item = mp_iternext(numbers)) != MP_OBJ_STOP_ITERATION; at++) {
            if (mp_obj_equal(item, object)) {
                return at;
            }
        }
        return -1;
    }
    if (self->count == 0 || mph_fit_int64(object, &number) != MPH_FITS || number > BEYOND || number < -BEYOND) {
        return -1;
    }
    int64_t distance = number - self->start;
    int64_t at = distance / self->step;
    return distance % self->step == 0 && at >= 0 && at < self->count ? at : -1;
}

static mp_obj_t range_index(mp_obj_t self, mp_obj_t object) {
    int64_t at = index_of(MP_OBJ_TO_PTR(self), object);
    if (at < 0) {
        mph_raise(&mp_type_ValueError, "%r is not in range", object);
    }
    return mph_new_int64(at);
}
static MP_DEFINE_CONST_FUN_OBJ_2(range_index_obj, range_index);

static mp_obj_t range_count(mp_obj_t self, mp_obj_t object) {
    return MP_OBJ_NEW_SMALL_INT(index_of(MP_OBJ_TO_PTR(self), object) >= 0);
}
static MP_DEFINE_CONST_FUN_OBJ_2(range_count_obj, range_count);

static mp_obj_t range_reversed(mp_obj_t self_in) {
    const range_t *self = MP_OBJ_TO_PTR(self_in);
    range_t backward = { .start = self->count > 0 ? item_at(self, self->count - 1) : self->start, .step = -self->step, .count = self->count };
    return iterator_of(&backward, m_new_obj(mp_obj_iter_buf_t));
}
static MP_DEFINE_CONST_FUN_OBJ_1(range_reversed_obj, range_reversed);

// ---- the type ----

static mp_obj_t range_unary_op(mp_unary_op_t op, mp_obj_t self_in) {
    const range_t *self = MP_OBJ_TO_PTR(self_in);
    switch (op) {
        case MP_UNARY_OP_BOOL:
            return mp_obj_new_bool(self->count > 0);
        case MP_UNARY_OP_LEN:
            if (self->count > MP_SMALL_INT_MAX) {
                mp_raise_msg(&mp_type_OverflowError, MP_ERROR_TEXT("Python int too large to convert to C ssize_t"));
            }
            return MP_OBJ_NEW_SMALL_INT(self->count);
        case MP_UNARY_OP_HASH: {
            // Of what decides whether two are equal.
            uint32_t start = self->count > 0 ? self->start * 31 : 0;
            uint32_t step = self->count > 1 ? self->step * 17 : 0;
            return MP_OBJ_NEW_SMALL_INT((mp_int_t)((start + step + self->count) & MP_SMALL_INT_MAX));
        }
        default:
            return MP_OBJ_NULL; // op not supported
    }
}

static mp_obj_t range_binary_op(mp_binary_op_t op, mp_obj_t left_in, mp_obj_t right_in) {
    const range_t *left = MP_OBJ_TO_PTR(left_in);
    if (op == MP_BINARY_OP_CONTAINS) {
        return mp_obj_new_bool(index_of(left, right_in) >= 0);
    }
    if (op != MP_BINARY_OP_EQUAL || !mp_obj_is_type(right_in, &mp_type_range)) {
        return MP_OBJ_NULL; // op not supported
    }
    const range_t *right = MP_OBJ_TO_PTR(right_in);
    bool same_start = left->count == 0 || left->start == right->start;
    bool same_step = left->count <= 1 || left->step == right->step;
    return mp_obj_new_bool(left->count == right->count && same_start && same_step);
}

static void range_print(const mp_print_t *print, mp_obj_t self_in, mp_print_kind_t kind) {
    (void)kind;
    const range_t *self = MP_OBJ_TO_PTR(self_in);
    mp_obj_t numbers[] = { mph_new_int64(self->start), mph_new_int64(self->stop), mph_new_int64(self->step) };
    mp_print_str(print, "range");
    mp_obj_print_helper(print, mp_obj_new_tuple(self->step == 1 ? 2 : 3, numbers), PRINT_REPR);
}

static void range_attr(mp_obj_t self_in, qstr attr, mp_obj_t *dest) {
    if (dest[0] != MP_OBJ_NULL) {
        return; // only to be read
    }
    const range_t *self = MP_OBJ_TO_PTR(self_in);
    if (attr == MP_QSTR_start) {
        dest[0] = mph_new_int64(self->start);
    } else if (attr == MP_QSTR_stop) {
        dest[0] = mph_new_int64(self->stop);
    } else if (attr == MP_QSTR_step) {
        dest[0] = mph_new_int64(self->step);
    } else {
        dest[1] = MP_OBJ_SENTINEL; // go on among the methods
    }
}

static const mp_rom_map_elem_t range_locals_table[] = {
    { MP_ROM_QSTR(MP_QSTR___reversed__), MP_ROM_PTR(&range_reversed_obj) },
    { MP_ROM_QSTR(MP_QSTR_count), MP_ROM_PTR(&range_count_obj) },
    { MP_ROM_QSTR(MP_QSTR_index), MP_ROM_PTR(&range_index_obj) },
};
static MP_DEFINE_CONST_DICT(range_locals, range_locals_table);

MP_DEFINE_CONST_OBJ_TYPE(
    mp_type_range,
    MP_QSTR_range,
    MP_TYPE_FLAG_ITER_IS_GETITER,
    make_new, range_make_new,
    print, range_print,
    unary_op, range_unary_op,
    binary_op, range_binary_op,
    attr, range_attr,
    subscr, range_subscr,
    iter, range_getiter,
    locals_dict, &range_locals
    );
