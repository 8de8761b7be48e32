// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The class statement: its keywords, a metaclass of its own or of a base,
// __prepare__, and bases that stand for others (__mro_entries__). The linker leads
// the interpreter here (`--wrap`).

#include <string.h>

#include "py/builtin.h"
#include "py/objtype.h"
#include "py/runtime.h"

#include "port/classes.h"

static mp_obj_t resolve_bases(size_t count, const mp_obj_t *bases) {
    mp_obj_t given = mp_obj_new_tuple(count, bases);
    mp_obj_t resolved = MP_OBJ_NULL;
    for (size_t i = 0; i < count; i++) {
        mp_obj_t dest[3];
        bool stands_for_others = false;
        if (!mph_is_class(bases[i])) {
            mp_load_method_maybe(bases[i], MP_QSTR___mro_entries__, dest);
            stands_for_others = dest[0] != MP_OBJ_NULL;
        }
        if (stands_for_others && resolved == MP_OBJ_NULL) {
            resolved = mp_obj_new_list(i, (mp_obj_t *)bases);
        }
        if (stands_for_others) {
            dest[2] = given;
            mp_obj_t entries = mp_call_method_n_kw(1, 0, dest);
            size_t n_entries;
            mp_obj_t *items;
            mp_obj_get_array(entries, &n_entries, &items);
            for (size_t j = 0; j < n_entries; j++) {
                mp_obj_list_append(resolved, items[j]);
            }
        } else if (resolved != MP_OBJ_NULL) {
            mp_obj_list_append(resolved, bases[i]);
        }
    }
    if (resolved == MP_OBJ_NULL) {
        return given;
    }
    size_t n_items;
    mp_obj_t *items;
    mp_obj_list_get(resolved, &n_items, &items);
    return mp_obj_new_tuple(n_items, items);
}

static mp_obj_t new_namespace(mp_obj_t meta, mp_obj_t name, mp_obj_t bases, size_t n_keywords, const mp_obj_t *keywords) {
    if (meta == MP_OBJ_FROM_PTR(&mp_type_type)) {
        return mp_obj_new_dict(0);
    }
    mp_obj_t dest[2];
    mp_load_method_maybe(meta, MP_QSTR___prepare__, dest);
    if (dest[0] == MP_OBJ_NULL) {
        mp_obj_dict_t *dict = MP_OBJ_TO_PTR(mp_obj_new_dict(0));
        dict->map.is_ordered = 1; // enumerations ask for the order
        return MP_OBJ_FROM_PTR(dict);
    }
    mp_obj_t *args = m_new(mp_obj_t, 2 + 2 * n_keywords);
    args[0] = name;
    args[1] = bases;
    memcpy(args + 2, keywords, 2 * n_keywords * sizeof(mp_obj_t));
    mp_obj_t namespace = mp_call_method_self_n_kw(dest[0], dest[1], 2, n_keywords, args);
    if (!mp_obj_is_dict_or_ordereddict(namespace)) {
        mp_raise_msg_varg(&mp_type_TypeError, MP_ERROR_TEXT("__prepare__() must return a dict, not %s"), mp_obj_get_type_str(namespace));
    }
    return namespace;
}

static mp_obj_t run_body(mp_obj_t body, mp_obj_t namespace) {
    nlr_jump_callback_node_globals_locals_t restore;
    restore.globals = mp_globals_get();
    restore.locals = mp_locals_get();
    mp_locals_set(MP_OBJ_TO_PTR(namespace));
    nlr_push_jump_callback(&restore.callback, mp_globals_locals_set_from_nlr_jump_callback);
    mp_obj_t cell = mp_call_function_0(body);
    nlr_pop_jump_callback(true);
    return cell;
}

// The arguments: the function that is the body, the name, the bases.
static mp_obj_t build_class(size_t n_args, const mp_obj_t *args, mp_map_t *keywords) {
    mp_obj_t bases = resolve_bases(n_args - 2, args + 2);
    mp_obj_t meta = MP_OBJ_FROM_PTR(&mp_type_type);
    size_t n_keywords = 0;
    mp_obj_t *others = NULL;
    if (keywords->used != 0) {
        others = m_new(mp_obj_t, 2 * keywords->used);
        for (size_t i = 0; i < keywords->used; i++) {
            if (args[n_args + 2 * i] == MP_OBJ_NEW_QSTR(MP_QSTR_metaclass)) {
                meta = args[n_args + 2 * i + 1];
            } else {
                others[2 * n_keywords] = args[n_args + 2 * i];
                others[2 * n_keywords + 1] = args[n_args + 2 * i + 1];
                n_keywords += 1;
            }
        }
    }
    bool is_type = mph_is_class(meta) && mph_derives_from_type(MP_OBJ_TO_PTR(meta));
    if (is_type) {
        meta = MP_OBJ_FROM_PTR(mph_metaclass_for(MP_OBJ_TO_PTR(meta), bases));
    }

    mp_obj_t namespace = new_namespace(meta, args[1], bases, n_keywords, others);
    mp_obj_t cell = run_body(args[0], namespace);

    mp_obj_t class;
    if (meta == MP_OBJ_FROM_PTR(&mp_type_type)) {
        class = mph_new_class(&mp_type_type, mp_obj_str_get_qstr(args[1]), bases, namespace, n_keywords, others);
    } else {
        mp_obj_t *meta_args = m_new(mp_obj_t, 3 + 2 * n_keywords);
        meta_args[0] = args[1];
        meta_args[1] = bases;
        meta_args[2] = namespace;
        memcpy(meta_args + 3, others, 2 * n_keywords * sizeof(mp_obj_t));
        class = mp_call_function_n_kw(meta, 3, n_keywords, meta_args);
    }
    // The body gives the cell that its methods have __class__ in; what a program
    // calls this with may give anything.
    if (cell != mp_const_none && mp_obj_get_type(cell) == mp_obj_get_type(mp_obj_new_cell(class))) {
        mp_obj_cell_set(cell, class);
    }
    return class;
}
static MP_DEFINE_CONST_FUN_OBJ_KW(build_class_obj, 2, build_class);

// What programs call by the name; modbuiltins.c has it in the table.
mp_obj_t mp_builtin___build_class__(size_t n_args, const mp_obj_t *args);
mp_obj_t mp_builtin___build_class__(size_t n_args, const mp_obj_t *args) {
    return build_class(n_args, args, (mp_map_t *)&mp_const_empty_map);
}

mp_obj_t __wrap_mp_load_build_class(void);
mp_obj_t __wrap_mp_load_build_class(void) {
    #if MICROPY_CAN_OVERRIDE_BUILTINS
    if (MP_STATE_VM(mp_module_builtins_override_dict) != NULL) {
        mp_map_elem_t *elem = mp_map_lookup(&MP_STATE_VM(mp_module_builtins_override_dict)->map, MP_OBJ_NEW_QSTR(MP_QSTR___build_class__), MP_MAP_LOOKUP);
        if (elem != NULL) {
            return elem->value;
        }
    }
    #endif
    return MP_OBJ_FROM_PTR(&build_class_obj);
}
