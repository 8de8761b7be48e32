// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Which objects repr() is in the midst of, so that one that contains itself ends.

#ifndef MPH_REPRGUARD_H
#define MPH_REPRGUARD_H

#include <stdbool.h>

#include "py/obj.h"

// On the stack, while an object is printed.
typedef struct _mph_repr_guard_t {
    size_t depth; // of the objects around it
} mph_repr_guard_t;

// Gives false where the object is being printed already; it is not to be left
// then.
bool mph_repr_enter(mph_repr_guard_t *guard, mp_obj_t object);
void mph_repr_leave(const mph_repr_guard_t *guard);

// An exception has come down to this place of the stack.
void mph_repr_unwind(const volatile void *place);

#endif // MPH_REPRGUARD_H
