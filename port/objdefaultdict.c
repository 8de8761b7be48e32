// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// collections.defaultdict, and what it shares with other kinds of dict that are
// made in C (objcounter.c): they begin as a dict does, and take from it all that
// they do not do in another way.

#include "py/builtin.h"
#include "py/gc.h"
#include "py/objlist.h"
#include "py/runtime.h"

#include "port/collections.h"

// ---- kinds of dict ----

mp_obj_t mph_plain_dict_binary_op(mp_binary_op_t op, mp_obj_t left, mp_obj_t right) {
    return MP_OBJ_TYPE_GET_SLOT(&mp_type_dict, binary_op)(op, left, right);
}

void mph_plain_dict_method(mp_obj_t self, qstr attr, mp_obj_t *dest) {
    mp_map_t *methods = &MP_OBJ_TYPE_GET_SLOT(&mp_type_dict, locals_dict)->map;
    mp_map_elem_t *method = mp_map_lookup(methods, MP_OBJ_NEW_QSTR(attr), MP_MAP_LOOKUP);
    if (method != NULL) {
        mp_convert_member_lookup(self, &mp_type_dict, method->value, dest);
    }
}

void mph_print_plain_dict(const mp_print_t *print, mp_obj_t dict) {
    // A copy, which an item's __repr__ does not change.
    mp_obj_print_helper(print, mp_obj_dict_make_new(&mp_type_dict, 1, 0, &dict), PRINT_REPR);
}

mp_obj_t mph_list_of(mp_obj_t iterable) {
    return MP_OBJ_TYPE_GET_SLOT(&mp_type_list, make_new)(&mp_type_list, 1, 0, &iterable);
}

mp_obj_t mph_repr(mp_obj_t object) {
    vstr_t text;
    mp_print_t print;
    vstr_init_print(&text, 16, &print);
    mp_obj_print_helper(&print, object, PRINT_REPR);
    return mp_obj_new_str_from_utf8_vstr(&text);
}

// ---- defaultdict ----

typedef struct _defaultdict_t {
    mp_obj_dict_t dict;
    mp_obj_t factory;
} defaultdict_t;

// One that dict.copy() made has the size of a dict, and no factory.
static mp_obj_t *factory_of(mp_obj_t self_in) {
    static mp_obj_t none;
    defaultdict_t *self = MP_OBJ_TO_PTR(self_in);
    if (gc_nbytes(self) < sizeof(*self)) {
        none = mp_const_none;
        return &none;
    }
    return &self->factory;
}

static mp_obj_t new_defaultdict(const mp_obj_type_t *type, mp_obj_t factory) {
    defaultdict_t *self = m_new_obj(defaultdict_t);
    mp_obj_dict_init(&self->dict, 0);
    self->dict.base.type = type;
    self->factory = factory;
    return MP_OBJ_FROM_PTR(self);
}

static void update(mp_obj_t self, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    if (n_args + n_kw > 0) {
        mp_obj_t dest[2] = { MP_OBJ_NULL, MP_OBJ_NULL };
        mph_plain_dict_method(self, MP_QSTR_update, dest);
        mp_call_method_self_n_kw(dest[0], dest[1], n_args, n_kw, args);
    }
}

mp_obj_t mph_dict_kind_make_new(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    if (type == &mph_type_counter) {
        return mph_counter_make_new(n_args, n_kw, args);
    }
    mp_obj_t factory = n_args > 0 ? args[0] : mp_const_none;
    if (factory != mp_const_none && !mp_obj_is_callable(factory)) {
        mp_raise_TypeError(MP_ERROR_TEXT("first argument must be callable or None"));
    }
    mp_obj_t self = new_defaultdict(type, factory);
    size_t skipped = n_args > 0;
    update(self, n_args - skipped, n_kw, args + skipped);
    return self;
}

static mp_obj_t defaultdict_missing(mp_obj_t self, mp_obj_t key) {
    mp_obj_t factory = *factory_of(self);
    if (factory == mp_const_none) {
        mp_raise_type_arg(&mp_type_KeyError, key);
    }
    mp_obj_t value = mp_call_function_0(factory);
    mp_obj_dict_store(self, key, value);
    return value;
}
static MP_DEFINE_CONST_FUN_OBJ_2(defaultdict_missing_obj, defaultdict_missing);

static mp_obj_t defaultdict_subscr(mp_obj_t self_in, mp_obj_t key, mp_obj_t value) {
    mp_obj_dict_t *self = MP_OBJ_TO_PTR(self_in);
    if (value == MP_OBJ_SENTINEL) {
        mp_map_elem_t *found = mp_map_lookup(&self->map, key, MP_MAP_LOOKUP);
        return found != NULL ? found->value : defaultdict_missing(self_in, key);
    }
    return MP_OBJ_TYPE_GET_SLOT(&mp_type_dict, subscr)(self_in, key, value);
}

static mp_obj_t defaultdict_copy(mp_obj_t self) {
    mp_obj_t copy = new_defaultdict(&mph_type_defaultdict, *factory_of(self));
    update(copy, 1, 0, &self);
    return copy;
}
static MP_DEFINE_CONST_FUN_OBJ_1(defaultdict_copy_obj, defaultdict_copy);

static mp_obj_t defaultdict_binary_op(mp_binary_op_t op, mp_obj_t left, mp_obj_t right) {
    if (op == MP_BINARY_OP_OR) {
        if (!mp_obj_is_dict_or_ordereddict(right)) {
            return MP_OBJ_NULL;
        }
        left = defaultdict_copy(left);
        update(left, 1, 0, &right);
        return left;
    }
    return mph_plain_dict_binary_op(op, left, right);
}

static mp_obj_t defaultdict_unary_op(mp_unary_op_t op, mp_obj_t self) {
    return MP_OBJ_TYPE_GET_SLOT(&mp_type_dict, unary_op)(op, self);
}

static mp_obj_t defaultdict_getiter(mp_obj_t self, mp_obj_iter_buf_t *buffer) {
    return ((mp_getiter_fun_t)MP_OBJ_TYPE_GET_SLOT(&mp_type_dict, iter))(self, buffer);
}

static void defaultdict_print(const mp_print_t *print, mp_obj_t self, mp_print_kind_t kind) {
    mp_print_str(print, "defaultdict(");
    mp_obj_print_helper(print, *factory_of(self), PRINT_REPR);
    mp_print_str(print, ", ");
    mph_print_plain_dict(print, self);
    mp_print_str(print, ")");
}

static const mp_rom_map_elem_t defaultdict_locals_table[] = {
    { MP_ROM_QSTR(MP_QSTR___module__), MP_ROM_QSTR(MP_QSTR_collections) },
    { MP_ROM_QSTR(MP_QSTR___missing__), MP_ROM_PTR(&defaultdict_missing_obj) },
    { MP_ROM_QSTR(MP_QSTR_copy), MP_ROM_PTR(&defaultdict_copy_obj) },
};
static MP_DEFINE_CONST_DICT(defaultdict_locals, defaultdict_locals_table);

static void defaultdict_attr(mp_obj_t self, qstr attr, mp_obj_t *dest) {
    if (attr == MP_QSTR_default_factory) {
        if (dest[0] == MP_OBJ_NULL) {
            dest[0] = *factory_of(self);
        } else if (dest[1] != MP_OBJ_NULL) {
            *factory_of(self) = dest[1];
            dest[0] = MP_OBJ_NULL;
        }
    } else if (dest[0] == MP_OBJ_NULL) {
        if (mp_map_lookup((mp_map_t *)&defaultdict_locals.map, MP_OBJ_NEW_QSTR(attr), MP_MAP_LOOKUP) != NULL) {
            dest[1] = MP_OBJ_SENTINEL; // go on with our methods
        } else {
            mph_plain_dict_method(self, attr, dest);
        }
    }
}

MP_DEFINE_CONST_OBJ_TYPE(
    mph_type_defaultdict,
    MP_QSTR_defaultdict,
    MP_TYPE_FLAG_ITER_IS_GETITER | MP_TYPE_FLAG_EQ_CHECKS_OTHER_TYPE | MPH_TYPE_FLAG_OWN_CONSTRUCTOR,
    make_new, mp_obj_dict_make_new,
    print, defaultdict_print,
    unary_op, defaultdict_unary_op,
    binary_op, defaultdict_binary_op,
    attr, defaultdict_attr,
    subscr, defaultdict_subscr,
    iter, defaultdict_getiter,
    parent, &mp_type_dict,
    locals_dict, &defaultdict_locals
    );
