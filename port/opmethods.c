// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Operators of built-in types as methods: 'abc'.__len__(), int.__add__(1, 2),
// hasattr(x, '__iter__'), and what super() reaches of a class derived from a built-in
// type. Upstream's types have slots for operators and no such methods. What the
// interpreter itself asks of an object in this way is not among them.

#include "py/builtin.h"
#include "py/objtype.h"
#include "py/runtime.h"

#include "port/classes.h"
#include "port/dict.h"
#include "port/hash.h"
#include "port/instances.h"
#include "port/number.h"
#include "port/opmethods.h"
#include "port/raise.h"

// ---- which types have what ----

#define NUMBERS (1)
#define WHOLE (2)      // numbers: int and bool
#define SEQUENCES (4)
#define CHAINED (8)    // sequences that can be added and repeated
#define SETS (16)      // and keys and items of dicts
#define MAPPINGS (32)
#define STORES (64)    // items can be set and deleted
#define ANY (128)
#define ITERABLE (256)
#define SIZED (SEQUENCES | SETS | MAPPINGS)
#define ORDERED (NUMBERS | CHAINED | SETS)

static const struct {
    const mp_obj_type_t *type;
    unsigned kinds;
} known_types[] = {
    { &mp_type_int, NUMBERS | WHOLE },
    { &mp_type_bool, NUMBERS | WHOLE },
    { &mp_type_float, NUMBERS },
    { &mp_type_complex, NUMBERS },
    { &mp_type_str, SEQUENCES | CHAINED },
    { &mp_type_bytes, SEQUENCES | CHAINED },
    { &mp_type_bytearray, SEQUENCES | CHAINED | STORES },
    { &mp_type_list, SEQUENCES | CHAINED | STORES },
    { &mp_type_tuple, SEQUENCES | CHAINED },
    { &mp_type_range, SEQUENCES },
    { &mp_type_dict, MAPPINGS | STORES },
    { &mp_type_ordereddict, MAPPINGS | STORES },
    { &mp_type_set, SETS },
    { &mp_type_frozenset, SETS },
};

static unsigned kinds_of(const mp_obj_type_t *type) {
    if (mp_obj_is_instance_type(type)) {
        return ANY; // what it has besides, it has itself
    }
    unsigned kinds = ANY | (MP_OBJ_TYPE_HAS_SLOT(type, iter) && type != &mp_type_type ? ITERABLE : 0);
    for (size_t i = 0; i < MP_ARRAY_SIZE(known_types); i++) {
        if (mp_obj_is_subclass_fast(MP_OBJ_FROM_PTR(type), MP_OBJ_FROM_PTR(known_types[i].type))) {
            kinds |= known_types[i].kinds;
        }
    }
    return kinds;
}

// ---- the methods ----

static mp_obj_t unary(mp_unary_op_t op, mp_obj_t self) {
    return mp_unary_op(op, mph_native_part(self));
}

static mp_obj_t binary(mp_binary_op_t op, mp_obj_t self_in, mp_obj_t other) {
    mp_obj_t self = mph_native_part(self_in);
    const mp_obj_type_t *type = mp_obj_get_type(self);
    bool is_number = kinds_of(type) & NUMBERS;
    if (mp_obj_is_instance_type(type)) {
        // Of `object` itself: the same or not known.
        return op == MP_BINARY_OP_EQUAL && self == other ? mp_const_true : mp_const_notimplemented;
    }
    if (is_number && !(kinds_of(mp_obj_get_type(mph_native_part(other))) & NUMBERS)) {
        return mp_const_notimplemented;
    }
    if (is_number || op == MP_BINARY_OP_CONTAINS) {
        return mp_binary_op(op, self, is_number ? mph_native_part(other) : other);
    }
    const mp_obj_type_t *other_type = mp_obj_get_type(mph_native_part(other));
    bool is_same_kind = other_type == type || (kinds_of(type) & kinds_of(other_type) & (SETS | MAPPINGS));
    if (op == MP_BINARY_OP_EQUAL) {
        return is_same_kind ? mp_obj_new_bool(mp_obj_equal(self, mph_native_part(other))) : mp_const_notimplemented;
    }
    if (!MP_OBJ_TYPE_HAS_SLOT(type, binary_op) || (op <= MP_BINARY_OP_MORE_EQUAL && !is_same_kind)) {
        return mp_const_notimplemented;
    }
    mp_obj_t result = MP_OBJ_TYPE_GET_SLOT(type, binary_op)(op, self, mph_native_part(other));
    return result == MP_OBJ_NULL ? mp_const_notimplemented : result;
}

#define BINARY(name, op) \
    static mp_obj_t name##_method(mp_obj_t self, mp_obj_t other) { return binary(op, self, other); } \
    static MP_DEFINE_CONST_FUN_OBJ_2(name##_obj, name##_method)
#define REVERSED(name, op) \
    static mp_obj_t name##_method(mp_obj_t self, mp_obj_t other) { return binary(op, other, self); } \
    static MP_DEFINE_CONST_FUN_OBJ_2(name##_obj, name##_method)
#define UNARY(name, op) \
    static mp_obj_t name##_method(mp_obj_t self) { return unary(op, self); } \
    static MP_DEFINE_CONST_FUN_OBJ_1(name##_obj, name##_method)

BINARY(add, MP_BINARY_OP_ADD);
BINARY(sub, MP_BINARY_OP_SUBTRACT);
BINARY(mul, MP_BINARY_OP_MULTIPLY);
BINARY(truediv, MP_BINARY_OP_TRUE_DIVIDE);
BINARY(floordiv, MP_BINARY_OP_FLOOR_DIVIDE);
BINARY(mod, MP_BINARY_OP_MODULO);
BINARY(pow, MP_BINARY_OP_POWER);
BINARY(divmod, MP_BINARY_OP_DIVMOD);
BINARY(lshift, MP_BINARY_OP_LSHIFT);
BINARY(rshift, MP_BINARY_OP_RSHIFT);
BINARY(and, MP_BINARY_OP_AND);
BINARY(or, MP_BINARY_OP_OR);
BINARY(xor, MP_BINARY_OP_XOR);
REVERSED(radd, MP_BINARY_OP_ADD);
REVERSED(rsub, MP_BINARY_OP_SUBTRACT);
REVERSED(rmul, MP_BINARY_OP_MULTIPLY);
REVERSED(rtruediv, MP_BINARY_OP_TRUE_DIVIDE);
REVERSED(rfloordiv, MP_BINARY_OP_FLOOR_DIVIDE);
REVERSED(rmod, MP_BINARY_OP_MODULO);
REVERSED(rpow, MP_BINARY_OP_POWER);
BINARY(lt, MP_BINARY_OP_LESS);
BINARY(le, MP_BINARY_OP_LESS_EQUAL);
BINARY(gt, MP_BINARY_OP_MORE);
BINARY(ge, MP_BINARY_OP_MORE_EQUAL);
BINARY(eq, MP_BINARY_OP_EQUAL);
BINARY(contains, MP_BINARY_OP_CONTAINS);
UNARY(neg, MP_UNARY_OP_NEGATIVE);
UNARY(pos, MP_UNARY_OP_POSITIVE);
UNARY(abs, MP_UNARY_OP_ABS);
UNARY(invert, MP_UNARY_OP_INVERT);
UNARY(len, MP_UNARY_OP_LEN);

static mp_obj_t ne_method(mp_obj_t self, mp_obj_t other) {
    mp_obj_t equal = binary(MP_BINARY_OP_EQUAL, self, other);
    return equal == mp_const_notimplemented ? equal : mp_obj_new_bool(equal == mp_const_false);
}
static MP_DEFINE_CONST_FUN_OBJ_2(ne_obj, ne_method);

static mp_obj_t bool_method(mp_obj_t self) {
    return mp_obj_new_bool(mp_obj_is_true(mph_native_part(self)));
}
static MP_DEFINE_CONST_FUN_OBJ_1(bool_obj, bool_method);

static mp_obj_t hash_method(mp_obj_t self_in) {
    mp_obj_t self = mph_native_part(self_in);
    return mp_obj_is_instance_type(mp_obj_get_type(self)) ? mp_obj_id(self) : mph_new_int64(mph_hash(self));
}
static MP_DEFINE_CONST_FUN_OBJ_1(hash_obj, hash_method);

static mp_obj_t text_of(mp_obj_t self_in, mp_print_kind_t kind) {
    mp_obj_t self = mph_native_part(self_in);
    vstr_t text;
    mp_print_t print;
    vstr_init_print(&text, 16, &print);
    if (mp_obj_is_instance_type(mp_obj_get_type(self))) {
        mph_print_plain_instance(&print, self);
    } else if (self != self_in && mp_obj_is_native_exception_instance(self)) {
        mp_print_str(&print, kind == PRINT_REPR ? mp_obj_get_type_str(self_in) : "");
        mp_obj_print_helper(&print, self, kind | PRINT_EXC_SUBCLASS);
    } else {
        mp_obj_print_helper(&print, self, kind);
    }
    return mp_obj_new_str_from_utf8_vstr(&text);
}

static mp_obj_t repr_method(mp_obj_t self) {
    return text_of(self, PRINT_REPR);
}
static MP_DEFINE_CONST_FUN_OBJ_1(repr_obj, repr_method);

static mp_obj_t str_method(mp_obj_t self) {
    // As `object` does it: by the repr() of the object's class.
    if (mp_obj_is_instance_type(mp_obj_get_type(mph_native_part(self)))) {
        mp_obj_t repr[2];
        mp_load_method(self, MP_QSTR___repr__, repr);
        return mp_call_method_n_kw(0, 0, repr);
    }
    return text_of(self, PRINT_STR);
}
static MP_DEFINE_CONST_FUN_OBJ_1(str_obj, str_method);

static mp_obj_t int_method(mp_obj_t self) {
    mp_obj_t number = mph_native_part(self);
    return MP_OBJ_TYPE_GET_SLOT(&mp_type_int, make_new)(&mp_type_int, 1, 0, &number);
}
static MP_DEFINE_CONST_FUN_OBJ_1(int_obj, int_method);

static mp_obj_t float_method(mp_obj_t self) {
    return mp_obj_new_float(mp_obj_get_float(mph_native_part(self)));
}
static MP_DEFINE_CONST_FUN_OBJ_1(float_obj, float_method);

static mp_obj_t iter_method(mp_obj_t self) {
    return mp_getiter(mph_native_part(self), NULL);
}
static MP_DEFINE_CONST_FUN_OBJ_1(iter_obj, iter_method);

static mp_obj_t getitem_method(mp_obj_t self, mp_obj_t index) {
    mp_obj_t native = mph_native_part(self);
    if (native != self && mp_obj_is_dict_or_ordereddict(native)) {
        return mph_dict_get_of(self, native, index);
    }
    return mp_obj_subscr(native, index, MP_OBJ_SENTINEL);
}
static MP_DEFINE_CONST_FUN_OBJ_2(getitem_obj, getitem_method);

static mp_obj_t setitem_method(mp_obj_t self, mp_obj_t index, mp_obj_t value) {
    mp_obj_subscr(mph_native_part(self), index, value);
    return mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_3(setitem_obj, setitem_method);

static mp_obj_t delitem_method(mp_obj_t self, mp_obj_t index) {
    mp_obj_subscr(mph_native_part(self), index, MP_OBJ_NULL);
    return mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_2(delitem_obj, delitem_method);

static const struct {
    uint16_t name; // a qstr
    uint16_t kinds; // of which one is enough
    mp_rom_obj_t method;
} methods[] = {
    { MP_QSTR___abs__, NUMBERS, MP_ROM_PTR(&abs_obj) },
    { MP_QSTR___add__, NUMBERS | CHAINED, MP_ROM_PTR(&add_obj) },
    { MP_QSTR___and__, WHOLE | SETS, MP_ROM_PTR(&and_obj) },
    { MP_QSTR___bool__, NUMBERS, MP_ROM_PTR(&bool_obj) },
    { MP_QSTR___contains__, SIZED, MP_ROM_PTR(&contains_obj) },
    { MP_QSTR___delitem__, STORES, MP_ROM_PTR(&delitem_obj) },
    { MP_QSTR___divmod__, NUMBERS, MP_ROM_PTR(&divmod_obj) },
    { MP_QSTR___eq__, ANY, MP_ROM_PTR(&eq_obj) },
    { MP_QSTR___float__, NUMBERS, MP_ROM_PTR(&float_obj) },
    { MP_QSTR___floordiv__, NUMBERS, MP_ROM_PTR(&floordiv_obj) },
    { MP_QSTR___ge__, ORDERED, MP_ROM_PTR(&ge_obj) },
    { MP_QSTR___getitem__, SEQUENCES | MAPPINGS, MP_ROM_PTR(&getitem_obj) },
    { MP_QSTR___gt__, ORDERED, MP_ROM_PTR(&gt_obj) },
    { MP_QSTR___hash__, ANY, MP_ROM_PTR(&hash_obj) },
    { MP_QSTR___index__, WHOLE, MP_ROM_PTR(&int_obj) },
    { MP_QSTR___int__, NUMBERS, MP_ROM_PTR(&int_obj) },
    { MP_QSTR___invert__, WHOLE, MP_ROM_PTR(&invert_obj) },
    { MP_QSTR___iter__, ITERABLE, MP_ROM_PTR(&iter_obj) },
    { MP_QSTR___le__, ORDERED, MP_ROM_PTR(&le_obj) },
    { MP_QSTR___len__, SIZED, MP_ROM_PTR(&len_obj) },
    { MP_QSTR___lshift__, WHOLE, MP_ROM_PTR(&lshift_obj) },
    { MP_QSTR___lt__, ORDERED, MP_ROM_PTR(&lt_obj) },
    { MP_QSTR___mod__, NUMBERS, MP_ROM_PTR(&mod_obj) },
    { MP_QSTR___mul__, NUMBERS | CHAINED, MP_ROM_PTR(&mul_obj) },
    { MP_QSTR___ne__, ANY, MP_ROM_PTR(&ne_obj) },
    { MP_QSTR___neg__, NUMBERS, MP_ROM_PTR(&neg_obj) },
    { MP_QSTR___or__, WHOLE | SETS | MAPPINGS, MP_ROM_PTR(&or_obj) },
    { MP_QSTR___pos__, NUMBERS, MP_ROM_PTR(&pos_obj) },
    { MP_QSTR___pow__, NUMBERS, MP_ROM_PTR(&pow_obj) },
    { MP_QSTR___radd__, NUMBERS, MP_ROM_PTR(&radd_obj) },
    { MP_QSTR___repr__, ANY, MP_ROM_PTR(&repr_obj) },
    { MP_QSTR___rfloordiv__, NUMBERS, MP_ROM_PTR(&rfloordiv_obj) },
    { MP_QSTR___rmod__, NUMBERS, MP_ROM_PTR(&rmod_obj) },
    { MP_QSTR___rmul__, NUMBERS | CHAINED, MP_ROM_PTR(&rmul_obj) },
    { MP_QSTR___rpow__, NUMBERS, MP_ROM_PTR(&rpow_obj) },
    { MP_QSTR___rshift__, WHOLE, MP_ROM_PTR(&rshift_obj) },
    { MP_QSTR___rsub__, NUMBERS, MP_ROM_PTR(&rsub_obj) },
    { MP_QSTR___rtruediv__, NUMBERS, MP_ROM_PTR(&rtruediv_obj) },
    { MP_QSTR___setitem__, STORES, MP_ROM_PTR(&setitem_obj) },
    { MP_QSTR___str__, ANY, MP_ROM_PTR(&str_obj) },
    { MP_QSTR___sub__, NUMBERS | SETS, MP_ROM_PTR(&sub_obj) },
    { MP_QSTR___truediv__, NUMBERS, MP_ROM_PTR(&truediv_obj) },
    { MP_QSTR___xor__, WHOLE | SETS, MP_ROM_PTR(&xor_obj) },
};

mp_obj_t mph_operator_method(const mp_obj_type_t *type, qstr name) {
    const char *text = qstr_str(name);
    if (text[0] != '_' || text[1] != '_') {
        return MP_OBJ_NULL;
    }
    for (size_t i = 0; i < MP_ARRAY_SIZE(methods); i++) {
        if (methods[i].name == name) {
            return methods[i].kinds & kinds_of(type) ? MP_OBJ_FROM_PTR(methods[i].method) : MP_OBJ_NULL;
        }
    }
    return MP_OBJ_NULL;
}

mp_obj_t mph_class_operator_method(mp_obj_t class, qstr name) {
    const mp_obj_type_t *type = MP_OBJ_TO_PTR(class);
    // A class that compares as it likes has no hash, unless it says so.
    if (name == MP_QSTR___hash__ && mp_obj_is_instance_type(type)) {
        mp_obj_t equal[2];
        mp_load_method_maybe(class, MP_QSTR___eq__, equal);
        if (equal[0] != MP_OBJ_FROM_PTR(&eq_obj)) {
            return mp_const_none;
        }
    }
    const mp_obj_type_t *native = mph_native_base_of(type);
    return mph_operator_method(native != NULL ? native : type, name);
}

void mph_load_operator_method(mp_obj_t object, qstr name, mp_obj_t *dest) {
    if (mph_is_class(object)) {
        return; // which looks for itself
    }
    mp_obj_t method = mph_operator_method(mp_obj_get_type(mph_native_part(object)), name);
    if (method != MP_OBJ_NULL) {
        dest[0] = method;
        dest[1] = object;
    }
}
