// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Lists as operands, and how they print. A program's __eq__ and __repr__ may change
// a list meanwhile, so that no pointer to its items is kept over a call.

#include <string.h>

#include "py/runtime.h"

#include "port/fastpaths.h"
#include "port/list.h"
#include "port/reprguard.h"

mp_obj_t mph_list_unary_op(mp_unary_op_t op, mp_obj_t self_in) {
    const mp_obj_list_t *self = mph_list_of(self_in);
    switch (op) {
        case MP_UNARY_OP_BOOL:
            return mp_obj_new_bool(self->len != 0);
        case MP_UNARY_OP_LEN:
            return MP_OBJ_NEW_SMALL_INT(self->len);
        case MP_UNARY_OP_SIZEOF:
            return MP_OBJ_NEW_SMALL_INT(sizeof(*self) + sizeof(mp_obj_t) * self->alloc);
        default:
            return MP_OBJ_NULL; // op not supported
    }
}

static mp_obj_t compare(mp_binary_op_t op, const mp_obj_list_t *left, const mp_obj_list_t *right) {
    if (op == MP_BINARY_OP_EQUAL && left->len != right->len) {
        return mp_const_false;
    }
    for (size_t at = 0; at < left->len && at < right->len; at++) {
        mp_obj_t one = left->items[at], other = right->items[at];
        if (one != other && !mp_obj_equal(one, other)) {
            return op == MP_BINARY_OP_EQUAL ? mp_const_false : mp_binary_op(op, one, other);
        }
    }
    return mp_binary_op(op, MP_OBJ_NEW_SMALL_INT(left->len), MP_OBJ_NEW_SMALL_INT(right->len));
}

static mp_obj_t times(const mp_obj_list_t *self, mp_int_t times) {
    size_t length;
    if (__builtin_mul_overflow(self->len, (size_t)MAX(times, 0), &length) || length > MP_SSIZE_MAX / sizeof(mp_obj_t)) {
        m_malloc_fail(SIZE_MAX);
    }
    mp_obj_list_t *product = mph_list_new(length);
    mp_seq_multiply(self->items, sizeof(mp_obj_t), self->len, MAX(times, 0), product->items);
    return MP_OBJ_FROM_PTR(product);
}

mp_obj_t mph_list_binary_op(mp_binary_op_t op, mp_obj_t left, mp_obj_t right) {
    const mp_obj_list_t *self = mph_list_of(left);
    switch (op) {
        case MP_BINARY_OP_ADD: {
            if (!mp_obj_is_type(right, &mp_type_list)) {
                return MP_OBJ_NULL; // op not supported
            }
            const mp_obj_list_t *other = mph_list_of(right);
            mp_obj_list_t *sum = mph_list_new(self->len + other->len);
            memcpy(sum->items, self->items, self->len * sizeof(mp_obj_t));
            memcpy(sum->items + self->len, other->items, other->len * sizeof(mp_obj_t));
            return MP_OBJ_FROM_PTR(sum);
        }
        case MP_BINARY_OP_INPLACE_ADD:
            mph_list_extend(left, right);
            return left;
        case MP_BINARY_OP_INPLACE_MULTIPLY:
        case MP_BINARY_OP_MULTIPLY: {
            mp_int_t count;
            if (mp_obj_is_float(right) || !mp_obj_get_int_maybe(right, &count)) {
                return MP_OBJ_NULL; // op not supported
            }
            mp_obj_t product = times(self, count);
            if (op == MP_BINARY_OP_MULTIPLY) {
                return product;
            }
            mp_obj_list_t *changed = mph_list_of(left);
            changed->alloc = mph_list_of(product)->alloc;
            changed->len = mph_list_of(product)->len;
            changed->items = mph_list_of(product)->items;
            return left;
        }
        case MP_BINARY_OP_CONTAINS:
            return mp_obj_new_bool(mph_list_find(self, right, 0, SIZE_MAX) != SIZE_MAX);
        case MP_BINARY_OP_EQUAL:
        case MP_BINARY_OP_LESS:
        case MP_BINARY_OP_LESS_EQUAL:
        case MP_BINARY_OP_MORE:
        case MP_BINARY_OP_MORE_EQUAL:
            return mp_obj_is_type(right, &mp_type_list) ? compare(op, self, mph_list_of(right)) : MP_OBJ_NULL;
        default:
            return MP_OBJ_NULL; // op not supported
    }
}

void mph_list_print(const mp_print_t *print, mp_obj_t self_in, mp_print_kind_t kind) {
    mph_repr_guard_t guard;
    const char *separator = ", ";
    if (kind == PRINT_JSON) {
        separator = MP_PRINT_GET_EXT(print)->item_separator;
    } else {
        kind = PRINT_REPR;
        if (!mph_repr_enter(&guard, self_in)) {
            mp_print_str(print, "[...]");
            return;
        }
    }
    mp_print_str(print, "[");
    for (size_t i = 0; i < mph_list_of(self_in)->len; i++) {
        if (i > 0) {
            mp_print_str(print, separator);
        }
        mp_obj_print_helper(print, mph_list_of(self_in)->items[i], kind);
    }
    mp_print_str(print, "]");
    if (kind != PRINT_JSON) {
        mph_repr_leave(&guard);
    }
}
