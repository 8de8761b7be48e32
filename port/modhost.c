// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The module `host`, and what the caller of the sandbox puts into it and beside
// it: functions, constants, exceptions and whole modules. They are made before
// the first program runs, from a list that the host sends.

#include <string.h>

#include "py/builtin.h"
#include "py/frozenmod.h"
#include "py/objexcept.h"
#include "py/objlist.h"
#include "py/objmodule.h"
#include "py/objstr.h"
#include "py/runtime.h"

#include "port/host.h"
#include "port/hostcall.h"
#include "port/port.h"

MP_DEFINE_EXCEPTION(HostError, RuntimeError)

MP_REGISTER_ROOT_POINTER(mp_obj_t mph_host_functions);  // a list
MP_REGISTER_ROOT_POINTER(mp_obj_t mph_host_exceptions); // a dict of types, by their paths

static mp_map_elem_t *look_up(const mp_map_t *map, qstr name) {
    return mp_map_lookup((mp_map_t *)map, MP_OBJ_NEW_QSTR(name), MP_MAP_LOOKUP);
}

mp_obj_t mph_exception_type(mp_obj_t name) {
    mp_map_elem_t *found = mp_map_lookup(mp_obj_dict_get_map(MP_STATE_VM(mph_host_exceptions)), name, MP_MAP_LOOKUP);
    if (found == NULL) {
        found = look_up(&mp_module_builtins_globals.map, mp_obj_str_get_qstr(name));
    }
    // Not one that programs do not catch: these end a run, and only limits do.
    if (found == NULL || !mp_obj_is_exception_type(found->value)
        || !mp_obj_is_subclass_fast(found->value, MP_OBJ_FROM_PTR(&mp_type_Exception))) {
        return MP_OBJ_NULL;
    }
    return found->value;
}

// ---- the module ----

// Lists what there is: a list of (signature, doc).
static mp_obj_t host_functions(void) {
    size_t count;
    mp_obj_t *functions;
    mp_obj_list_get(MP_STATE_VM(mph_host_functions), &count, &functions);
    mp_obj_t list = mp_obj_new_list(0, NULL);
    for (size_t i = 0; i < count; i++) {
        const mph_function_t *function = MP_OBJ_TO_PTR(functions[i]);
        mp_obj_t entry[2] = { function->signature, function->doc };
        mp_obj_list_append(list, mp_obj_new_tuple(2, entry));
    }
    return list;
}
static MP_DEFINE_CONST_FUN_OBJ_0(host_functions_obj, host_functions);

void mph_host_module_init(void) {
    MP_STATE_VM(mph_host_functions) = mp_obj_new_list(0, NULL);
    MP_STATE_VM(mph_host_exceptions) = mp_obj_new_dict(0);
    mp_obj_dict_store(MP_STATE_VM(mph_host_exceptions), MP_OBJ_NEW_QSTR(MP_QSTR_HostError), MP_OBJ_FROM_PTR(&mp_type_HostError));
    mp_obj_t module = mp_obj_new_module(MP_QSTR_host);
    mp_store_attr(module, MP_QSTR_functions, MP_OBJ_FROM_PTR(&host_functions_obj));
    mp_store_attr(module, MP_QSTR_HostError, MP_OBJ_FROM_PTR(&mp_type_HostError));
}

// ---- what the caller puts in ----

static MP_NORETURN void taken(const char *what, qstr name) {
    mp_raise_msg_varg(&mp_type_ValueError, MP_ERROR_TEXT("the interpreter has a %s named '%q' already"), what, name);
}

static bool is_frozen(qstr name) {
    vstr_t path;
    vstr_init(&path, 32);
    vstr_add_str(&path, qstr_str(name));
    bool found = mp_find_frozen_module(vstr_null_terminated_str(&path), NULL, NULL) != MP_IMPORT_STAT_NO_EXIST;
    vstr_add_str(&path, ".py");
    return found || mp_find_frozen_module(vstr_null_terminated_str(&path), NULL, NULL) != MP_IMPORT_STAT_NO_EXIST;
}

// Splits a path at its last dot. Gives the module before it, which must have
// been made, or MP_OBJ_NULL without a dot.
static mp_obj_t split(mp_obj_t path, qstr *name) {
    size_t length;
    const char *text = mp_obj_str_get_data(path, &length);
    size_t dot = length;
    while (dot > 0 && text[dot - 1] != '.') {
        dot -= 1;
    }
    *name = qstr_from_strn(text + dot, length - dot);
    if (dot == 0) {
        return MP_OBJ_NULL;
    }
    qstr before = qstr_from_strn(mp_obj_str_get_str(path), dot - 1);
    mp_map_elem_t *module = look_up(&MP_STATE_VM(mp_loaded_modules_dict).map, before);
    if (module == NULL) {
        mp_raise_ValueError(MP_ERROR_TEXT("a module is missing"));
    }
    return module->value;
}

// Makes something known: in its module, or in `host` and to all programs.
static void publish(mp_obj_t path, mp_obj_t value) {
    qstr name;
    mp_obj_t module = split(path, &name);
    if (module == MP_OBJ_NULL) {
        module = mp_obj_new_module(MP_QSTR_host); // gives the one that there is
        if (look_up(&mp_obj_module_get_globals(module)->map, name) != NULL) {
            taken("member of host", name);
        }
        // The two that are not of the language, a host may have for itself.
        bool is_free = name == MP_QSTR_exit || name == MP_QSTR_quit;
        if (!is_free && look_up(&mp_module_builtins_globals.map, name) != NULL) {
            taken("builtin", name);
        }
        mp_store_attr(MP_OBJ_FROM_PTR(&mp_module_builtins), name, value);
    }
    mp_store_attr(module, name, value);
}

static void add_module(mp_obj_t path, mp_obj_t doc) {
    qstr name;
    mp_obj_t parent = split(path, &name);
    qstr full = mp_obj_str_get_qstr(path);
    if (look_up(&MP_STATE_VM(mp_loaded_modules_dict).map, full) != NULL || look_up(&mp_builtin_module_map, full) != NULL
        || look_up(&mp_builtin_extensible_module_map, full) != NULL || is_frozen(full)) {
        taken("module", full);
    }
    mp_obj_t module = mp_obj_new_module(full);
    mp_store_attr(module, MP_QSTR___doc__, doc);
    if (parent != MP_OBJ_NULL) {
        mp_store_attr(parent, name, module);
    }
}

static void add_exception(mp_obj_t path, mp_obj_t base_name, mp_obj_t doc) {
    mp_obj_t base = mph_exception_type(base_name);
    if (base == MP_OBJ_NULL) {
        mp_raise_msg_varg(&mp_type_ValueError, MP_ERROR_TEXT("there is no exception '%s' to derive from"), mp_obj_str_get_str(base_name));
    }
    qstr name;
    (void)split(path, &name);
    mp_obj_t attributes = mp_obj_new_dict(1);
    mp_obj_dict_store(attributes, MP_OBJ_NEW_QSTR(MP_QSTR___doc__), doc);
    mp_obj_t type = mp_obj_new_type(name, mp_obj_new_tuple(1, &base), attributes);
    publish(path, type);
    mp_obj_dict_store(MP_STATE_VM(mph_host_exceptions), path, type);
}

static void add_function(const mp_obj_t *items) {
    mph_function_t *function = mp_obj_malloc(mph_function_t, &mph_type_function);
    (void)split(items[1], &function->name);
    function->number = mp_obj_get_int(items[2]);
    function->names = items[3];
    function->parameters = mp_obj_get_int(items[4]);
    function->required = mp_obj_get_int(items[5]);
    function->signature = items[6];
    function->doc = items[7];
    function->awaited = mp_obj_is_true(items[8]);
    publish(items[1], MP_OBJ_FROM_PTR(function));
    mp_obj_list_append(MP_STATE_VM(mph_host_functions), MP_OBJ_FROM_PTR(function));
}

void mph_install(mp_obj_t entries) {
    size_t count;
    mp_obj_t *entry;
    mp_obj_list_get(entries, &count, &entry);
    for (size_t i = 0; i < count; i++) {
        size_t length;
        mp_obj_t *items;
        mp_obj_get_array(entry[i], &length, &items);
        switch (length == 0 ? -1 : mp_obj_get_int(items[0])) {
            case MPH_ENTRY_MODULE:
                mp_obj_get_array_fixed_n(entry[i], 3, &items);
                add_module(items[1], items[2]);
                break;
            case MPH_ENTRY_CONSTANT:
                mp_obj_get_array_fixed_n(entry[i], 3, &items);
                publish(items[1], items[2]);
                break;
            case MPH_ENTRY_EXCEPTION:
                mp_obj_get_array_fixed_n(entry[i], 4, &items);
                add_exception(items[1], items[2], items[3]);
                break;
            case MPH_ENTRY_FUNCTION:
                mp_obj_get_array_fixed_n(entry[i], 9, &items);
                add_function(items);
                break;
            default:
                mp_raise_ValueError(MP_ERROR_TEXT("an entry of no known kind"));
        }
    }
}
