// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What the instruction MP_BC_SYNTAX does (patches/06-syntax.patch): the compiler
// writes it where upstream's instructions lack something. matching.c has what it
// does for patterns.

#include "py/bc0.h"
#include "py/runtime.h"

#include "port/list.h"
#include "port/matching.h"
#include "port/syntax.h"

// ---- displays ----

void mph_update_from_mapping(mp_obj_t dict, mp_obj_t mapping) {
    if (mp_obj_is_exact_type(mapping, &mp_type_dict)) {
        mp_map_t *map = mp_obj_dict_get_map(mapping);
        for (size_t i = 0; i < map->alloc; i++) {
            if (mp_map_slot_is_filled(map, i)) {
                mp_obj_dict_store(dict, map->table[i].key, map->table[i].value);
            }
        }
        return;
    }
    mp_obj_t keys[2];
    mp_load_method_maybe(mapping, MP_QSTR_keys, keys);
    if (keys[0] == MP_OBJ_NULL) {
        mp_raise_msg_varg(&mp_type_TypeError, MP_ERROR_TEXT("'%s' object is not a mapping"), mp_obj_get_type_str(mapping));
    }
    mp_obj_iter_buf_t buffer;
    mp_obj_t iterator = mp_getiter(mp_call_method_n_kw(0, 0, keys), &buffer);
    mp_obj_t key;
    while ((key = mp_iternext(iterator)) != MP_OBJ_STOP_ITERATION) {
        mp_obj_dict_store(dict, key, mp_obj_subscr(mapping, key, MP_OBJ_SENTINEL));
    }
}

// ---- annotations ----

static void annotate(mp_obj_t name, mp_obj_t annotation) {
    mp_obj_t namespace = MP_OBJ_FROM_PTR(mp_locals_get());
    mp_map_t *names = mp_obj_dict_get_map(namespace);
    mp_obj_t key = MP_OBJ_NEW_QSTR(MP_QSTR___annotations__);
    mp_map_elem_t *found = mp_map_lookup(names, key, MP_MAP_LOOKUP);
    mp_obj_t annotations = found == NULL ? MP_OBJ_NULL : found->value;
    if (annotations == MP_OBJ_NULL) {
        annotations = mp_obj_new_dict(0);
        mp_obj_dict_store(namespace, key, annotations);
    }
    mp_obj_subscr(annotations, name, annotation);
}

static mp_obj_t with_annotations(mp_obj_t function, mp_obj_t annotations) {
    mp_obj_t dest[2] = { MP_OBJ_SENTINEL, annotations };
    mp_obj_type_t const *type = mp_obj_get_type(function);
    if (MP_OBJ_TYPE_HAS_SLOT(type, attr)) {
        MP_OBJ_TYPE_GET_SLOT(type, attr)(function, MP_QSTR___annotations__, dest);
    }
    return function;
}

// ---- the instruction ----

mp_obj_t *mph_syntax(mp_obj_t *sp, mp_uint_t what) {
    mp_uint_t takes = what >> MP_SYNTAX_KIND_BITS;
    size_t n;
    mp_obj_t *items;
    switch ((mp_syntax_t)(what & ((1 << MP_SYNTAX_KIND_BITS) - 1))) {
        case MP_SYNTAX_LIST_APPEND:
            mp_obj_list_append(sp[-1], sp[0]);
            return sp - 1;
        case MP_SYNTAX_LIST_EXTEND:
            mph_list_extend(sp[-1], sp[0]);
            return sp - 1;
        case MP_SYNTAX_LIST_TO_TUPLE:
            mp_obj_list_get(sp[0], &n, &items);
            sp[0] = mp_obj_new_tuple(n, items);
            return sp;
        case MP_SYNTAX_LIST_TO_SET:
            mp_obj_list_get(sp[0], &n, &items);
            sp[0] = mp_obj_new_set(n, items);
            return sp;
        case MP_SYNTAX_MAP_UPDATE:
            mph_update_from_mapping(sp[-1], sp[0]);
            return sp - 1;
        case MP_SYNTAX_ANNOTATE:
            annotate(sp[0], sp[-1]);
            return sp - 2;
        case MP_SYNTAX_ANNOTATE_FUNCTION:
            sp[-1] = with_annotations(sp[-1], sp[0]);
            return sp - 1;
        case MP_SYNTAX_MATCH_SEQUENCE:
            return mph_match_sequence(sp, takes);
        case MP_SYNTAX_MATCH_MAPPING:
            return mph_match_mapping(sp, takes);
        case MP_SYNTAX_MATCH_CLASS:
            return mph_match_class(sp, takes);
        case MP_SYNTAX_MATCH_ITEM:
        default:
            mp_obj_tuple_get(sp[0], &n, &items);
            sp[1] = items[takes];
            return sp + 1;
    }
}
