// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The module re: its functions compile the pattern, which is kept, and call the
// pattern's method.

#include <string.h>

#include "py/builtin.h"
#include "py/objstr.h"

#include "port/array.h"
#include "port/re.h"

// A flag is a number, or a member of an enumeration of such.
static uint32_t flags_of(mp_obj_t flags) {
    return mp_obj_get_int(flags);
}

// Calls a method of a pattern with the arguments (pattern, ..., flags): `n_own` of
// them are the method's own.
static mp_obj_t call(size_t n_args, const mp_obj_t *args, mp_map_t *keywords, size_t n_own, qstr method) {
    if (n_args > n_own + 2) {
        mp_raise_msg_varg(&mp_type_TypeError, MP_ERROR_TEXT("%q() takes at most %u positional arguments"), method, (unsigned)n_own + 2);
    }
    uint32_t flags = n_args == n_own + 2 ? flags_of(args[n_own + 1]) : 0;
    size_t n_given = n_args == n_own + 2 ? n_args - 1 : n_args;
    mp_obj_t pattern = n_args > 0 ? args[0] : MP_OBJ_NULL;
    mp_obj_t *own = MPH_NEW_ARRAY(mp_obj_t, n_given + 2 * keywords->used + 1);
    size_t n_positional = n_given > 0 ? n_given - 1 : 0;
    if (n_positional > 0) {
        memcpy(own, args + 1, n_positional * sizeof(mp_obj_t));
    }
    size_t n_kw = 0;
    for (size_t i = 0; i < keywords->used; i++) {
        mp_obj_t name = args[n_args + 2 * i], value = args[n_args + 2 * i + 1];
        if (name == MP_OBJ_NEW_QSTR(MP_QSTR_flags)) {
            flags = flags_of(value);
        } else if (name == MP_OBJ_NEW_QSTR(MP_QSTR_pattern)) {
            pattern = value;
        } else {
            own[n_positional + 2 * n_kw] = name;
            own[n_positional + 2 * n_kw + 1] = value;
            n_kw += 1;
        }
    }
    if (pattern == MP_OBJ_NULL) {
        mp_raise_msg_varg(&mp_type_TypeError, MP_ERROR_TEXT("%q() missing 1 required positional argument: 'pattern'"), method);
    }
    mp_obj_t dest[2];
    mp_load_method(mph_re_pattern_of(pattern, flags), method, dest);
    return mp_call_method_self_n_kw(dest[0], dest[1], n_positional, n_kw, own);
}

#define FUNCTION(name, n_own) \
    static mp_obj_t re_##name(size_t n_args, const mp_obj_t *args, mp_map_t *keywords) { \
        return call(n_args, args, keywords, n_own, MP_QSTR_##name); \
    } \
    static MP_DEFINE_CONST_FUN_OBJ_KW(re_##name##_obj, 0, re_##name);
FUNCTION(findall, 1)
FUNCTION(finditer, 1)
FUNCTION(fullmatch, 1)
FUNCTION(match, 1)
FUNCTION(search, 1)
FUNCTION(split, 2)
FUNCTION(sub, 3)
FUNCTION(subn, 3)

static mp_obj_t re_compile(size_t n_args, const mp_obj_t *args, mp_map_t *keywords) {
    static const mp_arg_t allowed[] = {
        { MP_QSTR_pattern, MP_ARG_REQUIRED | MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
        { MP_QSTR_flags, MP_ARG_OBJ, { .u_rom_obj = MP_ROM_INT(0) } },
    };
    mp_arg_val_t values[2];
    mp_arg_parse_all(n_args, args, keywords, 2, allowed, values);
    return mph_re_pattern_of(values[0].u_obj, flags_of(values[1].u_obj));
}
static MP_DEFINE_CONST_FUN_OBJ_KW(re_compile_obj, 0, re_compile);

static mp_obj_t re_escape(mp_obj_t text) {
    static const char special[] = "()[]{}?*+-|^$\\.&~# \t\n\r\v\f";
    size_t length;
    const char *bytes = mp_obj_str_get_data(text, &length);
    vstr_t out;
    vstr_init(&out, 2 * length + 1);
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] != 0 && memchr(special, bytes[i], sizeof(special) - 1) != NULL) {
            vstr_add_byte(&out, '\\');
        }
        vstr_add_byte(&out, bytes[i]);
    }
    return mp_obj_is_str(text) ? mp_obj_new_str_from_utf8_vstr(&out) : mp_obj_new_bytes_from_vstr(&out);
}
static MP_DEFINE_CONST_FUN_OBJ_1(re_escape_obj, re_escape);

static mp_obj_t re_purge(void) {
    MP_STATE_VM(mph_re_patterns) = MP_OBJ_NULL;
    return mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_0(re_purge_obj, re_purge);

#define FLAG(letter, name) \
    { MP_ROM_QSTR(MP_QSTR_##letter), MP_ROM_INT(RE_##name) }, { MP_ROM_QSTR(MP_QSTR_##name), MP_ROM_INT(RE_##name) }
#define NAME(name) { MP_ROM_QSTR(MP_QSTR_##name), MP_ROM_PTR(&re_##name##_obj) }

static const mp_rom_map_elem_t re_globals_table[] = {
    { MP_ROM_QSTR(MP_QSTR___name__), MP_ROM_QSTR(MP_QSTR_re) },
    NAME(compile), NAME(match), NAME(search), NAME(sub), NAME(findall), NAME(finditer), NAME(split), NAME(fullmatch),
    NAME(subn), NAME(escape), NAME(purge),
    FLAG(A, ASCII), FLAG(I, IGNORECASE), FLAG(L, LOCALE), FLAG(M, MULTILINE), FLAG(S, DOTALL), FLAG(U, UNICODE), FLAG(X, VERBOSE),
    { MP_ROM_QSTR(MP_QSTR_DEBUG), MP_ROM_INT(RE_DEBUG) },
    { MP_ROM_QSTR(MP_QSTR_NOFLAG), MP_ROM_INT(0) },
    { MP_ROM_QSTR(MP_QSTR_Match), MP_ROM_PTR(&mph_type_re_match) },
    { MP_ROM_QSTR(MP_QSTR_Pattern), MP_ROM_PTR(&mph_type_re_pattern) },
};
static MP_DEFINE_CONST_DICT(re_globals, re_globals_table);

const mp_obj_module_t mph_module_re = {
    .base = { &mp_type_module },
    .globals = (mp_obj_dict_t *)&re_globals,
};
MP_REGISTER_EXTENSIBLE_MODULE(MP_QSTR_re, mph_module_re);

// The exception, and the flags as an enumeration, come from a frozen module.
void mph_re_attr(mp_obj_t module, qstr attr, mp_obj_t *dest);
void mph_re_attr(mp_obj_t module, qstr attr, mp_obj_t *dest) {
    (void)module;
    if (dest[0] == MP_OBJ_NULL && (attr == MP_QSTR_error || attr == MP_QSTR_RegexFlag)) {
        mp_load_method_maybe(mp_import_name(MP_QSTR__reerror, mp_const_none, MP_OBJ_NEW_SMALL_INT(0)), attr, dest);
    }
}
MP_REGISTER_MODULE_DELEGATION(mph_module_re, mph_re_attr);
