// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What StringIO and BytesIO have beyond upstream's: see stringio.c.

#ifndef MPH_STRINGIO_H
#define MPH_STRINGIO_H

#include "py/obj.h"

// What one begins with, by the arguments that it is made with, or MP_OBJ_NULL.
mp_obj_t mph_stringio_initial(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args);

mp_obj_t mph_stringio_next(mp_obj_t self);
void mph_stringio_attr(mp_obj_t self, qstr attr, mp_obj_t *dest);

extern const mp_obj_dict_t mph_stringio_locals, mph_bytesio_locals;

#endif // MPH_STRINGIO_H
