// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The iterators of itertools that combine items: product, permutations,
// combinations, with replacement and without. Each keeps the indices of what it
// gave last, in the order of the pool.

#include <string.h>

#include "py/builtin.h"
#include "py/objtuple.h"
#include "py/runtime.h"

#include "port/array.h"
#include "port/collections.h"
#include "port/itertools.h"

static mp_obj_t tuple_of(mp_obj_t iterable) {
    return MP_OBJ_TYPE_GET_SLOT(&mp_type_tuple, make_new)(&mp_type_tuple, 1, 0, &iterable);
}

typedef struct _choice_t {
    mp_obj_base_t base;
    mp_obj_t pool; // a tuple
    size_t length; // of the pool
    size_t count; // items that are chosen
    size_t *indices; // of them; NULL at the end
    size_t *cycles; // for permutations
    bool started;
} choice_t;

// What the indices stand for.
static mp_obj_t chosen(const choice_t *self) {
    const mp_obj_tuple_t *pool = MP_OBJ_TO_PTR(self->pool);
    mp_obj_tuple_t *tuple = MP_OBJ_TO_PTR(mp_obj_new_tuple(self->count, NULL));
    for (size_t i = 0; i < self->count; i++) {
        tuple->items[i] = pool->items[self->indices[i]];
    }
    return MP_OBJ_FROM_PTR(tuple);
}

static mp_obj_t end(choice_t *self) {
    self->indices = NULL;
    return MP_OBJ_STOP_ITERATION;
}

static choice_t *new_choice(const mp_obj_type_t *type, mp_obj_t iterable) {
    mp_obj_t pool = tuple_of(iterable);
    choice_t *self = mp_obj_malloc(choice_t, type);
    self->pool = pool;
    self->length = ((mp_obj_tuple_t *)MP_OBJ_TO_PTR(pool))->len;
    self->indices = self->cycles = NULL;
    self->started = false;
    return self;
}

// The arguments (iterable, r); MP_OBJ_NULL for r where it may be left out.
static choice_t *parse(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args, bool r_required) {
    const mp_arg_t allowed[] = {
        { MP_QSTR_iterable, MP_ARG_REQUIRED | MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
        { MP_QSTR_r, MP_ARG_OBJ | (r_required ? MP_ARG_REQUIRED : 0), { .u_rom_obj = MP_ROM_NONE } },
    };
    mp_arg_val_t values[2];
    mp_arg_parse_all_kw_array(n_args, n_kw, args, 2, allowed, values);
    choice_t *self = new_choice(type, values[0].u_obj);
    mp_int_t count = values[1].u_obj == mp_const_none && !r_required ? (mp_int_t)self->length : mp_obj_get_int(values[1].u_obj);
    if (count < 0) {
        mp_raise_ValueError(MP_ERROR_TEXT("r must be non-negative"));
    }
    self->count = count;
    return self;
}

// ---- combinations ----

static mp_obj_t combinations_make_new(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    choice_t *self = parse(type, n_args, n_kw, args, true);
    if (self->count <= self->length) {
        self->indices = MPH_NEW_ARRAY(size_t, self->count + 1);
        for (size_t i = 0; i < self->count; i++) {
            self->indices[i] = i;
        }
    }
    return MP_OBJ_FROM_PTR(self);
}

static mp_obj_t combinations_next(mp_obj_t self_in) {
    choice_t *self = MP_OBJ_TO_PTR(self_in);
    if (self->indices == NULL) {
        return MP_OBJ_STOP_ITERATION;
    }
    if (self->started) {
        size_t i = self->count;
        while (i > 0 && self->indices[i - 1] == i - 1 + self->length - self->count) {
            i -= 1;
        }
        if (i == 0) {
            return end(self);
        }
        self->indices[i - 1] += 1;
        for (; i < self->count; i++) {
            self->indices[i] = self->indices[i - 1] + 1;
        }
    }
    self->started = true;
    return chosen(self);
}
MPH_DEFINE_ITERATOR(mph_type_combinations, combinations, combinations_make_new, combinations_next);

static mp_obj_t replacement_make_new(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    choice_t *self = parse(type, n_args, n_kw, args, true);
    if (self->length > 0 || self->count == 0) {
        self->indices = MPH_NEW_ARRAY(size_t, self->count + 1);
    }
    return MP_OBJ_FROM_PTR(self);
}

static mp_obj_t replacement_next(mp_obj_t self_in) {
    choice_t *self = MP_OBJ_TO_PTR(self_in);
    if (self->indices == NULL) {
        return MP_OBJ_STOP_ITERATION;
    }
    if (self->started) {
        size_t i = self->count;
        while (i > 0 && self->indices[i - 1] + 1 == self->length) {
            i -= 1;
        }
        if (i == 0) {
            return end(self);
        }
        size_t index = self->indices[i - 1] + 1;
        for (i -= 1; i < self->count; i++) {
            self->indices[i] = index;
        }
    }
    self->started = true;
    return chosen(self);
}
MPH_DEFINE_ITERATOR(mph_type_combinations_with_replacement, combinations_with_replacement, replacement_make_new, replacement_next);

// ---- permutations ----

static mp_obj_t permutations_make_new(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    choice_t *self = parse(type, n_args, n_kw, args, false);
    if (self->count <= self->length) {
        size_t *indices = MPH_NEW_ARRAY(size_t, self->length + 1);
        for (size_t i = 0; i < self->length; i++) {
            indices[i] = i;
        }
        self->cycles = MPH_NEW_ARRAY(size_t, self->count + 1);
        for (size_t i = 0; i < self->count; i++) {
            self->cycles[i] = self->length - i;
        }
        self->indices = indices;
    }
    return MP_OBJ_FROM_PTR(self);
}

static mp_obj_t permutations_next(mp_obj_t self_in) {
    choice_t *self = MP_OBJ_TO_PTR(self_in);
    size_t *indices = self->indices;
    if (indices == NULL) {
        return MP_OBJ_STOP_ITERATION;
    }
    if (!self->started) {
        self->started = true;
        return chosen(self);
    }
    for (size_t i = self->count; i-- > 0; ) {
        size_t index = indices[i];
        if (--self->cycles[i] != 0) {
            size_t other = self->length - self->cycles[i];
            indices[i] = indices[other];
            indices[other] = index;
            return chosen(self);
        }
        memmove(&indices[i], &indices[i + 1], (self->length - 1 - i) * sizeof(size_t));
        indices[self->length - 1] = index;
        self->cycles[i] = self->length - i;
    }
    return end(self);
}
MPH_DEFINE_ITERATOR(mph_type_permutations, permutations, permutations_make_new, permutations_next);

// ---- product ----

typedef struct _product_t {
    mp_obj_base_t base;
    size_t count;
    mp_obj_t *pools; // tuples; NULL at the end
    size_t *indices;
    bool started;
} product_t;

static mp_obj_t product_make_new(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    mp_int_t repeat = 1;
    for (size_t i = 0; i < n_kw; i++) {
        if (args[n_args + 2 * i] != MP_OBJ_NEW_QSTR(MP_QSTR_repeat)) {
            mp_raise_TypeError(MP_ERROR_TEXT("product() got an unexpected keyword argument"));
        }
        repeat = mp_obj_get_int(args[n_args + 2 * i + 1]);
    }
    if (repeat < 0) {
        mp_raise_ValueError(MP_ERROR_TEXT("repeat argument cannot be negative"));
    }
    size_t count;
    if (__builtin_mul_overflow(n_args, (size_t)repeat, &count)) {
        m_malloc_fail(SIZE_MAX);
    }
    product_t *self = mp_obj_malloc(product_t, type);
    self->count = count;
    self->pools = NULL;
    self->indices = NULL;
    self->started = false;
    mp_obj_t *pools = MPH_NEW_ARRAY(mp_obj_t, count + 1);
    self->indices = MPH_NEW_ARRAY(size_t, count + 1);
    bool empty = false;
    for (size_t i = 0; i < count; i++) {
        pools[i] = i < n_args ? tuple_of(args[i]) : pools[i - n_args];
        empty = empty || ((mp_obj_tuple_t *)MP_OBJ_TO_PTR(pools[i]))->len == 0;
    }
    self->pools = empty ? NULL : pools;
    return MP_OBJ_FROM_PTR(self);
}

static mp_obj_t product_next(mp_obj_t self_in) {
    product_t *self = MP_OBJ_TO_PTR(self_in);
    if (self->pools == NULL) {
        return MP_OBJ_STOP_ITERATION;
    }
    if (self->started) {
        size_t i = self->count;
        while (i > 0 && ++self->indices[i - 1] == ((mp_obj_tuple_t *)MP_OBJ_TO_PTR(self->pools[i - 1]))->len) {
            self->indices[--i] = 0;
        }
        if (i == 0) {
            self->pools = NULL;
            return MP_OBJ_STOP_ITERATION;
        }
    }
    self->started = true;
    mp_obj_tuple_t *tuple = MP_OBJ_TO_PTR(mp_obj_new_tuple(self->count, NULL));
    for (size_t i = 0; i < self->count; i++) {
        tuple->items[i] = ((mp_obj_tuple_t *)MP_OBJ_TO_PTR(self->pools[i]))->items[self->indices[i]];
    }
    return MP_OBJ_FROM_PTR(tuple);
}
MPH_DEFINE_ITERATOR(mph_type_product, product, product_make_new, product_next);
