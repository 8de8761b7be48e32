// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Which objects repr() is in the midst of, the innermost last. Beyond so many in
// each other none is noted, and the stack ends what goes on for ever.

#include "port/reprguard.h"

#define MOST_NOTED (64)

static struct {
    uintptr_t place; // of the guard, on the stack
    mp_obj_t object;
} noted[MOST_NOTED];
static size_t depth;

bool mph_repr_enter(mph_repr_guard_t *guard, mp_obj_t object) {
    for (size_t i = 0; i < depth && i < MOST_NOTED; i++) {
        if (noted[i].object == object) {
            return false;
        }
    }
    guard->depth = depth;
    if (depth < MOST_NOTED) {
        noted[depth].place = (uintptr_t)guard;
        noted[depth].object = object;
    }
    depth += 1;
    return true;
}

void mph_repr_leave(const mph_repr_guard_t *guard) {
    depth = guard->depth;
}

void mph_repr_unwind(const volatile void *place) {
    depth = depth > MOST_NOTED ? MOST_NOTED : depth;
    while (depth > 0 && noted[depth - 1].place < (uintptr_t)place) {
        depth -= 1;
    }
}
