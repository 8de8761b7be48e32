// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Upstream's properties, whose functions can be asked for.

#include "py/runtime.h"

static void property_attr(mp_obj_t self, qstr attr, mp_obj_t *dest);

#pragma push_macro("MP_DEFINE_CONST_OBJ_TYPE")
#undef MP_DEFINE_CONST_OBJ_TYPE
#define MP_DEFINE_CONST_OBJ_TYPE(...) MP_DEFINE_CONST_OBJ_TYPE_EXPAND(MP_DEFINE_CONST_OBJ_TYPE_NARGS(__VA_ARGS__, attr, property_attr, _INV, 12, _INV, 11, _INV, 10, _INV, 9, _INV, 8, _INV, 7, _INV, 6, _INV, 5, _INV, 4, _INV, 3, _INV, 2, _INV, 1, _INV, 0)(mp_obj_type_t, __VA_ARGS__, attr, property_attr))

#include "py/objproperty.c"

#pragma pop_macro("MP_DEFINE_CONST_OBJ_TYPE")

static void property_attr(mp_obj_t self_in, qstr attr, mp_obj_t *dest) {
    const mp_obj_property_t *self = MP_OBJ_TO_PTR(self_in);
    if (dest[0] != MP_OBJ_NULL) {
        return; // nothing can be set
    }
    switch (attr) {
        case MP_QSTR_fget:
            dest[0] = self->proxy[0];
            break;
        case MP_QSTR_fset:
            dest[0] = self->proxy[1];
            break;
        case MP_QSTR_fdel:
            dest[0] = self->proxy[2];
            break;
        case MP_QSTR___doc__:
            mp_load_method_maybe(self->proxy[0], attr, dest);
            if (dest[0] == MP_OBJ_NULL) {
                dest[0] = mp_const_none;
            }
            break;
        default:
            dest[1] = MP_OBJ_SENTINEL; // go on with the methods
    }
}
