// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Built-in functions that upstream does not have, or has with fewer arguments.

#ifndef MPH_BUILTINS_H
#define MPH_BUILTINS_H

#include "py/obj.h"

MP_DECLARE_CONST_FUN_OBJ_1(mph_builtin_aiter_obj);
MP_DECLARE_CONST_FUN_OBJ_VAR_BETWEEN(mph_builtin_anext_obj);
MP_DECLARE_CONST_FUN_OBJ_1(mph_builtin_ascii_obj);
MP_DECLARE_CONST_FUN_OBJ_VAR_BETWEEN(mph_builtin_format_obj);
MP_DECLARE_CONST_FUN_OBJ_VAR_BETWEEN(mph_builtin_iter_obj);
MP_DECLARE_CONST_FUN_OBJ_VAR_BETWEEN(mph_builtin_vars_obj);

// An int: a value itself, or what its __index__ gives; or raises TypeError.
mp_obj_t mph_get_integer(mp_obj_t value);

// zip(strict=True): whether the keywords say so; and, when the iterator of a number has
// ended, that all others have.
bool mph_zip_is_strict(size_t n_keywords, const mp_obj_t *keywords);
void mph_zip_check_ends(size_t count, const mp_obj_t *iterators, size_t ended);

// Raises TypeError for what reversed() does not take.
void mph_check_reversible(mp_obj_t object);

// What print() prints to.
mp_obj_t mph_stdout(void);

#endif // MPH_BUILTINS_H
