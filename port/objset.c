// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The types set and frozenset, in place of upstream's: what they give has the order
// that CPython's has (Objects/setobject.c of 3.11), which follows from how it is
// made. setops.c has their operators.

#include <string.h>

#include "py/builtin.h"
#include "py/runtime.h"

#include "port/hash.h"
#include "port/objset.h"
#include "port/raise.h"
#include "port/reprguard.h"

// ---- making ----

mp_obj_t mph_new_set_of(const mp_obj_type_t *type) {
    mp_obj_set_t *set = mp_obj_malloc(mp_obj_set_t, type);
    mp_set_init(&set->set, 0);
    return MP_OBJ_FROM_PTR(set);
}

// A class that derives from a built-in one holds an object of it.
mp_set_t *mph_set_maybe(mp_obj_t object) {
    object = mph_native_part(object);
    if (!mp_obj_is_type(object, &mp_type_set) && !mp_obj_is_type(object, &mp_type_frozenset)) {
        return NULL;
    }
    return mph_set_of(object);
}

void mph_set_update_from(mp_set_t *set, mp_obj_t other) {
    const mp_set_t *from = mph_set_maybe(other);
    if (from != NULL) {
        mph_set_merge(set, from);
        return;
    }
    if (mp_obj_is_type(other, &mp_type_dict)) {
        mph_set_expect(set, mp_obj_dict_get_map(other)->used);
    }
    mp_obj_iter_buf_t buffer;
    mp_obj_t items = mp_getiter(other, &buffer);
    for (mp_obj_t item; (item = mp_iternext(items)) != MP_OBJ_STOP_ITERATION;) {
        mph_set_add(set, item, mph_hash(item));
    }
}

mp_obj_t mph_set_copy(mp_obj_t self) {
    mp_obj_t copy = mph_new_set_of(((mp_obj_base_t *)MP_OBJ_TO_PTR(self))->type);
    mph_set_merge(mph_set_of(copy), mph_set_of(self));
    return copy;
}

static mp_obj_t set_make_new(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    if (n_kw != 0) {
        mph_raise(&mp_type_TypeError, "%q() takes no keyword arguments", type->name);
    }
    if (n_args > 1) {
        mph_raise(&mp_type_TypeError, "%q expected at most 1 argument, got %u", type->name, (unsigned)n_args);
    }
    if (n_args == 1 && type == &mp_type_frozenset && mp_obj_is_type(args[0], type)) {
        return args[0];
    }
    mp_obj_t set = mph_new_set_of(type);
    if (n_args == 1) {
        mph_set_update_from(mph_set_of(set), args[0]);
    }
    return set;
}

// Whether a compiler would take it for a constant, whose order a program sees.
static bool is_constant(mp_obj_t item) {
    return mp_obj_is_int(item) || mp_obj_is_float(item) || mp_obj_is_bool(item) || item == mp_const_none;
}

// CPython makes displays of three and more constants by adding a set that is ready,
// which its compiler has made once more of its items, in the order of the first.
mp_obj_t mp_obj_new_set(size_t n_args, mp_obj_t *items) {
    mp_obj_t set = mph_new_set_of(&mp_type_set);
    bool all_constant = n_args >= 3;
    for (size_t i = 0; i < n_args; i++) {
        mph_set_add(mph_set_of(set), items[i], mph_hash(items[i]));
        all_constant = all_constant && is_constant(items[i]);
    }
    if (!all_constant) {
        return set;
    }
    mp_obj_t again = mph_new_set_of(&mp_type_set);
    mp_obj_t item;
    for (size_t at = 0; (item = mph_set_next(mph_set_of(set), &at)) != MP_OBJ_NULL;) {
        mph_set_add(mph_set_of(again), item, mph_set_hash_at(mph_set_of(set), at - 1));
    }
    return mph_set_copy(again);
}

void mp_obj_set_store(mp_obj_t self, mp_obj_t item) {
    mph_set_add(mph_set_of(self), item, mph_hash(item));
}

int64_t mph_hash_frozenset(mp_obj_t frozenset) {
    return mph_set_hash(mph_set_of(frozenset));
}

// ---- text ----

static void set_print(const mp_print_t *print, mp_obj_t self, mp_print_kind_t kind) {
    (void)kind;
    const mp_set_t *set = mph_set_of(self);
    bool is_frozen = mp_obj_is_type(self, &mp_type_frozenset);
    if (set->used == 0) {
        mp_print_str(print, is_frozen ? "frozenset()" : "set()");
        return;
    }
    mph_repr_guard_t guard;
    if (!mph_repr_enter(&guard, self)) {
        mp_print_str(print, is_frozen ? "frozenset(...)" : "set(...)");
        return;
    }
    mp_print_str(print, is_frozen ? "frozenset({" : "{");
    mp_obj_t item;
    const char *before = "";
    for (size_t at = 0; (item = mph_set_next(set, &at)) != MP_OBJ_NULL;) {
        mp_print_str(print, before);
        mp_obj_print_helper(print, item, PRINT_REPR);
        before = ", ";
    }
    mp_print_str(print, is_frozen ? "})" : "}");
    mph_repr_leave(&guard);
}

// ---- going over it ----

typedef struct _iterator_t {
    mp_obj_base_t base;
    mp_obj_t set; // MP_OBJ_NULL at the end
    size_t at;
    size_t used;
} iterator_t;
_Static_assert(sizeof(iterator_t) <= sizeof(mp_obj_iter_buf_t), "an iterator must fit where it is made");

static mp_obj_t set_iternext(mp_obj_t self_in) {
    iterator_t *self = MP_OBJ_TO_PTR(self_in);
    if (self->set == MP_OBJ_NULL) {
        return MP_OBJ_STOP_ITERATION;
    }
    const mp_set_t *set = mph_set_of(self->set);
    if (set->used != self->used) {
        self->used = SIZE_MAX; // and so for ever
        mp_raise_msg(&mp_type_RuntimeError, MP_ERROR_TEXT("Set changed size during iteration"));
    }
    mp_obj_t item = mph_set_next(set, &self->at);
    if (item == MP_OBJ_NULL) {
        self->set = MP_OBJ_NULL;
        return MP_OBJ_STOP_ITERATION;
    }
    return item;
}

static MP_DEFINE_CONST_OBJ_TYPE(type_set_iterator, MP_QSTR_set_iterator, MP_TYPE_FLAG_ITER_IS_ITERNEXT, iter, set_iternext);

static mp_obj_t set_getiter(mp_obj_t self, mp_obj_iter_buf_t *buffer) {
    iterator_t *iterator = (iterator_t *)buffer;
    *iterator = (iterator_t) { { &type_set_iterator }, self, 0, mph_set_of(self)->used };
    return MP_OBJ_FROM_PTR(iterator);
}

// ---- items ----

static mp_obj_t set_add(mp_obj_t self, mp_obj_t item) {
    mph_set_add(mph_set_of(self), item, mph_hash(item));
    return mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_2(set_add_obj, set_add);

static mp_obj_t set_clear(mp_obj_t self) {
    mp_set_clear(mph_set_of(self));
    return mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_1(set_clear_obj, set_clear);

static MP_DEFINE_CONST_FUN_OBJ_1(set_copy_obj, mph_set_copy);

static mp_obj_t frozenset_copy(mp_obj_t self) {
    return self;
}
static MP_DEFINE_CONST_FUN_OBJ_1(frozenset_copy_obj, frozenset_copy);

// A set as an item stands for a frozenset of the same.
static int64_t hash_of_wanted(mp_obj_t item) {
    return mp_obj_is_type(item, &mp_type_set) ? mph_set_hash(mph_set_of(item)) : mph_hash(item);
}

bool mph_set_contains(mp_obj_t self, mp_obj_t item) {
    return mph_set_has(mph_set_of(self), item, hash_of_wanted(item));
}

static mp_obj_t set_contains(mp_obj_t self, mp_obj_t item) {
    return mp_obj_new_bool(mph_set_contains(self, item));
}
static MP_DEFINE_CONST_FUN_OBJ_2(set_contains_obj, set_contains);

static mp_obj_t set_discard(mp_obj_t self, mp_obj_t item) {
    mph_set_discard(mph_set_of(self), item, hash_of_wanted(item));
    return mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_2(set_discard_obj, set_discard);

static mp_obj_t set_remove(mp_obj_t self, mp_obj_t item) {
    if (!mph_set_discard(mph_set_of(self), item, hash_of_wanted(item))) {
        mp_raise_type_arg(&mp_type_KeyError, item);
    }
    return mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_2(set_remove_obj, set_remove);

static mp_obj_t set_pop(mp_obj_t self) {
    mp_obj_t item = mp_set_remove_first(mph_set_of(self));
    if (item == MP_OBJ_NULL) {
        mp_raise_msg(&mp_type_KeyError, MP_ERROR_TEXT("pop from an empty set"));
    }
    return item;
}
static MP_DEFINE_CONST_FUN_OBJ_1(set_pop_obj, set_pop);

// ---- the types ----

#define OF_BOTH \
    { MP_ROM_QSTR(MP_QSTR_difference), MP_ROM_PTR(&mph_set_difference_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_intersection), MP_ROM_PTR(&mph_set_intersection_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_isdisjoint), MP_ROM_PTR(&mph_set_isdisjoint_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_issubset), MP_ROM_PTR(&mph_set_issubset_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_issuperset), MP_ROM_PTR(&mph_set_issuperset_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_symmetric_difference), MP_ROM_PTR(&mph_set_symmetric_difference_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_union), MP_ROM_PTR(&mph_set_union_obj) }, \
    { MP_ROM_QSTR(MP_QSTR___contains__), MP_ROM_PTR(&set_contains_obj) }

static const mp_rom_map_elem_t set_locals_table[] = {
    { MP_ROM_QSTR(MP_QSTR_add), MP_ROM_PTR(&set_add_obj) },
    { MP_ROM_QSTR(MP_QSTR_clear), MP_ROM_PTR(&set_clear_obj) },
    { MP_ROM_QSTR(MP_QSTR_copy), MP_ROM_PTR(&set_copy_obj) },
    { MP_ROM_QSTR(MP_QSTR_difference_update), MP_ROM_PTR(&mph_set_difference_update_obj) },
    { MP_ROM_QSTR(MP_QSTR_discard), MP_ROM_PTR(&set_discard_obj) },
    { MP_ROM_QSTR(MP_QSTR_intersection_update), MP_ROM_PTR(&mph_set_intersection_update_obj) },
    { MP_ROM_QSTR(MP_QSTR_pop), MP_ROM_PTR(&set_pop_obj) },
    { MP_ROM_QSTR(MP_QSTR_remove), MP_ROM_PTR(&set_remove_obj) },
    { MP_ROM_QSTR(MP_QSTR_symmetric_difference_update), MP_ROM_PTR(&mph_set_symmetric_difference_update_obj) },
    { MP_ROM_QSTR(MP_QSTR_update), MP_ROM_PTR(&mph_set_update_obj) },
    OF_BOTH,
};
static MP_DEFINE_CONST_DICT(set_locals, set_locals_table);

MP_DEFINE_CONST_OBJ_TYPE(
    mp_type_set,
    MP_QSTR_set,
    MP_TYPE_FLAG_ITER_IS_GETITER,
    make_new, set_make_new,
    print, set_print,
    unary_op, mph_set_unary_op,
    binary_op, mph_set_binary_op,
    iter, set_getiter,
    locals_dict, &set_locals
    );

static const mp_rom_map_elem_t frozenset_locals_table[] = {
    { MP_ROM_QSTR(MP_QSTR_copy), MP_ROM_PTR(&frozenset_copy_obj) },
    OF_BOTH,
};
static MP_DEFINE_CONST_DICT(frozenset_locals, frozenset_locals_table);

MP_DEFINE_CONST_OBJ_TYPE(
    mp_type_frozenset,
    MP_QSTR_frozenset,
    MP_TYPE_FLAG_EQ_CHECKS_OTHER_TYPE | MP_TYPE_FLAG_ITER_IS_GETITER,
    make_new, set_make_new,
    print, set_print,
    unary_op, mph_set_unary_op,
    binary_op, mph_set_binary_op,
    iter, set_getiter,
    locals_dict, &frozenset_locals
    );
