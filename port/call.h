// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// A call from one Python function to another, by which an exception comes back
// like a value: to throw it in each frame that it passes costs the engine a
// walk over the native stack each time. objfun.c has the one side, vm.c the
// other.

#ifndef MPH_CALL_H
#define MPH_CALL_H

#include "py/obj.h"

// Added to the number of keyword arguments of a call of an mp_type_fun_bc: it
// gives MP_OBJ_NULL for an exception, and leaves that in mph_raised.
#define MPH_RETURN_EXCEPTION ((size_t)1 << 31)

// Not a root: to be taken at once.
extern mp_obj_t mph_raised;

#endif // MPH_CALL_H
