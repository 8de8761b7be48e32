// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Dicts: objdict.c has them, dictops.c what they are to operators, dictview.c what
// their keys(), values() and items() give, and what goes over them.

#ifndef MPH_DICT_H
#define MPH_DICT_H

#include "py/obj.h"

// The map of a dict.
static inline mp_map_t *mph_dict_map(mp_obj_t dict) {
    return &((mp_obj_dict_t *)MP_OBJ_TO_PTR(dict))->map;
}

// The same, where it is to be changed.
mp_map_t *mph_dict_map_to_change(mp_obj_t dict);

// The value of a key, or MP_OBJ_NULL.
mp_obj_t mph_dict_look_up(mp_obj_t dict, mp_obj_t key);

// Likewise for an instance of a class derived from dict, whose class may say by
// __missing__ what is there for a key that is not; else raises KeyError.
mp_obj_t mph_dict_get_of(mp_obj_t instance, mp_obj_t dict, mp_obj_t key);

// What the types are made of.
mp_obj_t mph_dict_unary_op(mp_unary_op_t op, mp_obj_t dict);
mp_obj_t mph_dict_binary_op(mp_binary_op_t op, mp_obj_t left, mp_obj_t right);
void mph_dict_print(const mp_print_t *print, mp_obj_t dict, mp_print_kind_t kind);

// What goes over the keys of a dict.
mp_obj_t mph_dict_getiter(mp_obj_t dict, mp_obj_iter_buf_t *buffer);

// Methods of every dict.
MP_DECLARE_CONST_FUN_OBJ_1(mph_dict_items_obj);
MP_DECLARE_CONST_FUN_OBJ_1(mph_dict_keys_obj);
MP_DECLARE_CONST_FUN_OBJ_1(mph_dict_values_obj);
MP_DECLARE_CONST_FUN_OBJ_1(mph_dict_reversed_obj);

// Adds what a dict can be made of or updated with: a dict, an object with
// keys(), or pairs.
void mph_dict_update(mp_obj_t dict, mp_obj_t from);

#endif // MPH_DICT_H
