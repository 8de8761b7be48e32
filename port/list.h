// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What the files that make up the type list know of each other: objlist.c has it,
// listops.c what it is to operators, listslice.c its slices, listsort.c its sort.

#ifndef MPH_LIST_H
#define MPH_LIST_H

#include "py/objlist.h"

static inline mp_obj_list_t *mph_list_of(mp_obj_t object) {
    return MP_OBJ_TO_PTR(object);
}

// A list of so many items, for the caller to fill in.
mp_obj_list_t *mph_list_new(size_t n);

// Makes room for so many items.
void mph_list_reserve(mp_obj_list_t *list, size_t alloc);

// Forgets the items behind the first `length`, and gives back room that is far too
// large.
void mph_list_shorten(mp_obj_list_t *list, size_t length);

// Appends all items of an iterable; gives None.
mp_obj_t mph_list_extend(mp_obj_t list, mp_obj_t from);

// Where a value is, from `start` to before `stop`; SIZE_MAX when it is not there.
size_t mph_list_find(const mp_obj_list_t *list, mp_obj_t value, size_t start, size_t stop);

mp_obj_t mph_list_load_slice(const mp_obj_list_t *list, mp_obj_t slice);

// MP_OBJ_NULL as a value removes the items.
void mph_list_store_slice(mp_obj_t list, mp_obj_t slice, mp_obj_t value);

// What the type is made of.
mp_obj_t mph_list_unary_op(mp_unary_op_t op, mp_obj_t list);
mp_obj_t mph_list_binary_op(mp_binary_op_t op, mp_obj_t left, mp_obj_t right);
void mph_list_print(const mp_print_t *print, mp_obj_t list, mp_print_kind_t kind);

#endif // MPH_LIST_H
