// SPDX-License-Identifier: Apache-2.0 OR MIT

#ifndef MPH_DECORATED_H
#define MPH_DECORATED_H

#include "py/obj.h"

// A function with attributes: see objdecorated.c.
extern const mp_obj_type_t mph_type_decorated;
mp_obj_t mph_new_decorated(mp_obj_t function);
mp_obj_t mph_decorated_function(mp_obj_t self);

// A function that uses variables around it: see objclosure.c. Gives the function
// itself, of which those variables are the first arguments, and adds their number.
extern const mp_obj_type_t mp_type_closure;
mp_obj_t mph_closure_function(mp_obj_t self, size_t *n_closed);

#endif // MPH_DECORATED_H
