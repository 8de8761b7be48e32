// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What the frozen modules types, typing and collections.abc ask of C.

#include <string.h>

#include "py/builtin.h"
#include "py/objtype.h"
#include "py/runtime.h"

#include "port/classes.h"

static bool is_iterator(const mp_obj_type_t *type) {
    return (type->flags & (MP_TYPE_FLAG_ITER_IS_ITERNEXT | MP_TYPE_FLAG_ITER_IS_CUSTOM)) != 0;
}

// Whether objects of a built-in type can do what a method does that upstream's
// types do not have under a name. Classes made in Python have it if they define
// it, or if a built-in type that they derive from can do it.
static mp_obj_t has_method(mp_obj_t class, mp_obj_t name) {
    if (!mph_is_class(class)) {
        mp_raise_TypeError(MP_ERROR_TEXT("a class is needed"));
    }
    qstr method = mp_obj_str_get_qstr(name);
    mp_obj_t mro = mph_mro(class);
    size_t count;
    mp_obj_t *items;
    mp_obj_tuple_get(mro, &count, &items);
    for (size_t i = 0; i < count; i++) {
        const mp_obj_type_t *type = MP_OBJ_TO_PTR(items[i]);
        mp_map_elem_t *own = mph_find_own(type, method);
        if (own != NULL) {
            return mp_obj_new_bool(own->value != mp_const_none);
        }
        bool has = false;
        if (mp_obj_is_native_type(type) && (type != &mp_type_type || method == MP_QSTR___call__)) {
            switch (method) {
                case MP_QSTR___iter__:
                    has = MP_OBJ_TYPE_HAS_SLOT(type, iter) || is_iterator(type);
                    break;
                case MP_QSTR___next__:
                    has = is_iterator(type);
                    break;
                case MP_QSTR___call__:
                    has = MP_OBJ_TYPE_HAS_SLOT(type, call);
                    break;
                case MP_QSTR___getitem__:
                    has = MP_OBJ_TYPE_HAS_SLOT(type, subscr);
                    break;
            }
        }
        if (has) {
            return mp_const_true;
        }
    }
    return mp_const_false;
}
static MP_DEFINE_CONST_FUN_OBJ_2(has_method_obj, has_method);

static const mp_rom_map_elem_t types_globals_table[] = {
    { MP_ROM_QSTR(MP_QSTR___name__), MP_ROM_QSTR(MP_QSTR__types) },
    { MP_ROM_QSTR(MP_QSTR_GenericAlias), MP_ROM_PTR(&mph_type_generic_alias) },
    { MP_ROM_QSTR(MP_QSTR_UnionType), MP_ROM_PTR(&mph_type_union) },
    { MP_ROM_QSTR(MP_QSTR_has_method), MP_ROM_PTR(&has_method_obj) },
};
static MP_DEFINE_CONST_DICT(types_globals, types_globals_table);

const mp_obj_module_t mph_module_types = {
    .base = { &mp_type_module },
    .globals = (mp_obj_dict_t *)&types_globals,
};
MP_REGISTER_MODULE(MP_QSTR__types, mph_module_types);
