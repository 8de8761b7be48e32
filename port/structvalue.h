// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Single values of the module struct: see structvalue.c.

#ifndef MPH_STRUCTVALUE_H
#define MPH_STRUCTVALUE_H

#include "py/obj.h"

extern const mp_obj_type_t mph_type_struct_error;

typedef struct _mph_struct_item_t {
    char code;
    size_t count, size; // how often, and bytes of each
    size_t offset; // of the first
} mph_struct_item_t;

// One value of an item; for `s` and `p` all of its bytes, which are zeros before.
void mph_struct_pack_value(byte *to, const mph_struct_item_t *item, bool big, mp_obj_t value);
mp_obj_t mph_struct_unpack_value(const byte *from, const mph_struct_item_t *item, bool big);

#endif // MPH_STRUCTVALUE_H
