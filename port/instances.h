// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Instances of the program's own classes, beyond upstream's: see instances.c.

#ifndef MPH_INSTANCES_H
#define MPH_INSTANCES_H

#include "py/objtype.h"

// The members, as a dict that stays theirs; and another dict in place of it, if it is
// one.
mp_obj_t mph_instance_dict(mp_obj_instance_t *self);
bool mph_instance_set_dict(mp_obj_instance_t *self, mp_obj_t dict);

// Whether a built-in type can be a base beside another: both are the same, one derives
// from the other, which is then the base, or both are exceptions.
bool mph_same_layout(const mp_obj_type_t **base, const mp_obj_type_t *other);

// <module.Class object at 0x...>
void mph_print_plain_instance(const mp_print_t *print, mp_obj_t self);

// Whether str() of an object of a built-in type is its repr(), so that str() of an
// object of a class derived from that type is by its __repr__.
bool mph_str_is_repr(mp_obj_t native);

// The right operand's own method, where its class derives from the left one's: it is
// asked first. MP_OBJ_NULL if there is none, or it does not know.
mp_obj_t mph_subclass_first(mp_binary_op_t op, mp_obj_t left, mp_obj_t right);

// What special methods have to give; these raise TypeError for what is none.
void mph_check_text(mp_obj_t value, mp_print_kind_t kind);
void mph_check_integer(mp_obj_t value, qstr method);
mp_obj_t mph_checked_length(mp_obj_t value);
mp_obj_t mph_checked_truth(mp_obj_t self, mp_obj_t value);

MP_NORETURN void mph_raise_no_accessor(mp_obj_t self, qstr property, const char *what);

#endif // MPH_INSTANCES_H
