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

// Of a function in C: its name is the one that it has in a module or in a type.
void mph_builtin_function_attr(mp_obj_t function, qstr attr, mp_obj_t *dest);
void mph_builtin_function_print(const mp_print_t *print, mp_obj_t function, mp_print_kind_t kind);

#endif // MPH_FUNCTIONS_H
