// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What the interpreter asks most often, answered without a call where small
// integers and interned strings are concerned. A call is dearer here than in
// native code: each function looks at the stack limit of the engine and keeps
// a stack of its own. For files of upstream's that the port compiles: what they
// include of upstream's headers comes first, then this.

#ifndef MPH_FASTPATHS_H
#define MPH_FASTPATHS_H

#include "py/obj.h"
#include "py/runtime.h"
#include "py/smallint.h"

static inline bool mph_is_true(mp_obj_t value) {
    if (value == mp_const_true) {
        return true;
    }
    if (value == mp_const_false || value == mp_const_none) {
        return false;
    }
    if (mp_obj_is_small_int(value)) {
        return value != MP_OBJ_NEW_SMALL_INT(0);
    }
    return mp_obj_is_true(value);
}

static inline bool mph_equal(mp_obj_t a, mp_obj_t b) {
    if ((mp_obj_is_small_int(a) && mp_obj_is_small_int(b)) || (mp_obj_is_qstr(a) && mp_obj_is_qstr(b))) {
        return a == b;
    }
    return mph_is_true(mp_obj_equal_not_equal(MP_BINARY_OP_EQUAL, a, b));
}

static inline mp_obj_t mph_binary_op(mp_binary_op_t op, mp_obj_t left, mp_obj_t right) {
    if (mp_obj_is_small_int(left) && mp_obj_is_small_int(right)) {
        // Both have 31 bits: neither a sum nor a difference overflows.
        mp_int_t a = MP_OBJ_SMALL_INT_VALUE(left);
        mp_int_t b = MP_OBJ_SMALL_INT_VALUE(right);
        mp_int_t result;
        switch (op) {
            case MP_BINARY_OP_LESS:
                return mp_obj_new_bool(a < b);
            case MP_BINARY_OP_MORE:
                return mp_obj_new_bool(a > b);
            case MP_BINARY_OP_EQUAL:
                return mp_obj_new_bool(a == b);
            case MP_BINARY_OP_LESS_EQUAL:
                return mp_obj_new_bool(a <= b);
            case MP_BINARY_OP_MORE_EQUAL:
                return mp_obj_new_bool(a >= b);
            case MP_BINARY_OP_NOT_EQUAL:
                return mp_obj_new_bool(a != b);
            case MP_BINARY_OP_AND:
            case MP_BINARY_OP_INPLACE_AND:
                return MP_OBJ_NEW_SMALL_INT(a & b);
            case MP_BINARY_OP_ADD:
            case MP_BINARY_OP_INPLACE_ADD:
                result = a + b;
                break;
            case MP_BINARY_OP_SUBTRACT:
            case MP_BINARY_OP_INPLACE_SUBTRACT:
                result = a - b;
                break;
            default:
                return mp_binary_op(op, left, right);
        }
        if (MP_SMALL_INT_FITS(result)) {
            return MP_OBJ_NEW_SMALL_INT(result);
        }
    }
    return mp_binary_op(op, left, right);
}

#define mp_obj_is_true(value) mph_is_true(value)
#define mp_obj_equal(a, b) mph_equal(a, b)
#define mp_binary_op(op, left, right) mph_binary_op(op, left, right)

#endif // MPH_FASTPATHS_H
