// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The iterators of itertools that look ahead, or keep items for others.

#include "py/builtin.h"
#include "py/objtuple.h"
#include "py/runtime.h"

#include "port/array.h"
#include "port/itertools.h"

// ---- groupby ----

typedef struct _groupby_t {
    mp_obj_base_t base;
    mp_obj_t items;
    mp_obj_t function;
    mp_obj_t item; // the next one; MP_OBJ_NULL: not taken yet, or at the end
    mp_obj_t key; // of that
    mp_obj_t group_key;
    mp_obj_t group; // the one that is gone over; others have ended
} groupby_t;

typedef struct _group_t {
    mp_obj_base_t base;
    groupby_t *parent;
    mp_obj_t key;
} group_t;

static mp_obj_t groupby_make_new(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    static const mp_arg_t allowed[] = {
        { MP_QSTR_iterable, MP_ARG_REQUIRED | MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
        { MP_QSTR_key, MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
    };
    mp_arg_val_t values[2];
    mp_arg_parse_all_kw_array(n_args, n_kw, args, 2, allowed, values);
    groupby_t *self = mp_obj_malloc(groupby_t, type);
    self->items = self->item = self->key = self->group_key = self->group = MP_OBJ_NULL;
    self->function = values[1].u_obj;
    self->items = mp_getiter(values[0].u_obj, NULL);
    return MP_OBJ_FROM_PTR(self);
}

// Takes the next item and its key; false at the end.
static bool advance(groupby_t *self) {
    mp_obj_t item = mp_iternext(self->items);
    self->item = MP_OBJ_NULL;
    if (item == MP_OBJ_STOP_ITERATION) {
        return false;
    }
    self->key = self->function == mp_const_none ? item : mp_call_function_1(self->function, item);
    self->item = item;
    return true;
}

static mp_obj_t group_next(mp_obj_t self_in) {
    group_t *self = MP_OBJ_TO_PTR(self_in);
    groupby_t *parent = self->parent;
    if (parent->group != self_in) {
        return MP_OBJ_STOP_ITERATION;
    }
    if (parent->item == MP_OBJ_NULL && !advance(parent)) {
        return MP_OBJ_STOP_ITERATION;
    }
    if (!mp_obj_equal(self->key, parent->key)) {
        return MP_OBJ_STOP_ITERATION;
    }
    mp_obj_t item = parent->item;
    parent->item = MP_OBJ_NULL;
    return item == MP_OBJ_NULL ? MP_OBJ_STOP_ITERATION : item;
}
static MP_DEFINE_CONST_OBJ_TYPE(type_group, MP_QSTR__grouper, MP_TYPE_FLAG_ITER_IS_ITERNEXT, iter, group_next);

static mp_obj_t groupby_next(mp_obj_t self_in) {
    groupby_t *self = MP_OBJ_TO_PTR(self_in);
    self->group = MP_OBJ_NULL;
    // Past what is left of the last group.
    while (self->item == MP_OBJ_NULL || (self->group_key != MP_OBJ_NULL && mp_obj_equal(self->group_key, self->key))) {
        if (!advance(self)) {
            return MP_OBJ_STOP_ITERATION;
        }
        if (self->group_key == MP_OBJ_NULL) {
            break;
        }
    }
    self->group_key = self->key;
    group_t *group = mp_obj_malloc(group_t, &type_group);
    group->parent = self;
    group->key = self->key;
    self->group = MP_OBJ_FROM_PTR(group);
    mp_obj_t pair[2] = { self->key, MP_OBJ_FROM_PTR(group) };
    return mp_obj_new_tuple(2, pair);
}
MPH_DEFINE_ITERATOR(mph_type_groupby, groupby, groupby_make_new, groupby_next);

// ---- tee ----

// Items that were taken, in a chain; the last link is empty.
typedef struct _link_t {
    mp_obj_base_t base;
    mp_obj_t items; // what to take more from
    mp_obj_t item; // MP_OBJ_NULL: not taken yet
    struct _link_t *next;
} link_t;

typedef struct _tee_t {
    mp_obj_base_t base;
    link_t *link;
} tee_t;

static link_t *new_link(mp_obj_t items) {
    link_t *link = mp_obj_malloc(link_t, &mp_type_object);
    link->items = items;
    link->item = MP_OBJ_NULL;
    link->next = NULL;
    return link;
}

static mp_obj_t new_tee(link_t *link) {
    tee_t *self = mp_obj_malloc(tee_t, &mph_type_tee);
    self->link = link;
    return MP_OBJ_FROM_PTR(self);
}

static mp_obj_t tee_next(mp_obj_t self_in) {
    tee_t *self = MP_OBJ_TO_PTR(self_in);
    link_t *link = self->link;
    if (link->item == MP_OBJ_NULL) {
        mp_obj_t item = mp_iternext(link->items);
        if (item == MP_OBJ_STOP_ITERATION) {
            return item;
        }
        // The iterator may have come here again, and taken one itself.
        if (link->item == MP_OBJ_NULL) {
            link_t *next = new_link(link->items);
            link->next = next;
            link->item = item;
        }
    }
    self->link = link->next;
    return link->item;
}

static mp_obj_t tee_copy(mp_obj_t self_in) {
    tee_t *self = MP_OBJ_TO_PTR(self_in);
    return new_tee(self->link);
}
static MP_DEFINE_CONST_FUN_OBJ_1(tee_copy_obj, tee_copy);

static mp_obj_t tee(size_t n_args, const mp_obj_t *args) {
    mp_int_t count = n_args > 1 ? mp_obj_get_int(args[1]) : 2;
    if (count < 0) {
        mp_raise_ValueError(MP_ERROR_TEXT("n must be >= 0"));
    }
    mp_obj_t first = mp_obj_is_type(args[0], &mph_type_tee) ? args[0] : new_tee(new_link(mp_getiter(args[0], NULL)));
    mp_obj_t *items = MPH_NEW_ARRAY(mp_obj_t, count);
    for (mp_int_t i = 0; i < count; i++) {
        items[i] = tee_copy(first);
    }
    return mp_obj_new_tuple(count, items);
}
MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(mph_tee_obj, 1, 2, tee);

static const mp_rom_map_elem_t tee_locals_table[] = {
    { MP_ROM_QSTR(MP_QSTR___copy__), MP_ROM_PTR(&tee_copy_obj) },
};
static MP_DEFINE_CONST_DICT(tee_locals, tee_locals_table);
MP_DEFINE_CONST_OBJ_TYPE(mph_type_tee, MP_QSTR__tee, MP_TYPE_FLAG_ITER_IS_ITERNEXT, iter, tee_next, locals_dict, &tee_locals);

// ---- pairwise ----

typedef struct _pairwise_t {
    mp_obj_base_t base;
    mp_obj_t items;
    mp_obj_t before;
} pairwise_t;

static mp_obj_t pairwise_make_new(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    mp_arg_check_num(n_args, n_kw, 1, 1, false);
    pairwise_t *self = mp_obj_malloc(pairwise_t, type);
    self->before = MP_OBJ_NULL;
    self->items = MP_OBJ_NULL;
    self->items = mp_getiter(args[0], NULL);
    return MP_OBJ_FROM_PTR(self);
}

static mp_obj_t pairwise_next(mp_obj_t self_in) {
    pairwise_t *self = MP_OBJ_TO_PTR(self_in);
    if (self->before == MP_OBJ_NULL) {
        self->before = mp_iternext(self->items);
        if (self->before == MP_OBJ_STOP_ITERATION) {
            return MP_OBJ_STOP_ITERATION;
        }
    }
    mp_obj_t pair[2] = { self->before, mp_iternext(self->items) };
    if (pair[1] == MP_OBJ_STOP_ITERATION) {
        return MP_OBJ_STOP_ITERATION;
    }
    self->before = pair[1];
    return mp_obj_new_tuple(2, pair);
}
MPH_DEFINE_ITERATOR(mph_type_pairwise, pairwise, pairwise_make_new, pairwise_next);

// ---- zip_longest ----

typedef struct _zip_longest_t {
    mp_obj_base_t base;
    mp_obj_t fill;
    size_t count;
    size_t left; // iterators that have not ended
    mp_obj_t iterators[]; // MP_OBJ_NULL: ended
} zip_longest_t;

static mp_obj_t zip_longest_make_new(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    zip_longest_t *self = mp_obj_malloc_var(zip_longest_t, iterators, mp_obj_t, n_args, type);
    self->fill = mp_const_none;
    self->count = self->left = 0;
    for (size_t i = 0; i < n_kw; i++) {
        if (args[n_args + 2 * i] != MP_OBJ_NEW_QSTR(MP_QSTR_fillvalue)) {
            mp_raise_TypeError(MP_ERROR_TEXT("zip_longest() got an unexpected keyword argument"));
        }
        self->fill = args[n_args + 2 * i + 1];
    }
    for (size_t i = 0; i < n_args; i++) {
        self->iterators[i] = MP_OBJ_NULL;
    }
    for (size_t i = 0; i < n_args; i++) {
        self->iterators[i] = mp_getiter(args[i], NULL);
    }
    self->count = self->left = n_args;
    return MP_OBJ_FROM_PTR(self);
}

static mp_obj_t zip_longest_next(mp_obj_t self_in) {
    zip_longest_t *self = MP_OBJ_TO_PTR(self_in);
    if (self->left == 0) {
        return MP_OBJ_STOP_ITERATION;
    }
    mp_obj_tuple_t *tuple = MP_OBJ_TO_PTR(mp_obj_new_tuple(self->count, NULL));
    for (size_t i = 0; i < self->count; i++) {
        mp_obj_t item = self->iterators[i] == MP_OBJ_NULL ? MP_OBJ_STOP_ITERATION : mp_iternext(self->iterators[i]);
        if (item == MP_OBJ_STOP_ITERATION) {
            if (self->iterators[i] != MP_OBJ_NULL) {
                self->iterators[i] = MP_OBJ_NULL;
                if (--self->left == 0) {
                    return MP_OBJ_STOP_ITERATION;
                }
            }
            item = self->fill;
        }
        tuple->items[i] = item;
    }
    return MP_OBJ_FROM_PTR(tuple);
}
MPH_DEFINE_ITERATOR(mph_type_zip_longest, zip_longest, zip_longest_make_new, zip_longest_next);
