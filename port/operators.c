// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The messages of operators that are not supported, as CPython has them.

#include "py/runtime.h"

#include "port/operators.h"
#include "port/raise.h"

static const char *const binary_names[] = {
    [MP_BINARY_OP_LESS] = "<", [MP_BINARY_OP_MORE] = ">", [MP_BINARY_OP_LESS_EQUAL] = "<=", [MP_BINARY_OP_MORE_EQUAL] = ">=",
    [MP_BINARY_OP_INPLACE_OR] = "|=", [MP_BINARY_OP_INPLACE_XOR] = "^=", [MP_BINARY_OP_INPLACE_AND] = "&=",
    [MP_BINARY_OP_INPLACE_LSHIFT] = "<<=", [MP_BINARY_OP_INPLACE_RSHIFT] = ">>=", [MP_BINARY_OP_INPLACE_ADD] = "+=",
    [MP_BINARY_OP_INPLACE_SUBTRACT] = "-=", [MP_BINARY_OP_INPLACE_MULTIPLY] = "*=", [MP_BINARY_OP_INPLACE_MAT_MULTIPLY] = "@=",
    [MP_BINARY_OP_INPLACE_FLOOR_DIVIDE] = "//=", [MP_BINARY_OP_INPLACE_TRUE_DIVIDE] = "/=", [MP_BINARY_OP_INPLACE_MODULO] = "%=",
    [MP_BINARY_OP_INPLACE_POWER] = "**=",
    [MP_BINARY_OP_OR] = "|", [MP_BINARY_OP_XOR] = "^", [MP_BINARY_OP_AND] = "&", [MP_BINARY_OP_LSHIFT] = "<<", [MP_BINARY_OP_RSHIFT] = ">>",
    [MP_BINARY_OP_ADD] = "+", [MP_BINARY_OP_SUBTRACT] = "-", [MP_BINARY_OP_MULTIPLY] = "*", [MP_BINARY_OP_MAT_MULTIPLY] = "@",
    [MP_BINARY_OP_FLOOR_DIVIDE] = "//", [MP_BINARY_OP_TRUE_DIVIDE] = "/", [MP_BINARY_OP_MODULO] = "%", [MP_BINARY_OP_POWER] = "** or pow()",
    [MP_BINARY_OP_DIVMOD] = "divmod()",
};

MP_NORETURN void mph_raise_unary(mp_unary_op_t op, mp_obj_t value) {
    switch (op) {
        case MP_UNARY_OP_HASH:
            mph_raise(&mp_type_TypeError, "unhashable type: '%t'", value);
        case MP_UNARY_OP_LEN:
            mph_raise(&mp_type_TypeError, "object of type '%t' has no len()", value);
        case MP_UNARY_OP_ABS:
            mph_raise(&mp_type_TypeError, "bad operand type for abs(): '%t'", value);
        default:
            mph_raise(&mp_type_TypeError, "bad operand type for unary %s: '%t'",
                op == MP_UNARY_OP_NEGATIVE ? "-" : op == MP_UNARY_OP_INVERT ? "~" : "+", value);
    }
}

static bool is_sequence(mp_obj_t object) {
    return mp_obj_is_str(object) || mp_obj_is_type(object, &mp_type_list) || mp_obj_is_type(object, &mp_type_tuple)
        || mp_obj_is_type(object, &mp_type_bytes) || mp_obj_is_type(object, &mp_type_bytearray);
}

static bool is_bytes(mp_obj_t object) {
    return mp_obj_is_type(object, &mp_type_bytes) || mp_obj_is_type(object, &mp_type_bytearray);
}

MP_NORETURN void mph_raise_binary(mp_binary_op_t op, mp_obj_t left, mp_obj_t right) {
    switch (op) {
        case MP_BINARY_OP_LESS:
        case MP_BINARY_OP_MORE:
        case MP_BINARY_OP_LESS_EQUAL:
        case MP_BINARY_OP_MORE_EQUAL:
            mph_raise(&mp_type_TypeError, "'%s' not supported between instances of '%t' and '%t'", binary_names[op], left, right);
        case MP_BINARY_OP_EXCEPTION_MATCH:
            mph_raise(&mp_type_TypeError, "catching classes that do not inherit from BaseException is not allowed");
        case MP_BINARY_OP_ADD:
        case MP_BINARY_OP_INPLACE_ADD:
            if (is_bytes(left)) {
                mph_raise(&mp_type_TypeError, "can't concat %t to %t", right, left);
            }
            if (is_sequence(left)) {
                mph_raise(&mp_type_TypeError, "can only concatenate %t (not \"%t\") to %t", left, right, left);
            }
            break;
        case MP_BINARY_OP_MULTIPLY:
        case MP_BINARY_OP_INPLACE_MULTIPLY:
            if (is_sequence(left) || is_sequence(right)) {
                mph_raise(&mp_type_TypeError, "can't multiply sequence by non-int of type '%t'", is_sequence(left) ? right : left);
            }
            break;
        default:
            break;
    }
    const char *name = op < MP_ARRAY_SIZE(binary_names) && binary_names[op] != NULL ? binary_names[op] : "?";
    mph_raise(&mp_type_TypeError, "unsupported operand type(s) for %s: '%t' and '%t'", name, left, right);
}

MP_NORETURN void mph_raise_zero_division(mp_binary_op_t op) {
    const char *message = "integer division or modulo by zero";
    if (op == MP_BINARY_OP_TRUE_DIVIDE || op == MP_BINARY_OP_INPLACE_TRUE_DIVIDE) {
        message = "division by zero";
    } else if (op == MP_BINARY_OP_MODULO || op == MP_BINARY_OP_INPLACE_MODULO) {
        message = "integer modulo by zero";
    }
    mp_raise_msg(&mp_type_ZeroDivisionError, message);
}

bool mph_reflected(mp_binary_op_t *op) {
    switch (*op) {
        case MP_BINARY_OP_LESS:
            *op = MP_BINARY_OP_MORE;
            return true;
        case MP_BINARY_OP_MORE:
            *op = MP_BINARY_OP_LESS;
            return true;
        case MP_BINARY_OP_LESS_EQUAL:
            *op = MP_BINARY_OP_MORE_EQUAL;
            return true;
        case MP_BINARY_OP_MORE_EQUAL:
            *op = MP_BINARY_OP_LESS_EQUAL;
            return true;
        default:
            return false;
    }
}

MP_NORETURN void mph_raise_unpack_few(size_t expected, size_t found, bool at_least) {
    mph_raise(&mp_type_ValueError, "not enough values to unpack (expected %s%u, got %u)", at_least ? "at least " : "", (unsigned)expected, (unsigned)found);
}

MP_NORETURN void mph_raise_unpack_many(size_t expected) {
    mph_raise(&mp_type_ValueError, "too many values to unpack (expected %u)", (unsigned)expected);
}
