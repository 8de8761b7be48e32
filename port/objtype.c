// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Upstream's classes and super(), with what Python programs expect beyond them:
// metaclasses (see metaclass.c, which has the type `type`), an order of several
// bases (mro.c), __init_subclass__, __class_getitem__, and __new__ and __init__ of
// built-in types. Upstream's super() trusts that its object is of the class; here
// that is checked.

#include <string.h>

#include "py/builtin.h"
#include "py/objtype.h"
#include "py/runtime.h"

#include "port/classes.h"
#include "port/opmethods.h"
#include "port/collections.h"

// Of what upstream defines under these names, ours is below. (Below, since the
// names in a file are collected from what comes after the last file it includes.)
#define mp_obj_new_type upstream_new_type
#define mp_obj_new_instance upstream_new_instance
#define mp_builtin_isinstance_obj upstream_isinstance_obj
#define mp_builtin_issubclass_obj upstream_issubclass_obj
static mp_obj_t upstream_new_type(qstr name, mp_obj_t bases, mp_obj_t locals);
static mp_obj_instance_t *upstream_new_instance(const mp_obj_type_t *class, const mp_obj_type_t **native_base);
#define UNUSED __attribute__((unused))
UNUSED static mp_obj_t super_make_new(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args);
UNUSED static mp_obj_t type_make_new(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args);
UNUSED static void super_print(const mp_print_t *print, mp_obj_t self_in, mp_print_kind_t kind);
UNUSED static void type_print(const mp_print_t *print, mp_obj_t self_in, mp_print_kind_t kind);
#define DEFINE_TYPE(...) MP_DEFINE_CONST_OBJ_TYPE_EXPAND(MP_DEFINE_CONST_OBJ_TYPE_NARGS(__VA_ARGS__, _INV, 12, _INV, 11, _INV, 10, _INV, 9, _INV, 8, _INV, 7, _INV, 6, _INV, 5, _INV, 4, _INV, 3, _INV, 2, _INV, 1, _INV, 0)(mp_obj_type_t, __VA_ARGS__))
#undef MP_DEFINE_CONST_OBJ_TYPE
#define MP_DEFINE_CONST_OBJ_TYPE(type, ...) DEFINE_##type(type, __VA_ARGS__)
// A call of a kind of dict, see collections.h.
#undef MP_OBJ_TYPE_GET_SLOT
#define MP_OBJ_TYPE_GET_SLOT(type, slot) GET_##slot(type)
#define GET_make_new(type) constructor_of(type)
#define GET_locals_dict(type) ((mp_obj_dict_t *)(type)->slots[(type)->slot_index_locals_dict - 1])
#define GET_parent(type) ((type)->slots[(type)->slot_index_parent - 1])
#define GET_protocol(type) ((type)->slots[(type)->slot_index_protocol - 1])
#define GET_iter(type) ((type)->slots[(type)->slot_index_iter - 1])
#define GET_buffer(type) ((mp_buffer_fun_t)(type)->slots[(type)->slot_index_buffer - 1])
static mp_make_new_fun_t constructor_of(const mp_obj_type_t *type) {
    return (type->flags & MPH_TYPE_FLAG_OWN_CONSTRUCTOR) ? mph_dict_kind_make_new : (mp_make_new_fun_t)type->slots[type->slot_index_make_new - 1];
}
#define DEFINE_mp_type_type(...) _Static_assert(1, "below")
#define DEFINE_mp_type_super(...) _Static_assert(1, "below")
#define DEFINE_mp_type_staticmethod(...) DEFINE_TYPE(__VA_ARGS__, attr, method_attr, call, static_method_call)
#define DEFINE_mp_type_classmethod(...) DEFINE_TYPE(__VA_ARGS__, attr, method_attr)

static void method_attr(mp_obj_t self, qstr attr, mp_obj_t *dest);
static mp_obj_t static_method_call(mp_obj_t self, size_t n_args, size_t n_kw, const mp_obj_t *args);

#include "py/objtype.c"

#undef mp_obj_new_type
#undef mp_obj_new_instance
#undef mp_builtin_isinstance_obj
#undef mp_builtin_issubclass_obj

bool mph_is_class(mp_obj_t object) {
    return mp_obj_is_type(object, &mp_type_type);
}

bool mph_derives_from_type(const mp_obj_type_t *type) {
    return mp_obj_is_subclass_fast(MP_OBJ_FROM_PTR(type), MP_OBJ_FROM_PTR(&mp_type_type));
}

mp_map_elem_t *mph_find_own(const mp_obj_type_t *type, qstr attr) {
    if (!MP_OBJ_TYPE_HAS_SLOT(type, locals_dict)) {
        return NULL;
    }
    return mp_map_lookup(&MP_OBJ_TYPE_GET_SLOT(type, locals_dict)->map, MP_OBJ_NEW_QSTR(attr), MP_MAP_LOOKUP);
}

// The bases of a class; `single` is where a single one is put.
size_t mph_bases_of(const mp_obj_type_t *type, mp_obj_t *single, const mp_obj_t **bases) {
    if (!MP_OBJ_TYPE_HAS_SLOT(type, parent)) {
        return 0;
    }
    const void *parent = MP_OBJ_TYPE_GET_SLOT(type, parent);
    if (((const mp_obj_base_t *)parent)->type == &mp_type_tuple) {
        const mp_obj_tuple_t *tuple = parent;
        *bases = tuple->items;
        return tuple->len;
    }
    *single = MP_OBJ_FROM_PTR(parent);
    *bases = single;
    return 1;
}

// Looks for an attribute of a class from a base of it on.
static void lookup_from(const mp_obj_type_t *base, mp_obj_t class, qstr attr, mp_obj_t *dest) {
    struct class_lookup_data lookup = {
        .obj = MP_OBJ_TO_PTR(class),
        .attr = attr,
        .dest = dest,
        .is_type = true,
    };
    mp_obj_class_lookup(&lookup, base);
}

void mph_upstream_type_attr(mp_obj_t class, qstr attr, mp_obj_t *dest) {
    type_attr(class, attr, dest);
}

mp_obj_t mph_upstream_type_call(mp_obj_t class, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    return type_call(class, n_args, n_kw, args);
}

// ---- new classes ----

// These are methods of the class without saying so, as __new__ is a static one.
static void make_class_method(mp_obj_dict_t *locals, qstr name) {
    mp_map_elem_t *elem = mp_map_lookup(&locals->map, MP_OBJ_NEW_QSTR(name), MP_MAP_LOOKUP);
    if (elem != NULL && (mp_obj_get_type(elem->value)->flags & MP_TYPE_FLAG_BINDS_SELF)) {
        elem->value = static_class_method_make_new(&mp_type_classmethod, 1, 0, &elem->value);
    }
}

static void init_subclass(mp_obj_type_t *class, size_t n_keywords, const mp_obj_t *keywords) {
    mp_obj_t single;
    const mp_obj_t *bases;
    size_t count = mph_bases_of(class, &single, &bases);
    for (size_t i = 0; i < count; i++) {
        const mp_obj_type_t *base = MP_OBJ_TO_PTR(bases[i]);
        mp_obj_t dest[2] = { MP_OBJ_NULL, MP_OBJ_NULL };
        if (mp_obj_is_instance_type(base)) {
            lookup_from(base, MP_OBJ_FROM_PTR(class), MP_QSTR___init_subclass__, dest);
        }
        if (dest[0] != MP_OBJ_NULL) {
            mp_call_method_self_n_kw(dest[0], dest[1], 0, n_keywords, keywords);
            return;
        }
    }
    if (n_keywords != 0) {
        mp_raise_msg_varg(&mp_type_TypeError, MP_ERROR_TEXT("%q.__init_subclass__() takes no keyword arguments"), class->name);
    }
}

// A class that no class statement made is of the module that runs.
static void note_module(mp_obj_t locals) {
    mp_map_t *map = mp_obj_dict_get_map(locals);
    const mp_obj_t module = MP_OBJ_NEW_QSTR(MP_QSTR___module__);
    mp_map_elem_t *name = mp_map_lookup(&mp_globals_get()->map, MP_OBJ_NEW_QSTR(MP_QSTR___name__), MP_MAP_LOOKUP);
    if (name != NULL && mp_map_lookup(map, module, MP_MAP_LOOKUP) == NULL) {
        mp_obj_dict_store(locals, module, name->value);
    }
}

mp_obj_t mph_new_class(const mp_obj_type_t *meta, qstr name, mp_obj_t bases, mp_obj_t locals, size_t n_keywords, const mp_obj_t *keywords) {
    bool is_dict = mp_obj_is_dict_or_ordereddict(locals); // else it will be refused
    if (is_dict) {
        make_class_method(MP_OBJ_TO_PTR(locals), MP_QSTR___init_subclass__);
        make_class_method(MP_OBJ_TO_PTR(locals), MP_QSTR___class_getitem__);
    }
    if (mp_obj_is_type(bases, &mp_type_tuple)) {
        meta = mph_metaclass_for(meta, bases);
        const mp_obj_tuple_t *tuple = MP_OBJ_TO_PTR(bases);
        for (size_t i = 0; i < tuple->len; i++) {
            if (mph_is_class(tuple->items[i]) && mph_is_namedtuple_class(MP_OBJ_TO_PTR(tuple->items[i])) && is_dict) {
                mph_derive_from_namedtuple(locals);
            }
        }
    }
    mp_obj_type_t *class = MP_OBJ_TO_PTR(upstream_new_type(name, bases, locals));
    note_module(locals);
    const mp_obj_type_t *native = NULL;
    if (instance_count_native_bases(class, &native) > 0) {
        class->flags |= MPH_TYPE_FLAG_HAS_NATIVE;
    }
    if (meta != &mp_type_type) {
        mp_obj_dict_store(locals, MP_OBJ_NEW_QSTR(MP_QSTR___metaclass__), MP_OBJ_FROM_PTR(meta));
        class->flags |= MPH_TYPE_FLAG_HAS_META;
    }
    if (mph_derives_from_type(class)) {
        MP_OBJ_TYPE_SET_SLOT(class, make_new, mph_metaclass_make_new, class->slot_index_make_new - 1);
    }
    mph_order_bases(class);
    init_subclass(class, n_keywords, keywords);
    return MP_OBJ_FROM_PTR(class);
}

mp_obj_t mp_obj_new_type(qstr name, mp_obj_t bases, mp_obj_t locals) {
    return mph_new_class(&mp_type_type, name, bases, locals, 0, NULL);
}

// ---- __new__ and __init__ of types that are not made in Python ----

mp_obj_instance_t *mp_obj_new_instance(const mp_obj_type_t *class, const mp_obj_type_t **native_base) {
    if (mph_derives_from_type(class)) {
        mp_raise_msg_varg(&mp_type_TypeError, MP_ERROR_TEXT("object.__new__(%q) is not safe, use type.__new__()"), class->name);
    }
    *native_base = NULL; // of which there is none yet
    return upstream_new_instance(class, native_base);
}

// The built-in type that a class derives from, or NULL.
static const mp_obj_type_t *native_base_of(const mp_obj_type_t *class) {
    const mp_obj_type_t *native = NULL;
    (void)instance_count_native_bases(class, &native);
    return native;
}

static bool has_native(const mp_obj_type_t *type) {
    return mp_obj_is_native_type(type) ? type != &mp_type_object : (type->flags & MPH_TYPE_FLAG_HAS_NATIVE) != 0;
}

// Without recursion, as what raises exceptions asks for it.
const mp_obj_type_t *mph_native_base_of(const mp_obj_type_t *class) {
    while (mp_obj_is_instance_type(class)) {
        mp_obj_t single;
        const mp_obj_t *bases;
        size_t count = has_native(class) ? mph_bases_of(class, &single, &bases) : 0;
        size_t i = 0;
        while (i < count && !has_native(MP_OBJ_TO_PTR(bases[i]))) {
            i += 1;
        }
        if (i == count) {
            return NULL;
        }
        class = MP_OBJ_TO_PTR(bases[i]);
    }
    return class;
}

mp_obj_t mph_native_part(mp_obj_t object) {
    const mp_obj_type_t *type = mp_obj_get_type(object);
    if (!mp_obj_is_instance_type(type) || !has_native(type)) {
        return object;
    }
    return ((mp_obj_instance_t *)MP_OBJ_TO_PTR(object))->subobj[0];
}

// int.__new__(cls, ...), and what super().__new__(cls, ...) reaches.
static mp_obj_t native_new(size_t n_args, const mp_obj_t *args, mp_map_t *keywords) {
    if (!mph_is_class(args[0])) {
        mp_raise_msg_varg(&mp_type_TypeError, MP_ERROR_TEXT("__new__(X): X is not a type object (%s)"), mp_obj_get_type_str(args[0]));
    }
    const mp_obj_type_t *class = MP_OBJ_TO_PTR(args[0]);
    if (!mp_obj_is_instance_type(class)) {
        return mph_make_instance(args[0], n_args - 1, keywords->used, args + 1);
    }
    const mp_obj_type_t *native = NULL;
    mp_obj_instance_t *instance = mp_obj_new_instance(class, &native);
    if (native != NULL) {
        instance->subobj[0] = MP_OBJ_TYPE_GET_SLOT(native, make_new)(native, n_args - 1, keywords->used, args + 1);
    }
    return MP_OBJ_FROM_PTR(instance);
}
static MP_DEFINE_CONST_FUN_OBJ_KW(native_new_obj, 1, native_new);

// Exception.__init__(self, ...), and the like.
static mp_obj_t native_init(size_t n_args, const mp_obj_t *args, mp_map_t *keywords) {
    const mp_obj_type_t *class = mp_obj_get_type(args[0]);
    if (mp_obj_is_instance_type(class)) {
        const mp_obj_type_t *native = native_base_of(class);
        if (native != NULL) {
            mp_obj_instance_t *instance = MP_OBJ_TO_PTR(args[0]);
            instance->subobj[0] = MP_OBJ_TYPE_GET_SLOT(native, make_new)(native, n_args - 1, keywords->used, args + 1);
        }
    }
    return mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_KW(native_init_obj, 1, native_init);

static mp_obj_t no_init_subclass(size_t n_args, const mp_obj_t *args) {
    (void)n_args, (void)args;
    return mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(no_init_subclass_obj, 0, 1, no_init_subclass);

static mp_obj_t object_getattribute(mp_obj_t self, mp_obj_t name) {
    return mp_load_attr(self, mp_obj_str_get_qstr(name));
}
static MP_DEFINE_CONST_FUN_OBJ_2(object_getattribute_obj, object_getattribute);

// What each class has from `object`, where upstream does not look.
void mph_object_attr(qstr attr, mp_obj_t *dest) {
    if (attr == MP_QSTR___new__) {
        dest[0] = MP_OBJ_FROM_PTR(&native_new_obj);
    } else if (attr == MP_QSTR___init__) {
        dest[0] = MP_OBJ_FROM_PTR(&native_init_obj);
    } else if (attr == MP_QSTR___init_subclass__) {
        dest[0] = MP_OBJ_FROM_PTR(&no_init_subclass_obj);
    } else if (attr == MP_QSTR___getattribute__) {
        dest[0] = MP_OBJ_FROM_PTR(&object_getattribute_obj);
    } else if (attr == MP_QSTR___setattr__ || attr == MP_QSTR___delattr__) {
        dest[0] = mph_find_own(&mp_type_object, attr)->value;
    }
}

// ---- super ----

// Of a class as self: in a class method, in __new__, or in a metaclass.
static void class_super_attr(const mp_obj_super_t *self, qstr attr, mp_obj_t *dest) {
    const mp_obj_type_t *start = MP_OBJ_TO_PTR(self->type);
    bool in_metaclass = !mp_obj_is_subclass_fast(self->obj, self->type);
    mp_obj_t single;
    const mp_obj_t *bases;
    size_t count = mph_bases_of(start, &single, &bases);
    for (size_t i = 0; i < count && dest[0] == MP_OBJ_NULL; i++) {
        const mp_obj_type_t *base = MP_OBJ_TO_PTR(bases[i]);
        if (in_metaclass) {
            mph_find_in_meta(base, attr, self->obj, dest);
        } else if (base != &mp_type_object) {
            lookup_from(base, self->obj, attr, dest);
        }
    }
    if (dest[0] == MP_OBJ_NULL && in_metaclass) {
        mp_map_elem_t *elem = mph_find_own(&mp_type_type, attr);
        if (elem != NULL) {
            mp_convert_member_lookup(self->obj, &mp_type_type, elem->value, dest);
        }
    }
}

// Where classes have several bases, what comes next depends on the object's
// class. Gives false if there is nothing, or the bases will do.
static bool super_attr_by_mro(const mp_obj_super_t *self, qstr attr, mp_obj_t *dest) {
    bool is_class = mph_is_class(self->obj);
    const mp_obj_type_t *class = is_class ? MP_OBJ_TO_PTR(self->obj) : mp_obj_get_type(self->obj);
    size_t count;
    const mp_obj_t *mro = mph_stored_mro(class, &count);
    size_t i = 0;
    while (i < count && mro[i] != self->type) {
        i += 1;
    }
    for (i += 1; i < count; i++) {
        const mp_obj_type_t *next = MP_OBJ_TO_PTR(mro[i]);
        if (mp_obj_is_native_type(next)) {
            return false; // there is at most one, which upstream finds
        }
        mp_map_elem_t *elem = mph_find_own(next, attr);
        if (elem != NULL) {
            mp_convert_member_lookup(is_class ? MP_OBJ_NULL : self->obj, is_class ? class : next, elem->value, dest);
            return true;
        }
    }
    return false;
}

static mp_obj_t upstream_object_new(void) {
    mp_obj_t method = mph_find_own(&mp_type_object, MP_QSTR___new__)->value;
    return ((mp_obj_static_class_method_t *)MP_OBJ_TO_PTR(method))->fun;
}

static void check_super(const mp_obj_super_t *self) {
    if (mph_is_class(self->type)) {
        if (mph_is_class(self->obj)) {
            if (mp_obj_is_subclass_fast(self->obj, self->type) || mp_obj_is_subclass_fast(MP_OBJ_FROM_PTR(mph_type_of(self->obj)), self->type)) {
                return;
            }
        } else if (mp_obj_is_subclass_fast(MP_OBJ_FROM_PTR(mp_obj_get_type(self->obj)), self->type)) {
            return;
        }
    }
    mp_raise_TypeError(MP_ERROR_TEXT("super(type, obj): obj must be an instance or subtype of type"));
}

// A property of a class further up, and the like.
static void bind_to_super(const mp_obj_super_t *self, mp_obj_t *dest) {
    if (dest[0] == MP_OBJ_NULL || dest[1] != MP_OBJ_NULL || mph_is_class(self->obj)) {
        return;
    }
    if (mp_obj_is_type(dest[0], &mp_type_property)) {
        const mp_obj_t *functions = mp_obj_property_get(dest[0]);
        if (functions[0] != mp_const_none) {
            dest[0] = mp_call_function_1(functions[0], self->obj);
        }
    } else if (mp_obj_is_instance_type(mp_obj_get_type(dest[0]))) {
        mp_obj_t get[4];
        mp_load_method_maybe(dest[0], MP_QSTR___get__, get);
        if (get[0] != MP_OBJ_NULL) {
            get[2] = self->obj;
            get[3] = MP_OBJ_FROM_PTR(mp_obj_get_type(self->obj));
            dest[0] = mp_call_method_n_kw(2, 0, get);
        }
    }
}

static void checked_super_attr(mp_obj_t self_in, qstr attr, mp_obj_t *dest) {
    const mp_obj_super_t *self = MP_OBJ_TO_PTR(self_in);
    check_super(self);
    if (dest[0] != MP_OBJ_NULL) {
        return; // nothing can be set
    }
    if (super_attr_by_mro(self, attr, dest)) {
        bind_to_super(self, dest);
        return;
    }
    if (mph_is_class(self->obj)) {
        class_super_attr(self, attr, dest);
    } else {
        super_attr(self_in, attr, dest);
    }
    if (attr == MP_QSTR___getitem__ && dest[1] != MP_OBJ_NULL && mp_obj_is_dict_or_ordereddict(dest[1])) {
        // Its class may have a __missing__.
        dest[0] = mph_operator_method(&mp_type_dict, attr);
        dest[1] = self->obj;
    }
    // object.__new__, which upstream finds, makes no instances of built-in types.
    if (attr == MP_QSTR___new__ && (dest[0] == MP_OBJ_NULL || dest[0] == upstream_object_new())) {
        dest[0] = MP_OBJ_FROM_PTR(&native_new_obj);
        dest[1] = MP_OBJ_NULL;
    } else if (dest[0] == MP_OBJ_NULL) {
        mph_object_attr(attr, dest);
        if (dest[0] == MP_OBJ_NULL && !mph_is_class(self->obj)) {
            dest[0] = mph_operator_method(mp_obj_get_type(mph_native_part(self->obj)), attr);
        }
        if (dest[0] != MP_OBJ_NULL && attr != MP_QSTR___init_subclass__) {
            dest[1] = self->obj;
        }
    } else {
        bind_to_super(self, dest);
    }
}

static void print_super(const mp_print_t *print, mp_obj_t self_in, mp_print_kind_t kind) {
    (void)kind;
    const mp_obj_super_t *self = MP_OBJ_TO_PTR(self_in);
    mp_printf(print, "<super: <class '%q'>, <%s object>>", (qstr)((mp_obj_type_t *)MP_OBJ_TO_PTR(self->type))->name, mp_obj_get_type_str(self->obj));
}

static mp_obj_t checked_super_make_new(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    mp_arg_check_num(n_args, n_kw, 2, 2, false);
    mp_obj_super_t *super = mp_obj_malloc(mp_obj_super_t, type);
    super->type = args[0];
    super->obj = args[1];
    check_super(super);
    return MP_OBJ_FROM_PTR(super);
}

DEFINE_TYPE(
    mp_type_super,
    MP_QSTR_super,
    MP_TYPE_FLAG_NONE,
    make_new, checked_super_make_new,
    print, print_super,
    attr, checked_super_attr
    );

// ---- staticmethod and classmethod ----

// What staticmethod and classmethod objects have of their function.
static void method_attr(mp_obj_t self, qstr attr, mp_obj_t *dest) {
    mp_obj_t function = ((mp_obj_static_class_method_t *)MP_OBJ_TO_PTR(self))->fun;
    if (dest[0] != MP_OBJ_NULL) {
        return; // nothing can be set
    }
    if (attr == MP_QSTR___func__ || attr == MP_QSTR___wrapped__) {
        dest[0] = function;
    } else if (attr == MP_QSTR___name__ || attr == MP_QSTR___doc__ || attr == MP_QSTR___isabstractmethod__) {
        mp_load_method_maybe(function, attr, dest);
    }
}

static mp_obj_t static_method_call(mp_obj_t self, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    return mp_call_function_n_kw(((mp_obj_static_class_method_t *)MP_OBJ_TO_PTR(self))->fun, n_args, n_kw, args);
}
