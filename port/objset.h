// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What the types set and frozenset are made of: objset.c and setops.c.

#ifndef MPH_OBJSET_H
#define MPH_OBJSET_H

#include "py/obj.h"

#include "port/classes.h"
#include "port/set.h"

typedef struct _mp_obj_set_t {
    mp_obj_base_t base;
    mp_set_t set;
} mp_obj_set_t;

static inline mp_set_t *mph_set_of(mp_obj_t object) {
    return &((mp_obj_set_t *)MP_OBJ_TO_PTR(object))->set;
}

// The table of a set, a frozenset, or what derives from them; NULL of others.
mp_set_t *mph_set_maybe(mp_obj_t object);

// An empty one of that type.
mp_obj_t mph_new_set_of(const mp_obj_type_t *type);

// One of the same type with the same items.
mp_obj_t mph_set_copy(mp_obj_t self);

// Adds all that something iterates over.
void mph_set_update_from(mp_set_t *set, mp_obj_t other);

bool mph_set_contains(mp_obj_t self, mp_obj_t item);

mp_obj_t mph_set_unary_op(mp_unary_op_t op, mp_obj_t self);
mp_obj_t mph_set_binary_op(mp_binary_op_t op, mp_obj_t left, mp_obj_t right);

extern const mp_obj_fun_builtin_var_t mph_set_difference_obj;
extern const mp_obj_fun_builtin_var_t mph_set_difference_update_obj;
extern const mp_obj_fun_builtin_var_t mph_set_intersection_obj;
extern const mp_obj_fun_builtin_var_t mph_set_intersection_update_obj;
extern const mp_obj_fun_builtin_fixed_t mph_set_isdisjoint_obj;
extern const mp_obj_fun_builtin_fixed_t mph_set_issubset_obj;
extern const mp_obj_fun_builtin_fixed_t mph_set_issuperset_obj;
extern const mp_obj_fun_builtin_fixed_t mph_set_symmetric_difference_obj;
extern const mp_obj_fun_builtin_fixed_t mph_set_symmetric_difference_update_obj;
extern const mp_obj_fun_builtin_var_t mph_set_union_obj;
extern const mp_obj_fun_builtin_var_t mph_set_update_obj;

#endif // MPH_OBJSET_H
