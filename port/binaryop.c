// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Operators whose right operand is of a class made in Python, where upstream
// forgets two things. A comparison that the left operand cannot do is one for the
// right operand, turned round: 1 < x is x > 1. And an object of a class that
// derives from int, or another built-in type, is an operand as an int is. The
// linker leads the callers here (`--wrap`).

#include "py/objtype.h"
#include "py/runtime.h"

#include "port/classes.h"

mp_obj_t __real_mp_binary_op(mp_binary_op_t op, mp_obj_t left, mp_obj_t right);
mp_obj_t __wrap_mp_binary_op(mp_binary_op_t op, mp_obj_t left, mp_obj_t right);

static bool is_instance(mp_obj_t object) {
    return mp_obj_is_obj(object) && mp_obj_is_instance_type(((mp_obj_base_t *)MP_OBJ_TO_PTR(object))->type);
}

static mp_obj_t try(mp_binary_op_t op, mp_obj_t left, mp_obj_t right) {
    const mp_obj_type_t *type = mp_obj_get_type(left);
    return MP_OBJ_TYPE_HAS_SLOT(type, binary_op) ? MP_OBJ_TYPE_GET_SLOT(type, binary_op)(op, left, right) : MP_OBJ_NULL;
}

static mp_obj_t compare(mp_binary_op_t op, mp_obj_t left, mp_obj_t right) {
    static const struct { mp_binary_op_t op, turned; const char *sign; } turns[] = {
        { MP_BINARY_OP_LESS, MP_BINARY_OP_MORE, "<" },
        { MP_BINARY_OP_MORE, MP_BINARY_OP_LESS, ">" },
        { MP_BINARY_OP_LESS_EQUAL, MP_BINARY_OP_MORE_EQUAL, "<=" },
        { MP_BINARY_OP_MORE_EQUAL, MP_BINARY_OP_LESS_EQUAL, ">=" },
    };
    size_t i = 0;
    while (turns[i].op != op) {
        i += 1;
    }
    mp_obj_t result = try(op, left, right);
    if (result == MP_OBJ_NULL) {
        result = try(turns[i].turned, right, left);
    }
    if (result == MP_OBJ_NULL) {
        mp_raise_msg_varg(&mp_type_TypeError, MP_ERROR_TEXT("'%s' not supported between instances of '%s' and '%s'"),
            turns[i].sign, mp_obj_get_type_str(left), mp_obj_get_type_str(right));
    }
    return result;
}

// What the right operand is to a built-in type, unless its class has a method
// for that.
static mp_obj_t as_operand(mp_binary_op_t op, mp_obj_t object) {
    const mp_obj_type_t *type = mp_obj_get_type(object);
    if (op >= MP_BINARY_OP_INPLACE_OR && op <= MP_BINARY_OP_INPLACE_POWER) {
        op += MP_BINARY_OP_OR - MP_BINARY_OP_INPLACE_OR;
    }
    if (op >= MP_BINARY_OP_OR && op <= MP_BINARY_OP_POWER) {
        mp_obj_t dest[2];
        if (mph_find_in_meta(type, mp_binary_op_method_name[op + MP_BINARY_OP_REVERSE_OR - MP_BINARY_OP_OR], object, dest)) {
            return object;
        }
    }
    return mph_native_part(object);
}

mp_obj_t __wrap_mp_binary_op(mp_binary_op_t op, mp_obj_t left, mp_obj_t right) {
    if (is_instance(right)) {
        switch (op) {
            case MP_BINARY_OP_LESS:
            case MP_BINARY_OP_MORE:
            case MP_BINARY_OP_LESS_EQUAL:
            case MP_BINARY_OP_MORE_EQUAL:
                if (is_instance(left) || mph_native_part(right) == right) {
                    return compare(op, left, right);
                }
                right = as_operand(op, right);
                break;
            case MP_BINARY_OP_EQUAL:
            case MP_BINARY_OP_NOT_EQUAL:
            case MP_BINARY_OP_IN:
            case MP_BINARY_OP_IS:
            case MP_BINARY_OP_EXCEPTION_MATCH:
                break;
            default:
                if (!is_instance(left)) {
                    right = as_operand(op, right);
                }
        }
    }
    return __real_mp_binary_op(op, left, right);
}
