// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Attributes of Python functions, which upstream's have hardly any of, and of methods
// that are bound to an object. A dict for what is set is made when the first one is.

#include <string.h>

#include "py/bc.h"
#include "py/bc0.h"
#include "py/builtin.h"
#include "py/objfun.h"
#include "py/objmodule.h"
#include "py/objtype.h"
#include "py/runtime.h"

#include "port/functions.h"

static mp_map_t *attributes_of(const mp_obj_fun_bc_t *self) {
    return self->attributes == MP_OBJ_NULL ? NULL : mp_obj_dict_get_map(self->attributes);
}

// ---- what its code says ----

typedef struct _prelude_t {
    const byte *names; // of the function and of its parameters, encoded
    size_t positional;
    size_t keyword_only;
    size_t defaults; // of the positional ones
    size_t flags;
    const byte *code;
} prelude_t;

static prelude_t prelude_of(const mp_obj_fun_bc_t *self) {
    const byte *ip = self->bytecode;
    MP_BC_PRELUDE_SIG_DECODE(ip);
    MP_BC_PRELUDE_SIZE_DECODE(ip);
    (void)n_state, (void)n_exc_stack;
    return (prelude_t) { ip, n_pos_args, n_kwonly_args, n_def_pos_args, scope_flags, ip + n_info + n_cell };
}

static mp_obj_t defaults_of(const mp_obj_fun_bc_t *self) {
    prelude_t prelude = prelude_of(self);
    return prelude.defaults == 0 ? mp_const_none : mp_obj_new_tuple(prelude.defaults, self->extra_args);
}

static mp_obj_t keyword_defaults_of(const mp_obj_fun_bc_t *self) {
    prelude_t prelude = prelude_of(self);
    return prelude.flags & MP_SCOPE_FLAG_DEFKWARGS ? self->extra_args[prelude.defaults] : mp_const_none;
}

// The compiler leaves a docstring where the code begins, as a constant that is dropped.
static mp_obj_t doc_of(const mp_obj_fun_bc_t *self) {
    const byte *code = prelude_of(self).code;
    byte load = *code++;
    if (load == MP_BC_LOAD_CONST_STRING || load == MP_BC_LOAD_CONST_OBJ) {
        size_t number = mp_decode_uint(&code);
        if (*code == MP_BC_POP_TOP) {
            const mp_module_constants_t *constants = &self->context->constants;
            return load == MP_BC_LOAD_CONST_OBJ ? constants->obj_table[number] : MP_OBJ_NEW_QSTR(constants->qstr_table[number]);
        }
    }
    return mp_const_none;
}

// What of its code object programs ask for, without the code.
static mp_obj_t code_of(const mp_obj_fun_bc_t *self) {
    static const qstr fields[] = { MP_QSTR_co_name, MP_QSTR_co_argcount, MP_QSTR_co_kwonlyargcount, MP_QSTR_co_varnames, MP_QSTR_co_flags, MP_QSTR_co_filename };
    prelude_t prelude = prelude_of(self);
    const qstr_short_t *strings = self->context->constants.qstr_table;
    size_t count = prelude.positional + prelude.keyword_only;
    mp_obj_tuple_t *names = MP_OBJ_TO_PTR(mp_obj_new_tuple(count, NULL));
    const byte *at = mp_decode_uint_skip(prelude.names);
    for (size_t i = 0; i < count; i++) {
        names->items[i] = MP_OBJ_NEW_QSTR(strings[mp_decode_uint_value(at)]);
        at = mp_decode_uint_skip(at);
    }
    // *args, **kwargs, a generator: the bits that CPython has for them.
    size_t flags = (prelude.flags & MP_SCOPE_FLAG_VARARGS ? 4 : 0) | (prelude.flags & MP_SCOPE_FLAG_VARKEYWORDS ? 8 : 0)
        | (prelude.flags & MP_SCOPE_FLAG_GENERATOR ? 32 : 0);
    mp_obj_t items[] = {
        MP_OBJ_NEW_QSTR(mp_obj_fun_get_name(MP_OBJ_FROM_PTR(self))),
        MP_OBJ_NEW_SMALL_INT(prelude.positional),
        MP_OBJ_NEW_SMALL_INT(prelude.keyword_only),
        MP_OBJ_FROM_PTR(names),
        MP_OBJ_NEW_SMALL_INT(flags),
        MP_OBJ_NEW_QSTR(strings[0]),
    };
    return mp_obj_new_attrtuple(fields, MP_ARRAY_SIZE(items), items);
}

// ---- attributes ----

static mp_obj_t module_of(const mp_obj_fun_bc_t *self) {
    mp_map_t *globals = &self->context->module.globals->map;
    mp_map_elem_t *name = mp_map_lookup(globals, MP_OBJ_NEW_QSTR(MP_QSTR___name__), MP_MAP_LOOKUP);
    return name != NULL ? name->value : mp_const_none;
}

static mp_obj_t own_dict(mp_obj_fun_bc_t *self) {
    if (self->attributes == MP_OBJ_NULL) {
        self->attributes = mp_obj_new_dict(0);
    }
    return self->attributes;
}

static void load(mp_obj_fun_bc_t *self, qstr attr, mp_obj_t *dest) {
    mp_map_t *attributes = attributes_of(self);
    mp_map_elem_t *found = attributes != NULL ? mp_map_lookup(attributes, MP_OBJ_NEW_QSTR(attr), MP_MAP_LOOKUP) : NULL;
    if (found != NULL) {
        dest[0] = found->value;
        return;
    }
    switch (attr) {
        case MP_QSTR___name__:
        case MP_QSTR___qualname__:
            dest[0] = MP_OBJ_NEW_QSTR(mp_obj_fun_get_name(MP_OBJ_FROM_PTR(self)));
            break;
        case MP_QSTR___module__:
            dest[0] = module_of(self);
            break;
        case MP_QSTR___doc__:
            dest[0] = doc_of(self);
            break;
        case MP_QSTR___dict__:
            dest[0] = own_dict(self);
            break;
        case MP_QSTR___globals__:
            dest[0] = MP_OBJ_FROM_PTR(self->context->module.globals);
            break;
        case MP_QSTR___defaults__:
            dest[0] = defaults_of(self);
            break;
        case MP_QSTR___kwdefaults__:
            dest[0] = keyword_defaults_of(self);
            break;
        case MP_QSTR___code__:
            dest[0] = code_of(self);
            break;
        case MP_QSTR___annotations__:
            dest[0] = mp_obj_new_dict(0);
            mp_obj_dict_store(own_dict(self), MP_OBJ_NEW_QSTR(attr), dest[0]);
            break;
        default:
            break; // there is none
    }
}

static bool is_fixed(qstr attr) {
    return attr == MP_QSTR___globals__ || attr == MP_QSTR___defaults__ || attr == MP_QSTR___kwdefaults__ || attr == MP_QSTR___code__ || attr == MP_QSTR___dict__;
}

void mph_function_attr(mp_obj_t self_in, qstr attr, mp_obj_t *dest) {
    mp_obj_fun_bc_t *self = MP_OBJ_TO_PTR(self_in);
    if (dest[0] == MP_OBJ_NULL) {
        load(self, attr, dest);
    } else if (is_fixed(attr)) {
        return; // cannot be set
    } else if (dest[1] != MP_OBJ_NULL) {
        mp_obj_dict_store(own_dict(self), MP_OBJ_NEW_QSTR(attr), dest[1]);
        dest[0] = MP_OBJ_NULL;
    } else {
        mp_map_t *attributes = attributes_of(self);
        if (attributes != NULL && mp_map_lookup(attributes, MP_OBJ_NEW_QSTR(attr), MP_MAP_LOOKUP_REMOVE_IF_FOUND) != NULL) {
            dest[0] = MP_OBJ_NULL;
        }
    }
}

// ---- functions in C ----

// The name under which a function is in a table; MP_QSTRnull if it is not.
static qstr name_in(const mp_map_t *map, mp_obj_t function) {
    for (size_t i = 0; i < map->alloc; i++) {
        if (!mp_map_slot_is_filled(map, i)) {
            continue;
        }
        mp_obj_t value = map->table[i].value;
        if (mp_obj_is_type(value, &mp_type_classmethod) || mp_obj_is_type(value, &mp_type_staticmethod)) {
            value = ((mp_obj_static_class_method_t *)MP_OBJ_TO_PTR(value))->fun;
        }
        if (value == function && mp_obj_is_qstr(map->table[i].key)) {
            return MP_OBJ_QSTR_VALUE(map->table[i].key);
        }
    }
    return MP_QSTRnull;
}

// The same, in the types that a table has.
static qstr name_in_types(const mp_map_t *map, mp_obj_t function) {
    qstr name = MP_QSTRnull;
    for (size_t i = 0; i < map->alloc && name == MP_QSTRnull; i++) {
        if (mp_map_slot_is_filled(map, i) && mp_obj_is_type(map->table[i].value, &mp_type_type)) {
            const mp_obj_type_t *type = MP_OBJ_TO_PTR(map->table[i].value);
            if (mp_obj_is_native_type(type) && MP_OBJ_TYPE_HAS_SLOT(type, locals_dict)) {
                name = name_in(&MP_OBJ_TYPE_GET_SLOT(type, locals_dict)->map, function);
            }
        }
    }
    return name;
}

static qstr name_of_builtin(mp_obj_t function) {
    const mp_map_t *builtins = &mp_module_builtins_globals.map;
    qstr name = name_in(builtins, function);
    name = name != MP_QSTRnull ? name : name_in_types(builtins, function);
    const mp_map_t *const modules[] = { &mp_builtin_module_map, &mp_builtin_extensible_module_map };
    for (size_t m = 0; m < MP_ARRAY_SIZE(modules); m++) {
        for (size_t i = 0; i < modules[m]->alloc && name == MP_QSTRnull; i++) {
            const mp_map_t *globals = &mp_obj_module_get_globals(modules[m]->table[i].value)->map;
            name = name_in(globals, function);
            name = name != MP_QSTRnull ? name : name_in_types(globals, function);
        }
    }
    return name != MP_QSTRnull ? name : MP_QSTR_function;
}

void mph_builtin_function_attr(mp_obj_t function, qstr attr, mp_obj_t *dest) {
    if (dest[0] != MP_OBJ_NULL) {
        return; // cannot be set
    }
    if (attr == MP_QSTR___name__ || attr == MP_QSTR___qualname__) {
        dest[0] = MP_OBJ_NEW_QSTR(name_of_builtin(function));
    } else if (attr == MP_QSTR___doc__ || attr == MP_QSTR___module__) {
        dest[0] = mp_const_none;
    }
}

void mph_builtin_function_print(const mp_print_t *print, mp_obj_t function, mp_print_kind_t kind) {
    (void)kind;
    mp_printf(print, "<built-in function %q>", name_of_builtin(function));
}

// ---- methods ----

void mph_method_attr(mp_obj_t self, mp_obj_t function, qstr attr, mp_obj_t *dest) {
    if (dest[0] != MP_OBJ_NULL) {
        return; // cannot be set
    }
    if (attr == MP_QSTR___self__) {
        dest[0] = self;
    } else if (attr == MP_QSTR___func__) {
        dest[0] = function;
    } else if (attr != MP_QSTR___dict__ && attr != MP_QSTR___get__ && attr != MP_QSTR___set__ && attr != MP_QSTR___delete__ && attr != MP_QSTR___set_name__) {
        mp_load_method_maybe(function, attr, dest);
    }
}
