// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Included by extmod/modos.c: what os has beyond upstream's. Much of it is Python, in
// frozen/_os, and is there as soon as it is asked for.

#include "py/builtin.h"
#include "py/mphal.h"

#include "port/file.h"

static mp_obj_t mp_os_urandom(mp_obj_t count_in) {
    mp_int_t count = mp_obj_get_int(count_in);
    if (count < 0) {
        mp_raise_ValueError(MP_ERROR_TEXT("negative argument not allowed"));
    }
    vstr_t bytes;
    vstr_init_len(&bytes, count);
    mph_random(bytes.buf, count);
    return mp_obj_new_bytes_from_vstr(&bytes);
}
static MP_DEFINE_CONST_FUN_OBJ_1(mp_os_urandom_obj, mp_os_urandom);

// A module by its name, of those that are frozen, wherever else a program has `import`
// look.
static mp_obj_t imported(qstr name) {
    mp_obj_t arguments[] = { MP_OBJ_NEW_QSTR(name), mp_const_none, mp_const_none, mp_const_true };
    mp_obj_t frozen = MP_OBJ_NEW_QSTR(MP_QSTR__dot_frozen);
    mp_obj_t path = mp_sys_path;
    mp_sys_path = mp_obj_new_list(1, &frozen);
    nlr_buf_t nlr;
    if (nlr_push(&nlr) == 0) {
        mp_obj_t module = mp_builtin___import__(MP_ARRAY_SIZE(arguments), arguments);
        nlr_pop();
        mp_sys_path = path;
        return module;
    }
    mp_sys_path = path;
    nlr_jump(nlr.ret_val);
}

void mph_os_attr(mp_obj_t self_in, qstr attr, mp_obj_t *dest) {
    (void)self_in;
    if (dest[0] != MP_OBJ_NULL) {
        if (attr == MP_QSTR_path) {
            dest[0] = MP_OBJ_NULL; // `import os.path` sets it to what it is
        }
    } else if (attr == MP_QSTR___path__) {
        dest[0] = MP_OBJ_NEW_QSTR(MP_QSTR__dot_frozen_slash__os); // so that there can be os.path
    } else if (attr == MP_QSTR_path) {
        dest[0] = imported(MP_QSTR_os_dot_path);
    } else if (attr == MP_QSTR_lstat) {
        dest[0] = MP_OBJ_FROM_PTR(&mph_lstat_obj);
    } else if (qstr_str(attr)[0] != '_') {
        mp_load_method_maybe(imported(MP_QSTR__os), attr, dest);
        dest[1] = MP_OBJ_NULL;
    }
}
MP_REGISTER_MODULE_DELEGATION(mp_module_os, mph_os_attr);
