// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Instances of the program's own classes, beyond upstream's: a __dict__ that is theirs,
// how they print, whose method comes first, and what special methods have to give.

#include "py/objtype.h"
#include "py/runtime.h"
#include "py/smallint.h"

#include "port/classes.h"
#include "port/instances.h"
#include "port/map.h"
#include "port/number.h"
#include "port/raise.h"

// ---- members ----

mp_obj_t mph_instance_dict(mp_obj_instance_t *self) {
    if (!mph_map_is_elsewhere(&self->members)) {
        mp_obj_dict_t *dict = MP_OBJ_TO_PTR(mp_obj_new_dict(0));
        dict->map = self->members;
        mph_map_put_elsewhere(&self->members, dict);
    }
    return MP_OBJ_FROM_PTR((mp_obj_dict_t *)(void *)self->members.table);
}

bool mph_instance_set_dict(mp_obj_instance_t *self, mp_obj_t dict) {
    if (dict == MP_OBJ_NULL || !mp_obj_is_type(dict, &mp_type_dict)) {
        return false;
    }
    mph_map_put_elsewhere(&self->members, MP_OBJ_TO_PTR(dict));
    return true;
}

static bool derives(const mp_obj_type_t *type, const mp_obj_type_t *from) {
    return mp_obj_is_subclass_fast(MP_OBJ_FROM_PTR(type), MP_OBJ_FROM_PTR(from));
}

bool mph_same_layout(const mp_obj_type_t **base, const mp_obj_type_t *other) {
    if (*base == NULL) {
        return false;
    }
    if (derives(other, *base)) {
        *base = other;
        return true;
    }
    return derives(*base, other) || (derives(*base, &mp_type_BaseException) && derives(other, &mp_type_BaseException));
}

// ---- text ----

void mph_print_plain_instance(const mp_print_t *print, mp_obj_t self) {
    mp_print_str(print, "<");
    mph_print_class_name(print, MP_OBJ_FROM_PTR(mp_obj_get_type(self)));
    mp_printf(print, " object at 0x%08x>", (unsigned)(uintptr_t)MP_OBJ_TO_PTR(self));
}

bool mph_str_is_repr(mp_obj_t native) {
    return !mp_obj_is_str(native) && !mp_obj_is_native_exception_instance(native);
}

void mph_check_text(mp_obj_t value, mp_print_kind_t kind) {
    if (!mp_obj_is_str(value) && mp_obj_cast_to_native_base(value, MP_OBJ_FROM_PTR(&mp_type_str)) == MP_OBJ_NULL) {
        mph_raise(&mp_type_TypeError, "%s returned non-string (type %t)", kind == PRINT_STR ? "__str__" : "__repr__", value);
    }
}

// ---- operators ----

// The name of the right operand's method for an operator; 0 for those that have none.
static qstr reflected_name(mp_binary_op_t op) {
    switch (op) {
        case MP_BINARY_OP_LESS:
            return MP_QSTR___gt__;
        case MP_BINARY_OP_MORE:
            return MP_QSTR___lt__;
        case MP_BINARY_OP_LESS_EQUAL:
            return MP_QSTR___ge__;
        case MP_BINARY_OP_MORE_EQUAL:
            return MP_QSTR___le__;
        case MP_BINARY_OP_EQUAL:
            return MP_QSTR___eq__;
        default:
            return op >= MP_BINARY_OP_OR && op <= MP_BINARY_OP_POWER ? mp_binary_op_method_name[op - MP_BINARY_OP_OR + MP_BINARY_OP_REVERSE_OR] : 0;
    }
}

mp_obj_t mph_subclass_first(mp_binary_op_t op, mp_obj_t left, mp_obj_t right) {
    const mp_obj_type_t *left_type = mp_obj_get_type(left), *right_type = mp_obj_get_type(right);
    if (left_type == right_type || !mp_obj_is_instance_type(right_type)) {
        return MP_OBJ_NULL;
    }
    qstr name = reflected_name(op);
    if (name == 0 || !mp_obj_is_subclass_fast(MP_OBJ_FROM_PTR(right_type), MP_OBJ_FROM_PTR(left_type))) {
        return MP_OBJ_NULL;
    }
    mp_obj_t own[2], of_left[2];
    mp_load_method_maybe(MP_OBJ_FROM_PTR(right_type), name, own);
    mp_load_method_maybe(MP_OBJ_FROM_PTR(left_type), name, of_left);
    if (own[0] == MP_OBJ_NULL || own[0] == of_left[0]) {
        return MP_OBJ_NULL;
    }
    mp_obj_t args[] = { right, left };
    mp_obj_t result = mp_call_function_n_kw(own[0], 2, 0, args);
    return result == mp_const_notimplemented ? MP_OBJ_NULL : result;
}

// ---- what special methods give ----

void mph_check_integer(mp_obj_t value, qstr method) {
    if (!mp_obj_is_int(value)) {
        mph_raise(&mp_type_TypeError, "%q returned non-int (type %t)", method, value);
    }
}

mp_obj_t mph_checked_length(mp_obj_t value) {
    int64_t length = mph_get_int64(value);
    if (length < 0) {
        mp_raise_ValueError(MP_ERROR_TEXT("__len__() should return >= 0"));
    }
    if (length > MP_SMALL_INT_MAX) {
        mp_raise_msg(&mp_type_OverflowError, MP_ERROR_TEXT("cannot fit 'int' into an index-sized integer"));
    }
    return MP_OBJ_NEW_SMALL_INT(length);
}

mp_obj_t mph_checked_truth(mp_obj_t self, mp_obj_t value) {
    (void)self;
    if (!mp_obj_is_bool(value)) {
        mph_raise(&mp_type_TypeError, "__bool__ should return bool, returned %t", value);
    }
    return value;
}

MP_NORETURN void mph_raise_no_accessor(mp_obj_t self, qstr property, const char *what) {
    mph_raise(&mp_type_AttributeError, "property '%q' of '%t' object has no %s", property, self, what);
}
