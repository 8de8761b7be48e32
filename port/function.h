// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Attributes of functions: see function.c.

#ifndef MPH_FUNCTION_H
#define MPH_FUNCTION_H

#include "py/obj.h"

// Loads, stores or deletes an attribute of a function of bytecode, as its type's
// slot does. False if it is upstream's to load.
bool mph_function_attr(mp_obj_t self, qstr attr, mp_obj_t *dest);

#endif // MPH_FUNCTION_H
