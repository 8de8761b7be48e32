// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Built-in functions of objects, their attributes and names.

#include "py/builtin.h"
#include "py/objlist.h"
#include "py/objtype.h"
#include "py/runtime.h"

#include "port/builtins.h"
#include "port/map.h"
#include "port/raise.h"

static qstr name_of(mp_obj_t name) {
    if (!mp_obj_is_str(name)) {
        mph_raise(&mp_type_TypeError, "attribute name must be string, not '%t'", name);
    }
    return mp_obj_str_get_qstr(name);
}

// ---- attributes ----

static mp_obj_t builtin_getattr(size_t n_args, const mp_obj_t *args) {
    qstr name = name_of(args[1]);
    mp_obj_t found[2];
    if (n_args > 2) {
        mp_load_method_protected(args[0], name, found, false);
        if (found[0] == MP_OBJ_NULL) {
            return args[2];
        }
    } else {
        mp_load_method(args[0], name, found);
    }
    return found[1] == MP_OBJ_NULL ? found[0] : mp_obj_new_bound_meth(found[0], found[1]);
}
MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(mp_builtin_getattr_obj, 2, 3, builtin_getattr);

static mp_obj_t builtin_setattr(mp_obj_t object, mp_obj_t name, mp_obj_t value) {
    mp_store_attr(object, name_of(name), value);
    return mp_const_none;
}
MP_DEFINE_CONST_FUN_OBJ_3(mp_builtin_setattr_obj, builtin_setattr);

static mp_obj_t builtin_delattr(mp_obj_t object, mp_obj_t name) {
    mp_store_attr(object, name_of(name), MP_OBJ_NULL);
    return mp_const_none;
}
MP_DEFINE_CONST_FUN_OBJ_2(mp_builtin_delattr_obj, builtin_delattr);

static mp_obj_t builtin_hasattr(mp_obj_t object, mp_obj_t name) {
    mp_obj_t found[2];
    mp_load_method_protected(object, name_of(name), found, false);
    return mp_obj_new_bool(found[0] != MP_OBJ_NULL);
}
MP_DEFINE_CONST_FUN_OBJ_2(mp_builtin_hasattr_obj, builtin_hasattr);

// ---- names ----

static mp_obj_t builtin_globals(void) {
    return MP_OBJ_FROM_PTR(mp_globals_get());
}
MP_DEFINE_CONST_FUN_OBJ_0(mp_builtin_globals_obj, builtin_globals);

static mp_obj_t builtin_locals(void) {
    return MP_OBJ_FROM_PTR(mp_locals_get());
}
MP_DEFINE_CONST_FUN_OBJ_0(mp_builtin_locals_obj, builtin_locals);

static mp_obj_t builtin_vars(size_t n_args, const mp_obj_t *args) {
    if (n_args == 0) {
        return builtin_locals();
    }
    mp_obj_t found[2];
    mp_load_method_maybe(args[0], MP_QSTR___dict__, found);
    if (found[0] == MP_OBJ_NULL) {
        mp_raise_TypeError(MP_ERROR_TEXT("vars() argument must have __dict__ attribute"));
    }
    return found[0];
}
MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(mph_builtin_vars_obj, 0, 1, builtin_vars);

static void add_keys(mp_obj_t names, const mp_map_t *map) {
    for (size_t i = 0; i < map->alloc; i++) {
        if (mp_map_slot_is_filled(map, i)) {
            mp_obj_dict_store(names, map->table[i].key, mp_const_none);
        }
    }
}

static void add_names_of_type(mp_obj_t names, const mp_obj_type_t *type) {
    if (MP_OBJ_TYPE_HAS_SLOT(type, locals_dict)) {
        add_keys(names, &MP_OBJ_TYPE_GET_SLOT(type, locals_dict)->map);
    }
    if (!MP_OBJ_TYPE_HAS_SLOT(type, parent)) {
        return;
    }
    const void *parent = MP_OBJ_TYPE_GET_SLOT(type, parent);
    if (((const mp_obj_base_t *)parent)->type == &mp_type_tuple) {
        const mp_obj_tuple_t *parents = parent;
        for (size_t i = 0; i < parents->len; i++) {
            add_names_of_type(names, MP_OBJ_TO_PTR(parents->items[i]));
        }
    } else {
        add_names_of_type(names, parent);
    }
}

static mp_obj_t builtin_dir(size_t n_args, const mp_obj_t *args) {
    mp_obj_t names = mp_obj_new_dict(0);
    if (n_args == 0) {
        add_keys(names, &mp_locals_get()->map);
    } else {
        mp_obj_t method[2];
        method[0] = MP_OBJ_NULL;
        if (!mp_obj_is_type(args[0], &mp_type_type)) {
            mp_load_method_maybe(args[0], MP_QSTR___dir__, method);
        }
        if (method[0] != MP_OBJ_NULL) {
            names = mp_call_method_n_kw(0, 0, method);
        } else if (mp_obj_is_type(args[0], &mp_type_module)) {
            add_keys(names, &mp_obj_module_get_globals(args[0])->map);
        } else if (mp_obj_is_type(args[0], &mp_type_type)) {
            add_names_of_type(names, MP_OBJ_TO_PTR(args[0]));
        } else {
            const mp_obj_type_t *type = mp_obj_get_type(args[0]);
            if (mp_obj_is_instance_type(type)) {
                add_keys(names, mph_map_in_use(&((mp_obj_instance_t *)MP_OBJ_TO_PTR(args[0]))->members));
            }
            add_names_of_type(names, type);
        }
    }
    mp_obj_t list = mp_obj_list_make_new(&mp_type_list, 1, 0, &names);
    mp_obj_list_sort(1, &list, (mp_map_t *)&mp_const_empty_map);
    return list;
}
MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(mp_builtin_dir_obj, 0, 1, builtin_dir);

static mp_obj_t builtin_callable(mp_obj_t object) {
    return mp_obj_new_bool(mp_obj_is_callable(object));
}
MP_DEFINE_CONST_FUN_OBJ_1(mp_builtin_callable_obj, builtin_callable);

MP_DEFINE_CONST_FUN_OBJ_1(mp_builtin_id_obj, mp_obj_id);

// ---- classes ----

// The function that is the body of a class, its name, and its bases.
static mp_obj_t builtin_build_class(size_t n_args, const mp_obj_t *args) {
    mp_obj_dict_t *outer_locals = mp_locals_get();
    mp_obj_t members = mp_obj_new_dict(0);
    mp_locals_set(MP_OBJ_TO_PTR(members));
    mp_obj_t cell = mp_call_function_0(args[0]);
    mp_locals_set(outer_locals);

    mp_obj_t meta = n_args == 2 ? MP_OBJ_FROM_PTR(&mp_type_type) : MP_OBJ_FROM_PTR(mp_obj_get_type(args[2]));
    mp_obj_t meta_args[] = { args[1], mp_obj_new_tuple(n_args - 2, args + 2), members };
    mp_obj_t class = mp_call_function_n_kw(meta, 3, 0, meta_args);
    if (cell != mp_const_none) {
        mp_obj_cell_set(cell, class); // what super() looks for
    }
    return class;
}
MP_DEFINE_CONST_FUN_OBJ_VAR(mp_builtin___build_class___obj, 2, builtin_build_class);

// ---- asynchronous iteration ----

static mp_obj_t of_asyncgen(qstr name, size_t n_args, const mp_obj_t *args) {
    mp_obj_t module = mp_import_name(MP_QSTR__asyncgen, mp_const_none, MP_OBJ_NEW_SMALL_INT(0));
    return mp_call_function_n_kw(mp_load_attr(module, name), n_args, 0, args);
}

static mp_obj_t builtin_aiter(mp_obj_t iterable) {
    return of_asyncgen(MP_QSTR_aiter, 1, &iterable);
}
MP_DEFINE_CONST_FUN_OBJ_1(mph_builtin_aiter_obj, builtin_aiter);

static mp_obj_t builtin_anext(size_t n_args, const mp_obj_t *args) {
    return of_asyncgen(MP_QSTR_anext, n_args, args);
}
MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(mph_builtin_anext_obj, 1, 2, builtin_anext);
