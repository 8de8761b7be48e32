// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What is wrong with the arguments of a call, for upstream's py/bc.c to raise.

#ifndef MPH_ARGERRORS_H
#define MPH_ARGERRORS_H

#include "py/bc.h"
#include "py/objfun.h"

MP_NORETURN void mph_raise_too_many(const mp_obj_fun_bc_t *function, size_t given);

// `last` is where the first argument lies, those after it below; the first `given`
// of them are there in any case.
MP_NORETURN void mph_raise_missing(const mp_obj_fun_bc_t *function, const mp_obj_t *last, size_t given);
MP_NORETURN void mph_raise_missing_keywords(const mp_obj_fun_bc_t *function, const mp_obj_t *last);
MP_NORETURN void mph_raise_unexpected(const mp_obj_fun_bc_t *function, qstr name);
MP_NORETURN void mph_raise_multiple(const mp_obj_fun_bc_t *function, qstr name);

#endif // MPH_ARGERRORS_H
