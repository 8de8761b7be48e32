// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The types of the module collections that are written in C: see modcollections.c.

#ifndef MPH_COLLECTIONS_H
#define MPH_COLLECTIONS_H

#include "py/obj.h"

extern const mp_obj_type_t mph_type_counter;
extern const mp_obj_type_t mph_type_defaultdict;

MP_DECLARE_CONST_FUN_OBJ_KW(mph_namedtuple_obj);
bool mph_is_namedtuple_class(const mp_obj_type_t *type);
const qstr *mph_namedtuple_fields(const mp_obj_type_t *type, size_t *count); // of such a class
void mph_derive_from_namedtuple(mp_obj_t locals); // of the class that is being made

// Kinds of dict whose constructor takes other arguments than dict's. Whether an
// object is a dict, upstream tells by the constructor, so these have the same one;
// a call of the class comes here.
#define MPH_TYPE_FLAG_OWN_CONSTRUCTOR (0x4000)
mp_obj_t mph_dict_kind_make_new(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args);

mp_obj_t mph_counter_make_new(size_t n_args, size_t n_kw, const mp_obj_t *args);

// An operation of plain dicts on one of another kind.
mp_obj_t mph_plain_dict_binary_op(mp_binary_op_t op, mp_obj_t left, mp_obj_t right);
void mph_plain_dict_method(mp_obj_t self, qstr attr, mp_obj_t *dest);
void mph_print_plain_dict(const mp_print_t *print, mp_obj_t dict);

// Helpers: list(iterable), repr(object).
mp_obj_t mph_list_of(mp_obj_t iterable);
mp_obj_t mph_repr(mp_obj_t object);

#endif // MPH_COLLECTIONS_H
