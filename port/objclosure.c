// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Functions that use variables of the function around them. Unlike upstream's they
// look as other functions do, and can be given attributes, which most wrappers that
// decorators make need: the first one puts a function that has them in place of
// the plain one.

#include <string.h>

#include "py/runtime.h"

#include "port/decorated.h"

typedef struct _closure_t {
    mp_obj_base_t base;
    mp_obj_t function;
    size_t n_closed;
    mp_obj_t closed[];
} closure_t;

#define FEW_ARGS (5)

static mp_obj_t closure_call(mp_obj_t self_in, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    const closure_t *self = MP_OBJ_TO_PTR(self_in);
    mp_obj_t function = self->function;
    if (mp_obj_is_type(function, &mph_type_decorated)) {
        function = mph_decorated_function(function);
    }
    // One array of what is closed over and the arguments; on the stack, if short.
    size_t n_given = n_args + 2 * n_kw;
    size_t n_all = self->n_closed + n_given;
    mp_obj_t few[FEW_ARGS];
    mp_obj_t *all = n_all <= FEW_ARGS ? few : m_new(mp_obj_t, n_all);
    memcpy(all, self->closed, self->n_closed * sizeof(mp_obj_t));
    memcpy(all + self->n_closed, args, n_given * sizeof(mp_obj_t));
    mp_obj_t result = mp_call_function_n_kw(function, self->n_closed + n_args, n_kw, all);
    if (all != few) {
        m_del(mp_obj_t, all, n_all);
    }
    return result;
}

mp_obj_t mph_closure_function(mp_obj_t self_in, size_t *n_closed) {
    const closure_t *self = MP_OBJ_TO_PTR(self_in);
    *n_closed += self->n_closed;
    return self->function;
}

static void closure_print(const mp_print_t *print, mp_obj_t self_in, mp_print_kind_t kind) {
    const closure_t *self = MP_OBJ_TO_PTR(self_in);
    mp_obj_print_helper(print, self->function, kind);
}

static void closure_attr(mp_obj_t self_in, qstr attr, mp_obj_t *dest) {
    closure_t *self = MP_OBJ_TO_PTR(self_in);
    if (dest[0] == MP_OBJ_NULL) {
        mp_load_method_maybe(self->function, attr, dest);
        return;
    }
    if (!mp_obj_is_type(self->function, &mph_type_decorated)) {
        self->function = mph_new_decorated(self->function);
    }
    MP_OBJ_TYPE_GET_SLOT(&mph_type_decorated, attr)(self->function, attr, dest);
}

MP_DEFINE_CONST_OBJ_TYPE(
    mp_type_closure,
    MP_QSTR_function,
    MP_TYPE_FLAG_BINDS_SELF,
    print, closure_print,
    call, closure_call,
    attr, closure_attr
    );

mp_obj_t mp_obj_new_closure(mp_obj_t function, size_t n_closed, const mp_obj_t *closed) {
    closure_t *self = mp_obj_malloc_var(closure_t, closed, mp_obj_t, n_closed, &mp_type_closure);
    self->function = function;
    self->n_closed = n_closed;
    memcpy(self->closed, closed, n_closed * sizeof(mp_obj_t));
    return MP_OBJ_FROM_PTR(self);
}
