// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What the type int has beyond upstream's: see intmethods.c.

#ifndef MPH_INTMETHODS_H
#define MPH_INTMETHODS_H

#include "py/obj.h"

mp_obj_t mph_int_make_new(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args);
void mph_int_attr(mp_obj_t self, qstr attr, mp_obj_t *dest);
extern const mp_obj_dict_t mph_int_locals;

#endif // MPH_INTMETHODS_H
