// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What the module sys has beyond upstream's: it is Python, in frozen/_sys.py, and there
// as soon as it is asked for. sys.maxsize is that of CPython on machines of 64 bits,
// since programs take it for a number that nothing of theirs exceeds.

#include "py/builtin.h"
#include "py/runtime.h"

#include "port/number.h"

void mph_sys_attr(qstr attr, mp_obj_t *dest);

// Names that upstream's module does not have.
void mph_sys_attr(qstr attr, mp_obj_t *dest) {
    if (attr == MP_QSTR_maxsize) {
        dest[0] = mph_new_int64(INT64_MAX);
    } else if (qstr_str(attr)[0] != '_') {
        mp_obj_t more = mp_import_name(MP_QSTR__sys, mp_const_none, MP_OBJ_NEW_SMALL_INT(0));
        mp_load_method_maybe(more, attr, dest);
        dest[1] = MP_OBJ_NULL;
    }
}
