// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// A call from one Python function to another, by which an exception comes back
// like a value: to throw it in each frame that it passes costs the engine a
// walk over the native stack each time. objfun.c has the one side, vm.c the
// other.

#ifndef MPH_CALL_H
#define MPH_CALL_H

#include "py/cstack.h"
#include "py/obj.h"
#include "py/runtime.h"

// Added to the number of keyword arguments of a call of an mp_type_fun_bc: it
// gives MP_OBJ_NULL for an exception, and leaves that in mph_raised.
#define MPH_RETURN_EXCEPTION ((size_t)1 << 31)

// Not a root: to be taken at once.
extern mp_obj_t mph_raised;

// How many more calls of Python code may nest: see mph_control.recursion_depth.
// Counted in vm.c, and looked at where a call begins.
extern uint32_t mph_calls_left;

static inline void mph_check_call(void) {
    mp_cstack_check();
    if (mph_calls_left == 0) {
        mp_raise_recursion_depth();
    }
}

#endif // MPH_CALL_H
