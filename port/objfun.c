// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Upstream's Python functions, with larger frames on the stack. Upstream puts
// what is above eleven words on the collector's heap and frees it at the
// return; that is a function with a few variables, and its call takes an eighth
// longer. The stack is scanned like the heap. And for the callers that ask for
// it, an exception is returned: see call.h.

#include "py/cstack.h"
#include "py/runtime.h"

#include "port/call.h"

#define STACK_FRAME_BYTES (64 * sizeof(mp_obj_t))

// Used once, for a frame. Without memory, upstream takes it from the stack.
static inline void *allocate_frame(size_t head_bytes, size_t state_bytes) {
    return state_bytes <= STACK_FRAME_BYTES ? NULL : m_malloc_maybe(head_bytes + state_bytes);
}
#undef m_new_obj_var_maybe
#define m_new_obj_var_maybe(type, field, field_type, bytes) ((type *)allocate_frame(offsetof(type, field), bytes))

mp_obj_t mph_raised;

// The first thing that a call does, and the last.
#define mp_cstack_check() \
    const bool returns_exception = (n_kw & MPH_RETURN_EXCEPTION) != 0; \
    n_kw &= ~MPH_RETURN_EXCEPTION; \
    mph_check_call()
#undef nlr_raise
#define nlr_raise(exception) \
    if (returns_exception) { \
        mph_raised = (exception); \
        return MP_OBJ_NULL; \
    } \
    nlr_jump(MP_OBJ_TO_PTR(exception))

#include "py/objfun.c"
