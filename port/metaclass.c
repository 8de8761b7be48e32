// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Classes as objects, and metaclasses. A class always is an object of the type
// `type`, which all of upstream takes for granted; one of another metaclass
// carries a flag, and its metaclass under a name in its own dict. What is done with
// a class as an object (calling it, iterating over it, a subscript of it) asks the
// metaclass first. A class that derives from `type` never has instances of a shape
// of their own: calling it makes a class.

#include "py/builtin.h"
#include "py/objtype.h"
#include "py/runtime.h"

#include "port/classes.h"
#include "port/opmethods.h"
#include "port/collections.h"

static const mp_obj_type_t *metaclass_of(const mp_obj_type_t *class) {
    if (class->flags & MPH_TYPE_FLAG_HAS_META) {
        mp_map_elem_t *elem = mph_find_own(class, MP_QSTR___metaclass__);
        // The program can change it, or take it away.
        if (elem != NULL && mph_is_class(elem->value) && mph_derives_from_type(MP_OBJ_TO_PTR(elem->value))) {
            return MP_OBJ_TO_PTR(elem->value);
        }
    }
    return &mp_type_type;
}

const mp_obj_type_t *mph_type_of(mp_obj_t object) {
    return mph_is_class(object) ? metaclass_of(MP_OBJ_TO_PTR(object)) : mp_obj_get_type(object);
}

// Looks for an attribute of a class in its metaclass, as far as that is made in
// Python, and binds it to the class.
bool mph_find_in_meta(const mp_obj_type_t *meta, qstr attr, mp_obj_t class, mp_obj_t *dest) {
    if (!mp_obj_is_instance_type(meta)) {
        return false;
    }
    mp_map_elem_t *elem = mph_find_own(meta, attr);
    if (elem != NULL) {
        mp_convert_member_lookup(class, meta, elem->value, dest);
        return true;
    }
    mp_obj_t single;
    const mp_obj_t *bases;
    size_t count = mph_bases_of(meta, &single, &bases);
    for (size_t i = 0; i < count; i++) {
        if (mph_find_in_meta(MP_OBJ_TO_PTR(bases[i]), attr, class, dest)) {
            return true;
        }
    }
    return false;
}

bool mph_find_meta_method(mp_obj_t class, qstr attr, mp_obj_t *dest) {
    const mp_obj_type_t *type = MP_OBJ_TO_PTR(class);
    dest[0] = dest[1] = MP_OBJ_NULL;
    return (type->flags & MPH_TYPE_FLAG_HAS_META) && mph_find_in_meta(metaclass_of(type), attr, class, dest);
}

// A call of a metaclass: makes a class by its __new__ and __init__.
mp_obj_t mph_metaclass_make_new(const mp_obj_type_t *meta, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    mp_arg_check_num(n_args, n_kw, 3, 3, true);
    mp_obj_t dest[2] = { MP_OBJ_NULL, MP_OBJ_NULL };
    mp_obj_t class;
    if (mph_find_in_meta(meta, MP_QSTR___new__, MP_OBJ_FROM_PTR(meta), dest)) {
        class = mp_call_method_self_n_kw(dest[0], MP_OBJ_FROM_PTR(meta), n_args, n_kw, args);
    } else {
        class = mph_new_class(meta, mp_obj_str_get_qstr(args[0]), args[1], args[2], n_kw, args + n_args);
    }
    if (mph_is_class(class) && mp_obj_is_subclass_fast(MP_OBJ_FROM_PTR(mph_type_of(class)), MP_OBJ_FROM_PTR(meta))
        && mph_find_meta_method(class, MP_QSTR___init__, dest)) {
        mp_call_method_self_n_kw(dest[0], dest[1], n_args, n_kw, args);
    }
    return class;
}

const mp_obj_type_t *mph_metaclass_for(const mp_obj_type_t *meta, mp_obj_t bases_in) {
    size_t count;
    mp_obj_t *bases;
    mp_obj_get_array(bases_in, &count, &bases);
    for (size_t i = 0; i < count; i++) {
        const mp_obj_type_t *other = mph_is_class(bases[i]) ? metaclass_of(MP_OBJ_TO_PTR(bases[i])) : &mp_type_type;
        if (mp_obj_is_subclass_fast(MP_OBJ_FROM_PTR(other), MP_OBJ_FROM_PTR(meta))) {
            meta = other;
        } else if (!mp_obj_is_subclass_fast(MP_OBJ_FROM_PTR(meta), MP_OBJ_FROM_PTR(other))) {
            mp_raise_TypeError(MP_ERROR_TEXT("metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases"));
        }
    }
    return meta;
}

// ---- classes as objects ----

static mp_obj_t class_make_new(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    (void)type;
    if (n_args == 1 && n_kw == 0) {
        return MP_OBJ_FROM_PTR(mph_type_of(args[0]));
    }
    if (n_args != 3) {
        mp_raise_TypeError(MP_ERROR_TEXT("type() takes 1 or 3 arguments"));
    }
    return mph_new_class(&mp_type_type, mp_obj_str_get_qstr(args[0]), args[1], args[2], n_kw, args + 3);
}

// What abc.ABCMeta has found to be missing.
static void check_abstract(const mp_obj_type_t *class) {
    mp_map_elem_t *missing = mph_find_own(class, MP_QSTR___abstractmethods__);
    if (missing == NULL || !mp_obj_is_true(missing->value)) {
        return;
    }
    mp_obj_t names = mph_list_of(missing->value);
    mp_obj_list_sort(1, &names, (mp_map_t *)&mp_const_empty_map);
    size_t count;
    mp_obj_t *items;
    mp_obj_list_get(names, &count, &items);
    vstr_t text;
    mp_print_t print;
    vstr_init_print(&text, 16, &print);
    for (size_t i = 0; i < count; i++) {
        mp_print_str(&print, i == 0 ? "" : ", ");
        mp_obj_print_helper(&print, items[i], PRINT_STR);
    }
    mp_raise_msg_varg(&mp_type_TypeError, MP_ERROR_TEXT("Can't instantiate abstract class %q with abstract method%s %s"),
        (qstr)class->name, count == 1 ? "" : "s", vstr_null_terminated_str(&text));
}

mp_obj_t mph_make_instance(mp_obj_t class, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    if (((const mp_obj_type_t *)MP_OBJ_TO_PTR(class))->flags & MPH_TYPE_FLAG_HAS_META) {
        check_abstract(MP_OBJ_TO_PTR(class));
    }
    return mph_upstream_type_call(class, n_args, n_kw, args);
}

static mp_obj_t class_call(mp_obj_t class, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    mp_obj_t dest[2];
    if (mph_find_meta_method(class, MP_QSTR___call__, dest)) {
        return mp_call_method_self_n_kw(dest[0], dest[1], n_args, n_kw, args);
    }
    return mph_make_instance(class, n_args, n_kw, args);
}

static void class_print(const mp_print_t *print, mp_obj_t class, mp_print_kind_t kind) {
    mp_obj_t dest[2];
    if (mph_find_meta_method(class, kind == PRINT_STR ? MP_QSTR___str__ : MP_QSTR___repr__, dest)
        || mph_find_meta_method(class, MP_QSTR___repr__, dest)) {
        mp_obj_print_helper(print, mp_call_method_n_kw(0, 0, dest), PRINT_STR);
        return;
    }
    mp_print_str(print, "<class '");
    mph_print_class_name(print, class);
    mp_print_str(print, "'>");
}

void mph_print_class_name(const mp_print_t *print, mp_obj_t class) {
    const mp_obj_type_t *type = MP_OBJ_TO_PTR(class);
    mp_map_elem_t *module = mph_find_own(type, MP_QSTR___module__);
    if (module != NULL && mp_obj_is_str(module->value)) {
        mp_printf(print, "%s.", mp_obj_str_get_str(module->value));
    }
    mp_printf(print, "%q", (qstr)type->name);
}

static mp_obj_t class_unary_op(mp_unary_op_t op, mp_obj_t class) {
    mp_obj_t dest[2];
    if ((op == MP_UNARY_OP_LEN || op == MP_UNARY_OP_BOOL) && mph_find_meta_method(class, mp_unary_op_method_name[op], dest)) {
        return mp_call_method_n_kw(0, 0, dest);
    }
    return op == MP_UNARY_OP_HASH ? MP_OBJ_NEW_SMALL_INT((mp_uint_t)class) : MP_OBJ_NULL;
}

static mp_obj_t class_binary_op(mp_binary_op_t op, mp_obj_t class, mp_obj_t other) {
    mp_obj_t dest[3];
    if (mp_binary_op_method_name[op] != 0 && mph_find_meta_method(class, mp_binary_op_method_name[op], dest)) {
        dest[2] = other;
        mp_obj_t result = mp_call_method_n_kw(1, 0, dest);
        return result == mp_const_notimplemented ? MP_OBJ_NULL : op == MP_BINARY_OP_CONTAINS ? mp_obj_new_bool(mp_obj_is_true(result)) : result;
    }
    switch (op) {
        case MP_BINARY_OP_OR:
            return mph_new_union(class, other);
        case MP_BINARY_OP_REVERSE_OR:
            return mph_new_union(other, class);
        default:
            return MP_OBJ_NULL;
    }
}

static mp_obj_t class_subscr(mp_obj_t class, mp_obj_t index, mp_obj_t value) {
    mp_obj_t dest[4];
    qstr name = value == MP_OBJ_SENTINEL ? MP_QSTR___getitem__ : value == MP_OBJ_NULL ? MP_QSTR___delitem__ : MP_QSTR___setitem__;
    if (mph_find_meta_method(class, name, dest)) {
        dest[2] = index;
        dest[3] = value;
        mp_obj_t result = mp_call_method_n_kw(name == MP_QSTR___setitem__ ? 2 : 1, 0, dest);
        return value == MP_OBJ_SENTINEL ? result : mp_const_none;
    }
    if (value != MP_OBJ_SENTINEL) {
        return MP_OBJ_NULL;
    }
    mp_load_method_maybe(class, MP_QSTR___class_getitem__, dest);
    if (dest[0] != MP_OBJ_NULL) {
        dest[2] = index;
        return mp_call_method_n_kw(1, 0, dest);
    }
    const mp_obj_type_t *type = MP_OBJ_TO_PTR(class);
    if (mp_obj_is_native_type(type) && (type == &mp_type_type || mp_obj_is_subclass_fast(class, MP_OBJ_FROM_PTR(&mp_type_tuple))
        || (MP_OBJ_TYPE_HAS_SLOT(type, iter) && type != &mp_type_str && type != &mp_type_bytes))) {
        return mph_new_generic_alias(class, index);
    }
    mp_raise_msg_varg(&mp_type_TypeError, MP_ERROR_TEXT("type '%q' is not subscriptable"), (qstr)type->name);
}

static mp_obj_t class_getiter(mp_obj_t class, mp_obj_iter_buf_t *buffer) {
    (void)buffer;
    mp_obj_t dest[2];
    return mph_find_meta_method(class, MP_QSTR___iter__, dest) ? mp_call_method_n_kw(0, 0, dest) : MP_OBJ_NULL;
}

// A descriptor of a class of the program's, taken from the class.
static void bind_descriptor(mp_obj_t class, qstr attr, mp_obj_t *dest) {
    if (dest[1] != MP_OBJ_NULL || !mp_obj_is_instance_type(mp_obj_get_type(dest[0])) || attr == MP_QSTR___get__) {
        return;
    }
    mp_obj_t get[4];
    mp_load_method_maybe(MP_OBJ_FROM_PTR(mp_obj_get_type(dest[0])), MP_QSTR___get__, get);
    if (get[0] != MP_OBJ_NULL) {
        mp_obj_t args[] = { dest[0], mp_const_none, class };
        dest[0] = mp_call_function_n_kw(get[0], 3, 0, args);
    }
}

static void class_load_attr(mp_obj_t class, qstr attr, mp_obj_t *dest) {
    const mp_obj_type_t *type = MP_OBJ_TO_PTR(class);
    mph_upstream_type_attr(class, attr, dest);
    if (dest[0] != MP_OBJ_NULL) {
        bind_descriptor(class, attr, dest);
        return;
    }
    switch (attr) {
        case MP_QSTR___mro__:
            dest[0] = mph_mro(class);
            return;
        case MP_QSTR___base__: {
            mp_obj_t single;
            const mp_obj_t *bases;
            dest[0] = mph_bases_of(type, &single, &bases) > 0 ? bases[0] : type == &mp_type_object ? mp_const_none : MP_OBJ_FROM_PTR(&mp_type_object);
            return;
        }
        case MP_QSTR___qualname__:
            dest[0] = MP_OBJ_NEW_QSTR(type->name);
            return;
        case MP_QSTR___module__:
            dest[0] = MP_OBJ_NEW_QSTR(MP_QSTR_builtins);
            return;
        case MP_QSTR___doc__:
            dest[0] = mp_const_none;
            return;
    }
    if (mph_find_meta_method(class, attr, dest)) {
        if (dest[1] == MP_OBJ_NULL && mp_obj_is_type(dest[0], &mp_type_property)) {
            const mp_obj_t *property = mp_obj_property_get(dest[0]);
            if (property[0] != mp_const_none) {
                dest[0] = mp_call_function_1(property[0], class);
            }
        }
        return;
    }
    mph_object_attr(attr, dest);
    if (dest[0] == MP_OBJ_NULL) {
        dest[0] = mph_class_operator_method(class, attr);
    }
    if (dest[0] == MP_OBJ_NULL) {
        dest[1] = MP_OBJ_SENTINEL; // go on with what `type` has
    }
}

// As `type` does it.
static void set_attr(mp_obj_t class, qstr attr, mp_obj_t *dest) {
    mp_obj_type_t *type = MP_OBJ_TO_PTR(class);
    if (attr == MP_QSTR___name__ && dest[1] != MP_OBJ_NULL && mp_obj_is_instance_type(type)) {
        type->name = mp_obj_str_get_qstr(dest[1]);
        dest[0] = MP_OBJ_NULL;
        return;
    }
    mph_upstream_type_attr(class, attr, dest);
}

static void class_attr(mp_obj_t class, qstr attr, mp_obj_t *dest) {
    if (dest[0] == MP_OBJ_NULL) {
        class_load_attr(class, attr, dest);
        return;
    }
    mp_obj_t method[4];
    if (mph_find_meta_method(class, dest[1] == MP_OBJ_NULL ? MP_QSTR___delattr__ : MP_QSTR___setattr__, method)) {
        method[2] = MP_OBJ_NEW_QSTR(attr);
        method[3] = dest[1];
        mp_call_method_n_kw(dest[1] == MP_OBJ_NULL ? 1 : 2, 0, method);
        dest[0] = MP_OBJ_NULL;
        return;
    }
    set_attr(class, attr, dest);
}

static mp_obj_t type_dunder_new(size_t n_args, const mp_obj_t *args, mp_map_t *keywords) {
    (void)keywords;
    if (n_args != 4 || !mph_is_class(args[0]) || !mph_derives_from_type(MP_OBJ_TO_PTR(args[0]))) {
        mp_raise_TypeError(MP_ERROR_TEXT("type.__new__() takes a metaclass, a name, bases and a dict"));
    }
    return mph_new_class(MP_OBJ_TO_PTR(args[0]), mp_obj_str_get_qstr(args[1]), args[2], args[3], keywords->used, args + n_args);
}
static MP_DEFINE_CONST_FUN_OBJ_KW(type_dunder_new_obj, 1, type_dunder_new);
static MP_DEFINE_CONST_STATICMETHOD_OBJ(type_static_new_obj, MP_ROM_PTR(&type_dunder_new_obj));

static mp_obj_t type_dunder_init(size_t n_args, const mp_obj_t *args, mp_map_t *keywords) {
    (void)n_args, (void)args, (void)keywords;
    return mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_KW(type_dunder_init_obj, 1, type_dunder_init);

static mp_obj_t type_dunder_call(size_t n_args, const mp_obj_t *args, mp_map_t *keywords) {
    if (!mph_is_class(args[0])) {
        mp_raise_TypeError(MP_ERROR_TEXT("type.__call__() needs a class"));
    }
    return mph_make_instance(args[0], n_args - 1, keywords->used, args + 1);
}
static MP_DEFINE_CONST_FUN_OBJ_KW(type_dunder_call_obj, 1, type_dunder_call);

static mp_obj_t set_or_delete(mp_obj_t class, mp_obj_t name, mp_obj_t value) {
    if (!mph_is_class(class)) {
        mp_raise_TypeError(MP_ERROR_TEXT("type.__setattr__() needs a class"));
    }
    qstr attr = mp_obj_str_get_qstr(name);
    mp_obj_t dest[2] = { MP_OBJ_SENTINEL, value };
    set_attr(class, attr, dest);
    if (dest[0] != MP_OBJ_NULL) {
        mp_raise_msg_varg(&mp_type_AttributeError, MP_ERROR_TEXT("type object '%q' has no attribute '%q'"), (qstr)((mp_obj_type_t *)MP_OBJ_TO_PTR(class))->name, attr);
    }
    return mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_3(type_dunder_setattr_obj, set_or_delete);

static mp_obj_t type_dunder_delattr(mp_obj_t class, mp_obj_t name) {
    return set_or_delete(class, name, MP_OBJ_NULL);
}
static MP_DEFINE_CONST_FUN_OBJ_2(type_dunder_delattr_obj, type_dunder_delattr);

static mp_obj_t type_mro(mp_obj_t class) {
    mp_obj_t mro = mph_is_class(class) ? mph_mro(class) : mp_const_empty_tuple;
    return mp_obj_list_make_new(&mp_type_list, 1, 0, &mro);
}
static MP_DEFINE_CONST_FUN_OBJ_1(type_mro_obj, type_mro);

static const mp_rom_map_elem_t type_locals_table[] = {
    { MP_ROM_QSTR(MP_QSTR___new__), MP_ROM_PTR(&type_static_new_obj) },
    { MP_ROM_QSTR(MP_QSTR___init__), MP_ROM_PTR(&type_dunder_init_obj) },
    { MP_ROM_QSTR(MP_QSTR___call__), MP_ROM_PTR(&type_dunder_call_obj) },
    { MP_ROM_QSTR(MP_QSTR___delattr__), MP_ROM_PTR(&type_dunder_delattr_obj) },
    { MP_ROM_QSTR(MP_QSTR___setattr__), MP_ROM_PTR(&type_dunder_setattr_obj) },
    { MP_ROM_QSTR(MP_QSTR_mro), MP_ROM_PTR(&type_mro_obj) },
};
static MP_DEFINE_CONST_DICT(type_locals, type_locals_table);

MP_DEFINE_CONST_OBJ_TYPE(
    mp_type_type,
    MP_QSTR_type,
    MP_TYPE_FLAG_NONE,
    make_new, class_make_new,
    print, class_print,
    call, class_call,
    unary_op, class_unary_op,
    binary_op, class_binary_op,
    attr, class_attr,
    subscr, class_subscr,
    iter, class_getiter,
    locals_dict, &type_locals
    );
