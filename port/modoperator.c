// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The module operator.

#include <string.h>

#include "py/builtin.h"
#include "py/objtuple.h"
#include "py/runtime.h"

#include "port/array.h"
#include "port/collections.h"

#define BINARY(name, op) \
    static mp_obj_t op_##name(mp_obj_t left, mp_obj_t right) { \
        return mp_binary_op(MP_BINARY_OP_##op, left, right); \
    } \
    static MP_DEFINE_CONST_FUN_OBJ_2(op_##name##_obj, op_##name);
#define UNARY(name, op) \
    static mp_obj_t op_##name(mp_obj_t object) { \
        return mp_unary_op(MP_UNARY_OP_##op, object); \
    } \
    static MP_DEFINE_CONST_FUN_OBJ_1(op_##name##_obj, op_##name);

BINARY(add, ADD)
BINARY(and_, AND)
BINARY(eq, EQUAL)
BINARY(floordiv, FLOOR_DIVIDE)
BINARY(ge, MORE_EQUAL)
BINARY(gt, MORE)
BINARY(iadd, INPLACE_ADD)
BINARY(iand, INPLACE_AND)
BINARY(ifloordiv, INPLACE_FLOOR_DIVIDE)
BINARY(ilshift, INPLACE_LSHIFT)
BINARY(imatmul, INPLACE_MAT_MULTIPLY)
BINARY(imod, INPLACE_MODULO)
BINARY(imul, INPLACE_MULTIPLY)
BINARY(ior, INPLACE_OR)
BINARY(ipow, INPLACE_POWER)
BINARY(irshift, INPLACE_RSHIFT)
BINARY(isub, INPLACE_SUBTRACT)
BINARY(itruediv, INPLACE_TRUE_DIVIDE)
BINARY(ixor, INPLACE_XOR)
BINARY(le, LESS_EQUAL)
BINARY(lshift, LSHIFT)
BINARY(lt, LESS)
BINARY(matmul, MAT_MULTIPLY)
BINARY(mod, MODULO)
BINARY(mul, MULTIPLY)
BINARY(ne, NOT_EQUAL)
BINARY(or_, OR)
BINARY(pow, POWER)
BINARY(rshift, RSHIFT)
BINARY(sub, SUBTRACT)
BINARY(truediv, TRUE_DIVIDE)
BINARY(xor, XOR)
UNARY(abs, ABS)
UNARY(inv, INVERT)
UNARY(neg, NEGATIVE)
UNARY(pos, POSITIVE)

static mp_obj_t op_contains(mp_obj_t container, mp_obj_t item) {
    return mp_binary_op(MP_BINARY_OP_IN, item, container);
}
static MP_DEFINE_CONST_FUN_OBJ_2(op_contains_obj, op_contains);

static mp_obj_t op_not_(mp_obj_t object) {
    return mp_obj_new_bool(!mp_obj_is_true(object));
}
static MP_DEFINE_CONST_FUN_OBJ_1(op_not__obj, op_not_);

static mp_obj_t op_truth(mp_obj_t object) {
    return mp_obj_new_bool(mp_obj_is_true(object));
}
static MP_DEFINE_CONST_FUN_OBJ_1(op_truth_obj, op_truth);

static mp_obj_t op_is_(mp_obj_t left, mp_obj_t right) {
    return mp_obj_new_bool(left == right);
}
static MP_DEFINE_CONST_FUN_OBJ_2(op_is__obj, op_is_);

static mp_obj_t op_is_not(mp_obj_t left, mp_obj_t right) {
    return mp_obj_new_bool(left != right);
}
static MP_DEFINE_CONST_FUN_OBJ_2(op_is_not_obj, op_is_not);

static mp_obj_t op_index(mp_obj_t object) {
    if (mp_obj_is_int(object)) {
        return object;
    }
    mp_obj_t dest[2];
    mp_load_method_maybe(object, MP_QSTR___index__, dest);
    if (dest[0] == MP_OBJ_NULL) {
        mp_raise_msg_varg(&mp_type_TypeError, MP_ERROR_TEXT("'%s' object cannot be interpreted as an integer"), mp_obj_get_type_str(object));
    }
    return mp_call_method_n_kw(0, 0, dest);
}
static MP_DEFINE_CONST_FUN_OBJ_1(op_index_obj, op_index);

static mp_obj_t op_concat(mp_obj_t left, mp_obj_t right) {
    return mp_binary_op(MP_BINARY_OP_ADD, left, right);
}
static MP_DEFINE_CONST_FUN_OBJ_2(op_concat_obj, op_concat);

static mp_obj_t op_count_of(mp_obj_t iterable, mp_obj_t value) {
    mp_obj_iter_buf_t buffer;
    mp_obj_t items = mp_getiter(iterable, &buffer);
    mp_obj_t item;
    size_t count = 0;
    while ((item = mp_iternext(items)) != MP_OBJ_STOP_ITERATION) {
        count += item == value || mp_obj_equal(item, value);
    }
    return mp_obj_new_int_from_uint(count);
}
static MP_DEFINE_CONST_FUN_OBJ_2(op_count_of_obj, op_count_of);

static mp_obj_t op_index_of(mp_obj_t iterable, mp_obj_t value) {
    mp_obj_iter_buf_t buffer;
    mp_obj_t items = mp_getiter(iterable, &buffer);
    mp_obj_t item;
    for (size_t i = 0; (item = mp_iternext(items)) != MP_OBJ_STOP_ITERATION; i++) {
        if (item == value || mp_obj_equal(item, value)) {
            return mp_obj_new_int_from_uint(i);
        }
    }
    mp_raise_ValueError(MP_ERROR_TEXT("sequence.index(x): x not in sequence"));
}
static MP_DEFINE_CONST_FUN_OBJ_2(op_index_of_obj, op_index_of);

static mp_obj_t op_length_hint(size_t n_args, const mp_obj_t *args) {
    mp_obj_t length = mp_obj_len_maybe(args[0]);
    return length != MP_OBJ_NULL ? length : n_args > 1 ? args[1] : MP_OBJ_NEW_SMALL_INT(0);
}
static MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(op_length_hint_obj, 1, 2, op_length_hint);

static mp_obj_t op_call(size_t n_args, const mp_obj_t *args, mp_map_t *keywords) {
    return mp_call_function_n_kw(args[0], n_args - 1, keywords->used, args + 1);
}
static MP_DEFINE_CONST_FUN_OBJ_KW(op_call_obj, 1, op_call);

// ---- what gets items, attributes, or a method's result ----

typedef struct _getter_t {
    mp_obj_base_t base;
    size_t n_args; // of methodcaller, positional ones with the name
    size_t n_kw;
    mp_obj_t args[];
} getter_t;

static getter_t *new_getter(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    getter_t *self = mp_obj_malloc_var(getter_t, args, mp_obj_t, n_args + 2 * n_kw, type);
    self->n_args = n_args;
    self->n_kw = n_kw;
    memcpy(self->args, args, (n_args + 2 * n_kw) * sizeof(mp_obj_t));
    return self;
}

static mp_obj_t item_of(mp_obj_t object, mp_obj_t index) {
    return mp_obj_subscr(object, index, MP_OBJ_SENTINEL);
}

// "a.b.c"
static mp_obj_t attribute_of(mp_obj_t object, mp_obj_t path_in) {
    size_t length;
    const char *path = mp_obj_str_get_data(path_in, &length);
    for (size_t start = 0; start <= length; ) {
        const char *dot = memchr(path + start, '.', length - start);
        size_t end = dot != NULL ? (size_t)(dot - path) : length;
        object = mp_load_attr(object, qstr_from_strn(path + start, end - start));
        start = end + 1;
    }
    return object;
}

static mp_obj_t get_all(mp_obj_t self_in, size_t n_args, size_t n_kw, const mp_obj_t *args, mp_obj_t (*get)(mp_obj_t, mp_obj_t)) {
    mp_arg_check_num(n_args, n_kw, 1, 1, false);
    const getter_t *self = MP_OBJ_TO_PTR(self_in);
    if (self->n_args == 1) {
        return get(args[0], self->args[0]);
    }
    mp_obj_tuple_t *tuple = MP_OBJ_TO_PTR(mp_obj_new_tuple(self->n_args, NULL));
    for (size_t i = 0; i < self->n_args; i++) {
        tuple->items[i] = get(args[0], self->args[i]);
    }
    return MP_OBJ_FROM_PTR(tuple);
}

static mp_obj_t getter_make_new(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    mp_arg_check_num(n_args, n_kw, 1, MP_OBJ_FUN_ARGS_MAX, false);
    return MP_OBJ_FROM_PTR(new_getter(type, n_args, 0, args));
}

static void getter_print(const mp_print_t *print, mp_obj_t self_in, mp_print_kind_t kind) {
    (void)kind;
    const getter_t *self = MP_OBJ_TO_PTR(self_in);
    mp_printf(print, "operator.%q(", (qstr)self->base.type->name);
    for (size_t i = 0; i < self->n_args; i++) {
        mp_print_str(print, i == 0 ? "" : ", ");
        mp_obj_print_helper(print, self->args[i], PRINT_REPR);
    }
    mp_print_str(print, ")");
}

static mp_obj_t itemgetter_call(mp_obj_t self, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    return get_all(self, n_args, n_kw, args, item_of);
}

static mp_obj_t attrgetter_make_new(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    for (size_t i = 0; i < n_args; i++) {
        if (!mp_obj_is_str(args[i])) {
            mp_raise_TypeError(MP_ERROR_TEXT("attribute name must be a string"));
        }
    }
    return getter_make_new(type, n_args, n_kw, args);
}

static mp_obj_t attrgetter_call(mp_obj_t self, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    return get_all(self, n_args, n_kw, args, attribute_of);
}

static mp_obj_t methodcaller_make_new(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    mp_arg_check_num(n_args, n_kw, 1, MP_OBJ_FUN_ARGS_MAX, true);
    (void)mp_obj_str_get_qstr(args[0]);
    return MP_OBJ_FROM_PTR(new_getter(type, n_args, n_kw, args));
}

static mp_obj_t methodcaller_call(mp_obj_t self_in, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    mp_arg_check_num(n_args, n_kw, 1, 1, false);
    const getter_t *self = MP_OBJ_TO_PTR(self_in);
    mp_obj_t method = mp_load_attr(args[0], mp_obj_str_get_qstr(self->args[0]));
    return mp_call_function_n_kw(method, self->n_args - 1, self->n_kw, self->args + 1);
}

#define GETTER(symbol, name, new, call_) \
    static MP_DEFINE_CONST_OBJ_TYPE(symbol, MP_QSTR_##name, MP_TYPE_FLAG_NONE, make_new, new, print, getter_print, call, call_)
GETTER(type_itemgetter, itemgetter, getter_make_new, itemgetter_call);
GETTER(type_attrgetter, attrgetter, attrgetter_make_new, attrgetter_call);
GETTER(type_methodcaller, methodcaller, methodcaller_make_new, methodcaller_call);

// A function under its name, and with underscores around it.
#define NAMES(name) { MP_ROM_QSTR(MP_QSTR_##name), MP_ROM_PTR(&op_##name##_obj) }, { MP_ROM_QSTR(MP_QSTR___##name##__), MP_ROM_PTR(&op_##name##_obj) }
#define NAMES_(name, function) { MP_ROM_QSTR(MP_QSTR_##function), MP_ROM_PTR(&op_##function##_obj) }, { MP_ROM_QSTR(MP_QSTR___##name##__), MP_ROM_PTR(&op_##function##_obj) }

static const mp_rom_map_elem_t operator_globals_table[] = {
    { MP_ROM_QSTR(MP_QSTR___name__), MP_ROM_QSTR(MP_QSTR_operator) },
    NAMES(abs), NAMES(add), NAMES_(and, and_), NAMES(call), NAMES(concat), NAMES(contains), NAMES(eq), NAMES(floordiv),
    NAMES(ge), NAMES(gt), NAMES(iadd), NAMES(iand), NAMES(ifloordiv), NAMES(ilshift), NAMES(imatmul), NAMES(imod),
    NAMES(imul), NAMES(index), NAMES(inv), NAMES(ior), NAMES(ipow), NAMES(irshift), NAMES(isub), NAMES(itruediv),
    NAMES(ixor), NAMES(le), NAMES(lshift), NAMES(lt), NAMES(matmul), NAMES(mod), NAMES(mul), NAMES(ne), NAMES(neg),
    NAMES_(not, not_), NAMES_(or, or_), NAMES(pos), NAMES(pow), NAMES(rshift), NAMES(sub), NAMES(truediv), NAMES(xor),
    { MP_ROM_QSTR(MP_QSTR_attrgetter), MP_ROM_PTR(&type_attrgetter) },
    { MP_ROM_QSTR(MP_QSTR_countOf), MP_ROM_PTR(&op_count_of_obj) },
    { MP_ROM_QSTR(MP_QSTR_delitem), MP_ROM_PTR(&mp_op_delitem_obj) },
    { MP_ROM_QSTR(MP_QSTR_getitem), MP_ROM_PTR(&mp_op_getitem_obj) },
    { MP_ROM_QSTR(MP_QSTR_iconcat), MP_ROM_PTR(&op_iadd_obj) },
    { MP_ROM_QSTR(MP_QSTR_indexOf), MP_ROM_PTR(&op_index_of_obj) },
    { MP_ROM_QSTR(MP_QSTR_invert), MP_ROM_PTR(&op_inv_obj) },
    { MP_ROM_QSTR(MP_QSTR_is_), MP_ROM_PTR(&op_is__obj) },
    { MP_ROM_QSTR(MP_QSTR_is_not), MP_ROM_PTR(&op_is_not_obj) },
    { MP_ROM_QSTR(MP_QSTR_itemgetter), MP_ROM_PTR(&type_itemgetter) },
    { MP_ROM_QSTR(MP_QSTR_length_hint), MP_ROM_PTR(&op_length_hint_obj) },
    { MP_ROM_QSTR(MP_QSTR_methodcaller), MP_ROM_PTR(&type_methodcaller) },
    { MP_ROM_QSTR(MP_QSTR_setitem), MP_ROM_PTR(&mp_op_setitem_obj) },
    { MP_ROM_QSTR(MP_QSTR_truth), MP_ROM_PTR(&op_truth_obj) },
};
static MP_DEFINE_CONST_DICT(operator_globals, operator_globals_table);

const mp_obj_module_t mph_module_operator = {
    .base = { &mp_type_module },
    .globals = (mp_obj_dict_t *)&operator_globals,
};
MP_REGISTER_EXTENSIBLE_MODULE(MP_QSTR_operator, mph_module_operator);
