// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Attributes of Python functions and of methods: see functions.c.

#ifndef MPH_FUNCTIONS_H
#define MPH_FUNCTIONS_H

#include "py/obj.h"

// As the slot `attr` of a type has it: of a function, and of a method, which is a
// function bound to an object.
void mph_function_attr(mp_obj_t function, qstr attr, mp_obj_t *dest);
void mph_method_attr(mp_obj_t self, mp_obj_t function, qstr attr, mp_obj_t *dest);

#endif // MPH_FUNCTIONS_H
