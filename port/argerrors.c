// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What is wrong with the arguments of a call, in the words of CPython.

#include "py/runtime.h"

#include "port/argerrors.h"
#include "port/raise.h"

typedef struct _signature_t {
    const mp_obj_fun_bc_t *function;
    const byte *names; // of the function and of its parameters, encoded
    size_t positional;
    size_t keyword_only;
    size_t defaults;   // of the positional ones
    bool has_keyword_defaults;
} signature_t;

static signature_t signature_of(const mp_obj_fun_bc_t *function) {
    const byte *ip = function->bytecode;
    MP_BC_PRELUDE_SIG_DECODE(ip);
    MP_BC_PRELUDE_SIZE_DECODE(ip);
    (void)n_info, (void)n_cell, (void)n_state, (void)n_exc_stack;
    return (signature_t) { function, ip, n_pos_args, n_kwonly_args, n_def_pos_args, (scope_flags & MP_SCOPE_FLAG_DEFKWARGS) != 0 };
}

static qstr written_parameter(const signature_t *signature, size_t number) {
    const byte *at = mp_decode_uint_skip(signature->names);
    for (; number > 0; number--) {
        at = mp_decode_uint_skip(at);
    }
    return signature->function->context->constants.qstr_table[mp_decode_uint_value(at)];
}

// The compiler writes a slash before the name of a positional-only parameter.
static qstr parameter(const signature_t *signature, size_t number) {
    qstr name = written_parameter(signature, number);
    const char *text = qstr_str(name);
    return text[0] == '/' ? qstr_from_str(text + 1) : name;
}

static qstr name_of(const mp_obj_fun_bc_t *function) {
    return mp_obj_fun_get_name(MP_OBJ_FROM_PTR(function));
}

MP_NORETURN void mph_raise_too_many(const mp_obj_fun_bc_t *function, size_t given) {
    signature_t signature = signature_of(function);
    const char *were = given == 1 ? "was" : "were";
    if (signature.defaults > 0) {
        mph_raise(&mp_type_TypeError, "%q() takes from %u to %u positional arguments but %u %s given", name_of(function),
            (unsigned)(signature.positional - signature.defaults), (unsigned)signature.positional, (unsigned)given, were);
    }
    mph_raise(&mp_type_TypeError, "%q() takes %u positional argument%s but %u %s given", name_of(function),
        (unsigned)signature.positional, signature.positional == 1 ? "" : "s", (unsigned)given, were);
}

// `'a'`, `'a' and 'b'`, `'a', 'b', and 'c'`
static MP_NORETURN void raise_missing(const signature_t *signature, const char *kind, const qstr *names, size_t count) {
    vstr_t list;
    mp_print_t print;
    vstr_init_print(&list, 32, &print);
    for (size_t i = 0; i < count; i++) {
        if (i > 0) {
            mp_print_str(&print, count == 2 ? " and " : i + 1 == count ? ", and " : ", ");
        }
        mp_printf(&print, "'%q'", names[i]);
    }
    mph_raise(&mp_type_TypeError, "%q() missing %u required %s argument%s: %s", name_of(signature->function), (unsigned)count, kind, count == 1 ? "" : "s", vstr_null_terminated_str(&list));
}

#define MOST_NAMED (16)

MP_NORETURN void mph_raise_missing(const mp_obj_fun_bc_t *function, const mp_obj_t *last, size_t given) {
    signature_t signature = signature_of(function);
    qstr names[MOST_NAMED];
    size_t count = 0;
    for (size_t i = given; i < signature.positional - signature.defaults && count < MOST_NAMED; i++) {
        if (*(last - i) == MP_OBJ_NULL) {
            names[count++] = parameter(&signature, i);
        }
    }
    raise_missing(&signature, "positional", names, count);
}

MP_NORETURN void mph_raise_missing_keywords(const mp_obj_fun_bc_t *function, const mp_obj_t *last) {
    signature_t signature = signature_of(function);
    mp_map_t *defaults = signature.has_keyword_defaults ? mp_obj_dict_get_map(function->extra_args[signature.defaults]) : NULL;
    qstr names[MOST_NAMED];
    size_t count = 0;
    for (size_t i = signature.positional; i < signature.positional + signature.keyword_only && count < MOST_NAMED; i++) {
        qstr name = parameter(&signature, i);
        bool has_default = defaults != NULL && mp_map_lookup(defaults, MP_OBJ_NEW_QSTR(name), MP_MAP_LOOKUP) != NULL;
        if (*(last - i) == MP_OBJ_NULL && !has_default) {
            names[count++] = name;
        }
    }
    raise_missing(&signature, "keyword-only", names, count);
}

MP_NORETURN void mph_raise_unexpected(const mp_obj_fun_bc_t *function, qstr name) {
    signature_t signature = signature_of(function);
    for (size_t i = 0; i < signature.positional; i++) {
        if (parameter(&signature, i) == name) {
            mph_raise(&mp_type_TypeError, "%q() got some positional-only arguments passed as keyword arguments: '%q'", name_of(function), name);
        }
    }
    mph_raise(&mp_type_TypeError, "%q() got an unexpected keyword argument '%q'", name_of(function), name);
}

MP_NORETURN void mph_raise_multiple(const mp_obj_fun_bc_t *function, qstr name) {
    mph_raise(&mp_type_TypeError, "%q() got multiple values for argument '%q'", name_of(function), name);
}
