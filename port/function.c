// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Attributes of functions: those that programs set, and those that CPython's have
// and upstream's lack.
//
// The dict of the first kind is made with the first of them. It lies behind the
// values that a function is called with (patches/06-syntax.patch, objfun.c), where
// the interpreter does not look.

#include "py/bc.h"
#include "py/objfun.h"
#include "py/runtime.h"

#include "port/function.h"

static mp_obj_t *attributes_of(mp_obj_t function) {
    mp_obj_fun_bc_t *self = MP_OBJ_TO_PTR(function);
    const byte *ip = self->bytecode;
    MP_BC_PRELUDE_SIG_DECODE(ip);
    (void)n_state, (void)n_exc_stack, (void)n_pos_args, (void)n_kwonly_args;
    return &self->extra_args[n_def_pos_args + ((scope_flags & MP_SCOPE_FLAG_DEFKWARGS) != 0)];
}

static mp_obj_t made_attributes_of(mp_obj_t function) {
    mp_obj_t *attributes = attributes_of(function);
    if (*attributes == MP_OBJ_NULL) {
        *attributes = mp_obj_new_dict(0);
    }
    return *attributes;
}

static mp_obj_t module_of(mp_obj_t function) {
    const mp_obj_fun_bc_t *self = MP_OBJ_TO_PTR(function);
    mp_map_t *globals = &self->context->module.globals->map;
    mp_map_elem_t *name = mp_map_lookup(globals, MP_OBJ_NEW_QSTR(MP_QSTR___name__), MP_MAP_LOOKUP);
    return name == NULL ? mp_const_none : name->value;
}

static mp_obj_t load(mp_obj_t self, qstr attr) {
    mp_obj_t attributes = *attributes_of(self);
    mp_obj_t name = MP_OBJ_NEW_QSTR(attr);
    if (attributes != MP_OBJ_NULL) {
        mp_map_elem_t *found = mp_map_lookup(mp_obj_dict_get_map(attributes), name, MP_MAP_LOOKUP);
        if (found != NULL) {
            return found->value;
        }
    }
    switch (attr) {
        case MP_QSTR___annotations__: {
            mp_obj_t annotations = mp_obj_new_dict(0);
            mp_obj_dict_store(made_attributes_of(self), name, annotations);
            return annotations;
        }
        case MP_QSTR___dict__:
            return made_attributes_of(self);
        case MP_QSTR___doc__:
            return mp_const_none; // upstream keeps none
        case MP_QSTR___module__:
            return module_of(self);
        case MP_QSTR___qualname__:
            return MP_OBJ_NEW_QSTR(mp_obj_fun_get_name(self));
        default:
            return MP_OBJ_NULL;
    }
}

bool mph_function_attr(mp_obj_t self, qstr attr, mp_obj_t *dest) {
    if (dest[0] == MP_OBJ_NULL) {
        dest[0] = load(self, attr);
        return dest[0] != MP_OBJ_NULL;
    }
    if (attr == MP_QSTR___globals__) {
        return true; // cannot be changed
    }
    mp_obj_t name = MP_OBJ_NEW_QSTR(attr);
    if (dest[1] != MP_OBJ_NULL) {
        mp_obj_dict_store(made_attributes_of(self), name, dest[1]);
        dest[0] = MP_OBJ_NULL;
    } else if (*attributes_of(self) != MP_OBJ_NULL
               && mp_map_lookup(mp_obj_dict_get_map(*attributes_of(self)), name, MP_MAP_LOOKUP_REMOVE_IF_FOUND) != NULL) {
        dest[0] = MP_OBJ_NULL;
    }
    return true;
}
