// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// list[int] and int | None: what types.GenericAlias and types.UnionType are. They
// say nothing to the interpreter; a program can print them, call the first, and
// ask isinstance() about the second.

#include "py/builtin.h"
#include "py/objtuple.h"
#include "py/runtime.h"

#include "port/classes.h"

typedef struct _generic_t {
    mp_obj_base_t base;
    mp_obj_t origin; // of a union: MP_OBJ_NULL
    mp_obj_t args; // a tuple
} generic_t;

static mp_obj_t new_generic(const mp_obj_type_t *type, mp_obj_t origin, mp_obj_t args) {
    generic_t *self = mp_obj_malloc(generic_t, type);
    self->origin = origin;
    self->args = args;
    return MP_OBJ_FROM_PTR(self);
}

static void print_type(const mp_print_t *print, mp_obj_t type) {
    if (type == MP_OBJ_FROM_PTR(&mp_const_ellipsis_obj)) {
        mp_print_str(print, "...");
    } else if (type == MP_OBJ_FROM_PTR(&mp_type_NoneType)) {
        mp_print_str(print, "None");
    } else if (mph_is_class(type)) {
        mph_print_class_name(print, type);
    } else if (mp_obj_is_type(type, &mp_type_list)) {
        size_t count;
        mp_obj_t *items;
        mp_obj_list_get(type, &count, &items);
        mp_print_str(print, "[");
        for (size_t i = 0; i < count; i++) {
            mp_print_str(print, i == 0 ? "" : ", ");
            print_type(print, items[i]);
        }
        mp_print_str(print, "]");
    } else {
        mp_obj_print_helper(print, type, PRINT_REPR);
    }
}

static void print_types(const mp_print_t *print, mp_obj_t types, const char *between) {
    size_t count;
    mp_obj_t *items;
    mp_obj_tuple_get(types, &count, &items);
    for (size_t i = 0; i < count; i++) {
        mp_print_str(print, i == 0 ? "" : between);
        print_type(print, items[i]);
    }
}

static mp_obj_t generic_unary_op(mp_unary_op_t op, mp_obj_t self_in) {
    const generic_t *self = MP_OBJ_TO_PTR(self_in);
    if (op == MP_UNARY_OP_HASH) {
        size_t count;
        mp_obj_t *items;
        mp_obj_tuple_get(self->args, &count, &items);
        mp_uint_t hash = (mp_uint_t)self->origin;
        for (size_t i = 0; i < count; i++) {
            hash += (mp_uint_t)MP_OBJ_SMALL_INT_VALUE(mp_unary_op(op, items[i])) * 5; // in any order
        }
        return MP_OBJ_NEW_SMALL_INT(hash);
    }
    return MP_OBJ_NULL;
}

// ---- list[int] ----

mp_obj_t mph_new_generic_alias(mp_obj_t origin, mp_obj_t args) {
    if (!mp_obj_is_type(args, &mp_type_tuple)) {
        args = mp_obj_new_tuple(1, &args);
    }
    return new_generic(&mph_type_generic_alias, origin, args);
}

static mp_obj_t alias_make_new(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    (void)type;
    mp_arg_check_num(n_args, n_kw, 2, 2, false);
    return mph_new_generic_alias(args[0], args[1]);
}

static void alias_print(const mp_print_t *print, mp_obj_t self_in, mp_print_kind_t kind) {
    (void)kind;
    const generic_t *self = MP_OBJ_TO_PTR(self_in);
    print_type(print, self->origin);
    mp_print_str(print, "[");
    size_t count;
    mp_obj_t *items;
    mp_obj_tuple_get(self->args, &count, &items);
    if (count == 0) {
        mp_print_str(print, "()");
    }
    print_types(print, self->args, ", ");
    mp_print_str(print, "]");
}

static mp_obj_t alias_call(mp_obj_t self_in, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    const generic_t *self = MP_OBJ_TO_PTR(self_in);
    return mp_call_function_n_kw(self->origin, n_args, n_kw, args);
}

static mp_obj_t alias_mro_entries(mp_obj_t self_in, mp_obj_t bases) {
    (void)bases;
    const generic_t *self = MP_OBJ_TO_PTR(self_in);
    return mp_obj_new_tuple(1, &self->origin);
}
static MP_DEFINE_CONST_FUN_OBJ_2(alias_mro_entries_obj, alias_mro_entries);

static void alias_attr(mp_obj_t self_in, qstr attr, mp_obj_t *dest) {
    const generic_t *self = MP_OBJ_TO_PTR(self_in);
    if (dest[0] != MP_OBJ_NULL) {
        return; // nothing can be set
    }
    switch (attr) {
        case MP_QSTR___origin__:
            dest[0] = self->origin;
            break;
        case MP_QSTR___args__:
            dest[0] = self->args;
            break;
        case MP_QSTR___parameters__:
            dest[0] = mp_const_empty_tuple;
            break;
        case MP_QSTR___mro_entries__:
            dest[0] = MP_OBJ_FROM_PTR(&alias_mro_entries_obj);
            dest[1] = self_in;
            break;
        default:
            mp_load_method_maybe(self->origin, attr, dest);
    }
}

static mp_obj_t alias_binary_op(mp_binary_op_t op, mp_obj_t left, mp_obj_t right) {
    const generic_t *self = MP_OBJ_TO_PTR(left);
    if (op == MP_BINARY_OP_EQUAL) {
        const generic_t *other = MP_OBJ_TO_PTR(right);
        return mp_obj_new_bool(self->origin == other->origin && mp_obj_equal(self->args, other->args));
    }
    if (op == MP_BINARY_OP_OR || op == MP_BINARY_OP_REVERSE_OR) {
        return op == MP_BINARY_OP_OR ? mph_new_union(left, right) : mph_new_union(right, left);
    }
    return MP_OBJ_NULL;
}

MP_DEFINE_CONST_OBJ_TYPE(
    mph_type_generic_alias,
    MP_QSTR_GenericAlias,
    MP_TYPE_FLAG_NONE,
    make_new, alias_make_new,
    print, alias_print,
    call, alias_call,
    unary_op, generic_unary_op,
    binary_op, alias_binary_op,
    attr, alias_attr
    );

// ---- int | None ----

mp_obj_t mph_union_args(mp_obj_t object) {
    return mp_obj_is_type(object, &mph_type_union) ? ((generic_t *)MP_OBJ_TO_PTR(object))->args : MP_OBJ_NULL;
}

static bool contains(mp_obj_t list, mp_obj_t type) {
    size_t count;
    mp_obj_t *items;
    mp_obj_list_get(list, &count, &items);
    for (size_t i = 0; i < count; i++) {
        if (mp_obj_equal(items[i], type)) {
            return true;
        }
    }
    return false;
}

static bool add_types(mp_obj_t list, mp_obj_t type) {
    if (type == mp_const_none) {
        type = MP_OBJ_FROM_PTR(&mp_type_NoneType);
    }
    mp_obj_t args = mph_union_args(type);
    if (args != MP_OBJ_NULL) {
        size_t count;
        mp_obj_t *items;
        mp_obj_tuple_get(args, &count, &items);
        for (size_t i = 0; i < count; i++) {
            add_types(list, items[i]);
        }
        return true;
    }
    if (!mph_is_class(type) && !mp_obj_is_type(type, &mph_type_generic_alias)) {
        return false;
    }
    if (!contains(list, type)) {
        mp_obj_list_append(list, type);
    }
    return true;
}

mp_obj_t mph_new_union(mp_obj_t left, mp_obj_t right) {
    mp_obj_t list = mp_obj_new_list(0, NULL);
    if (!add_types(list, left) || !add_types(list, right)) {
        return MP_OBJ_NULL;
    }
    size_t count;
    mp_obj_t *items;
    mp_obj_list_get(list, &count, &items);
    return count == 1 ? items[0] : new_generic(&mph_type_union, MP_OBJ_NULL, mp_obj_new_tuple(count, items));
}

static void union_print(const mp_print_t *print, mp_obj_t self_in, mp_print_kind_t kind) {
    (void)kind;
    print_types(print, mph_union_args(self_in), " | ");
}

static mp_obj_t union_binary_op(mp_binary_op_t op, mp_obj_t left, mp_obj_t right) {
    if (op == MP_BINARY_OP_OR || op == MP_BINARY_OP_REVERSE_OR) {
        return op == MP_BINARY_OP_OR ? mph_new_union(left, right) : mph_new_union(right, left);
    }
    if (op != MP_BINARY_OP_EQUAL) {
        return MP_OBJ_NULL;
    }
    size_t count, other_count;
    mp_obj_t *items, *other_items;
    mp_obj_tuple_get(mph_union_args(left), &count, &items);
    mp_obj_tuple_get(mph_union_args(right), &other_count, &other_items);
    mp_obj_t others = mp_obj_new_list(other_count, other_items);
    bool equal = count == other_count;
    for (size_t i = 0; i < count && equal; i++) {
        equal = contains(others, items[i]);
    }
    return mp_obj_new_bool(equal);
}

static void union_attr(mp_obj_t self_in, qstr attr, mp_obj_t *dest) {
    if (dest[0] == MP_OBJ_NULL && attr == MP_QSTR___args__) {
        dest[0] = mph_union_args(self_in);
    }
}

MP_DEFINE_CONST_OBJ_TYPE(
    mph_type_union,
    MP_QSTR_UnionType,
    MP_TYPE_FLAG_NONE,
    print, union_print,
    unary_op, generic_unary_op,
    binary_op, union_binary_op,
    attr, union_attr
    );
