// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Operators of built-in types as methods: see opmethods.c.

#ifndef MPH_OPMETHODS_H
#define MPH_OPMETHODS_H

#include "py/obj.h"

// The function for an operator of a built-in type or of `object`, by the name of the
// method; MP_OBJ_NULL if the type has none.
mp_obj_t mph_operator_method(const mp_obj_type_t *type, qstr name);

// The same for a class of any kind.
mp_obj_t mph_class_operator_method(mp_obj_t class, qstr name);

// The same, bound to an object, where nothing else was found.
void mph_load_operator_method(mp_obj_t object, qstr name, mp_obj_t *dest);

#endif // MPH_OPMETHODS_H
