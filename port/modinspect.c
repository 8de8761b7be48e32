// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What the frozen module inspect asks of C: what functions take, and what a
// method is bound to.

#include "py/bc.h"
#include "py/objfun.h"
#include "py/objtype.h"
#include "py/runtime.h"

#include "port/decorated.h"

// As upstream's objboundmeth.c has it, which keeps it to itself.
typedef struct _bound_t {
    mp_obj_base_t base;
    mp_obj_t function;
    mp_obj_t self;
} bound_t;

// (function, object) of a bound method, otherwise None.
static mp_obj_t bound_to(mp_obj_t method) {
    if (!mp_obj_is_type(method, &mp_type_bound_meth)) {
        return mp_const_none;
    }
    const bound_t *bound = MP_OBJ_TO_PTR(method);
    mp_obj_t items[] = { bound->function, bound->self };
    return mp_obj_new_tuple(2, items);
}
static MP_DEFINE_CONST_FUN_OBJ_1(bound_to_obj, bound_to);

// Of what is written in Python: (names of the positional and keyword parameters,
// how many of them are for keywords only, MP_SCOPE_FLAG_*, defaults of the last
// positional ones, dict of the others' defaults or None). None for the rest.
// Variables that a closure brings and the object that a method has are left out.
static mp_obj_t parameters(mp_obj_t function) {
    size_t n_hidden = 0;
    for (;;) {
        if (mp_obj_is_type(function, &mph_type_decorated)) {
            function = mph_decorated_function(function);
        } else if (mp_obj_is_type(function, &mp_type_closure)) {
            function = mph_closure_function(function, &n_hidden);
        } else if (mp_obj_is_type(function, &mp_type_bound_meth)) {
            function = ((bound_t *)MP_OBJ_TO_PTR(function))->function;
            n_hidden += 1;
        } else {
            break;
        }
    }
    if (!mp_obj_is_type(function, &mp_type_fun_bc) && !mp_obj_is_type(function, &mp_type_gen_wrap)) {
        return mp_const_none;
    }
    const mp_obj_fun_bc_t *self = MP_OBJ_TO_PTR(function);
    const byte *ip = self->bytecode;
    MP_BC_PRELUDE_SIG_DECODE(ip);
    MP_BC_PRELUDE_SIZE_DECODE(ip);
    (void)n_state;
    (void)n_exc_stack;
    (void)n_info;
    (void)n_cell;
    mp_decode_uint(&ip); // the function's own name
    size_t n_names = n_pos_args + n_kwonly_args;
    mp_obj_t names = mp_obj_new_list(0, NULL);
    for (size_t i = 0; i < n_names; i++) {
        qstr name = self->context->constants.qstr_table[mp_decode_uint(&ip)];
        if (i >= n_hidden) {
            mp_obj_list_append(names, MP_OBJ_NEW_QSTR(name));
        }
    }
    mp_obj_t items[] = {
        names,
        MP_OBJ_NEW_SMALL_INT(n_kwonly_args),
        MP_OBJ_NEW_SMALL_INT(scope_flags),
        mp_obj_new_tuple(n_def_pos_args, self->extra_args),
        (scope_flags & MP_SCOPE_FLAG_DEFKWARGS) != 0 ? self->extra_args[n_def_pos_args] : mp_const_none,
    };
    return mp_obj_new_tuple(MP_ARRAY_SIZE(items), items);
}
static MP_DEFINE_CONST_FUN_OBJ_1(parameters_obj, parameters);

static const mp_rom_map_elem_t inspect_globals_table[] = {
    { MP_ROM_QSTR(MP_QSTR___name__), MP_ROM_QSTR(MP_QSTR__inspect) },
    { MP_ROM_QSTR(MP_QSTR_bound_to), MP_ROM_PTR(&bound_to_obj) },
    { MP_ROM_QSTR(MP_QSTR_parameters), MP_ROM_PTR(&parameters_obj) },
};
static MP_DEFINE_CONST_DICT(inspect_globals, inspect_globals_table);

const mp_obj_module_t mph_module_inspect = {
    .base = { &mp_type_module },
    .globals = (mp_obj_dict_t *)&inspect_globals,
};
MP_REGISTER_MODULE(MP_QSTR__inspect, mph_module_inspect);
