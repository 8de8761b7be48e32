// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What bytearrays and arrays have beyond upstream's: see bytearray.c and arraymethods.c.

#ifndef MPH_BYTEARRAY_H
#define MPH_BYTEARRAY_H

#include "py/objarray.h"
#include "py/obj.h"
#include "py/runtime0.h"

// Does what upstream's array_subscr does not, or gives MP_OBJ_NULL.
mp_obj_t mph_array_subscr(mp_obj_t self, mp_obj_t index, mp_obj_t value);

// What upstream's functions of these names do, without what a program could do to
// the array meanwhile; and whether an array can be extended by an operand of `+`.
mp_obj_t mph_bytearray_new(size_t n_args, size_t n_kw, const mp_obj_t *args);
void mph_array_append(mp_obj_array_t *array, mp_obj_t value);
bool mph_array_contains(const mp_obj_array_t *array, mp_obj_t value);
bool mph_array_takes(const mp_obj_array_t *array, mp_obj_t operand);

// Further attributes of a memoryview; gives whether it is one of them.
bool mph_memoryview_attr(const mp_obj_array_t *view, qstr attr, mp_obj_t *dest);

MP_DECLARE_CONST_FUN_OBJ_1(mph_array_clear_obj);
MP_DECLARE_CONST_FUN_OBJ_1(mph_array_copy_obj);
MP_DECLARE_CONST_FUN_OBJ_1(mph_array_reverse_obj);
MP_DECLARE_CONST_FUN_OBJ_1(mph_array_tolist_obj);
MP_DECLARE_CONST_FUN_OBJ_1(mph_memoryview_tobytes_obj);
MP_DECLARE_CONST_FUN_OBJ_2(mph_array_extend_obj);
MP_DECLARE_CONST_FUN_OBJ_2(mph_array_remove_obj);
MP_DECLARE_CONST_FUN_OBJ_3(mph_array_insert_obj);
MP_DECLARE_CONST_FUN_OBJ_VAR_BETWEEN(mph_array_pop_obj);

// Of arrays alone: see arraymethods.c.
void mph_array_attr(mp_obj_t self, qstr attr, mp_obj_t *dest);
mp_obj_t mph_array_binary_op(mp_binary_op_t op, mp_obj_t left, mp_obj_t right);

MP_DECLARE_CONST_FUN_OBJ_1(mph_array_byteswap_obj);
MP_DECLARE_CONST_FUN_OBJ_1(mph_array_tobytes_obj);
MP_DECLARE_CONST_FUN_OBJ_2(mph_array_count_obj);
MP_DECLARE_CONST_FUN_OBJ_2(mph_array_frombytes_obj);
MP_DECLARE_CONST_FUN_OBJ_2(mph_array_fromlist_obj);
MP_DECLARE_CONST_FUN_OBJ_VAR_BETWEEN(mph_array_index_obj);

#endif // MPH_BYTEARRAY_H
