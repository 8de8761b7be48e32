// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The types dict and OrderedDict, in place of upstream's. All keep their order
// (map.c); an OrderedDict is one that compares it, too. dictops.c has what they
// are to operators, and how they print.
//
// What a program's own code is called for here, a key's __eq__ or an item's
// __repr__, may change the dict: no pointer into a table is kept over it.

#include <string.h>

#include "py/builtin.h"
#include "py/objstr.h"
#include "py/runtime.h"

#include "port/classes.h"
#include "port/dict.h"
#include "port/map.h"

const mp_obj_dict_t mp_const_empty_dict_obj = {
    .base = { .type = &mp_type_dict },
    .map = { .is_fixed = 1, .is_ordered = 1 },
};

bool mp_obj_is_dict_or_ordereddict(mp_obj_t object) {
    return mp_obj_is_obj(object) && MP_OBJ_TYPE_GET_SLOT_OR_NULL(((mp_obj_base_t *)MP_OBJ_TO_PTR(object))->type, make_new) == mp_obj_dict_make_new;
}

mp_map_t *mph_dict_map_to_change(mp_obj_t self) {
    mp_map_t *map = mph_dict_map(self);
    if (map->is_fixed) {
        mp_raise_TypeError(MP_ERROR_TEXT("this dict cannot be changed"));
    }
    return map;
}

mp_obj_t mph_dict_look_up(mp_obj_t self, mp_obj_t key) {
    mp_map_elem_t *entry = mp_map_lookup(mph_dict_map(self), key, MP_MAP_LOOKUP);
    return entry != NULL ? entry->value : MP_OBJ_NULL;
}

// ---- making and updating ----

void mp_obj_dict_init(mp_obj_dict_t *dict, size_t n) {
    dict->base.type = &mp_type_dict;
    mp_map_init(&dict->map, n);
}

mp_obj_t mp_obj_new_dict(size_t n) {
    mp_obj_dict_t *dict = m_new_obj(mp_obj_dict_t);
    mp_obj_dict_init(dict, n);
    return MP_OBJ_FROM_PTR(dict);
}

size_t mp_obj_dict_len(mp_obj_t self) {
    return mph_dict_map(self)->used;
}

mp_obj_t mp_obj_dict_store(mp_obj_t self, mp_obj_t key, mp_obj_t value) {
    mp_map_lookup(mph_dict_map_to_change(self), key, MP_MAP_LOOKUP_ADD_IF_NOT_FOUND)->value = value;
    return self;
}

static void store_pair(mp_obj_t self, mp_obj_t pair, size_t number) {
    mp_obj_t items = mp_getiter(pair, NULL);
    mp_obj_t found[2] = { MP_OBJ_NULL, MP_OBJ_NULL };
    size_t count = 0;
    for (mp_obj_t item; (item = mp_iternext(items)) != MP_OBJ_STOP_ITERATION; count++) {
        if (count < 2) {
            found[count] = item;
        }
    }
    if (count != 2) {
        mp_raise_msg_varg(&mp_type_ValueError, MP_ERROR_TEXT("dictionary update sequence element #%u has length %u; 2 is required"), (unsigned)number, (unsigned)count);
    }
    mp_obj_dict_store(self, found[0], found[1]);
}

void mph_dict_update(mp_obj_t self, mp_obj_t from) {
    mp_obj_t native = mph_native_part(from);
    from = mp_obj_is_dict_or_ordereddict(native) ? native : from;
    if (mp_obj_is_dict_or_ordereddict(from)) {
        mp_map_t *map = mph_dict_map(from);
        mp_map_elem_t *entry;
        for (size_t at = 0; from != self && (entry = mph_map_next(map, &at)) != NULL; ) {
            mp_map_elem_t pair = *entry;
            mp_obj_dict_store(self, pair.key, pair.value);
        }
        return;
    }
    mp_obj_t keys_method[2];
    mp_load_method_maybe(from, MP_QSTR_keys, keys_method);
    bool is_mapping = keys_method[0] != MP_OBJ_NULL;
    mp_obj_t items = mp_getiter(is_mapping ? mp_call_method_n_kw(0, 0, keys_method) : from, NULL);
    mp_obj_t item;
    for (size_t number = 0; (item = mp_iternext(items)) != MP_OBJ_STOP_ITERATION; number++) {
        if (is_mapping) {
            mp_obj_dict_store(self, item, mp_obj_subscr(from, item, MP_OBJ_SENTINEL));
        } else {
            store_pair(self, item, number);
        }
    }
}

static mp_obj_t dict_update(size_t n_args, const mp_obj_t *args, mp_map_t *kwargs) {
    mp_arg_check_num(n_args, kwargs->used, 1, 2, true);
    mph_dict_map_to_change(args[0]);
    if (n_args == 2) {
        mph_dict_update(args[0], args[1]);
    }
    mp_map_elem_t *entry;
    for (size_t at = 0; (entry = mph_map_next(kwargs, &at)) != NULL; ) {
        mp_obj_dict_store(args[0], entry->key, entry->value);
    }
    return mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_KW(dict_update_obj, 1, dict_update);

mp_obj_t mp_obj_dict_make_new(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    mp_obj_t dict = mp_obj_new_dict(0);
    ((mp_obj_base_t *)MP_OBJ_TO_PTR(dict))->type = type;
    if (n_args > 0 || n_kw > 0) {
        mp_arg_check_num(n_args, n_kw, 0, 1, true);
        mp_obj_t update_args[2] = { dict, args[0] };
        mp_map_t kwargs;
        mp_map_init_fixed_table(&kwargs, n_kw, args + n_args);
        dict_update(n_args + 1, update_args, &kwargs);
    }
    return dict;
}

mp_obj_t mp_obj_dict_copy(mp_obj_t self) {
    mp_obj_t copy = mp_obj_new_dict(0);
    ((mp_obj_base_t *)MP_OBJ_TO_PTR(copy))->type = mp_obj_get_type(self);
    mph_map_copy(mph_dict_map(copy), mph_dict_map(self));
    return copy;
}
static MP_DEFINE_CONST_FUN_OBJ_1(dict_copy_obj, mp_obj_dict_copy);

// A class method. An instance of a class of the program's own is made by it.
static mp_obj_t dict_fromkeys(size_t n_args, const mp_obj_t *args) {
    mp_obj_t self = mp_call_function_0(args[0]);
    bool is_native = mp_obj_is_dict_or_ordereddict(self);
    mp_obj_t value = n_args > 2 ? args[2] : mp_const_none;
    mp_obj_t keys = mp_getiter(args[1], NULL);
    for (mp_obj_t key; (key = mp_iternext(keys)) != MP_OBJ_STOP_ITERATION; ) {
        if (is_native) {
            mp_obj_dict_store(self, key, value);
        } else {
            mp_obj_subscr(self, key, value);
        }
    }
    return self;
}
static MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(dict_fromkeys_fun_obj, 2, 3, dict_fromkeys);
static MP_DEFINE_CONST_CLASSMETHOD_OBJ(dict_fromkeys_obj, MP_ROM_PTR(&dict_fromkeys_fun_obj));

// ---- single entries ----

static MP_NORETURN void raise_missing(mp_obj_t key) {
    mp_raise_type_arg(&mp_type_KeyError, key);
}

mp_obj_t mp_obj_dict_get(mp_obj_t self, mp_obj_t key) {
    mp_obj_t value = mph_dict_look_up(self, key);
    if (value == MP_OBJ_NULL) {
        raise_missing(key);
    }
    return value;
}

mp_obj_t mph_dict_get_of(mp_obj_t instance, mp_obj_t dict, mp_obj_t key) {
    mp_obj_t value = mph_dict_look_up(dict, key);
    if (value != MP_OBJ_NULL) {
        return value;
    }
    mp_obj_t method[3];
    mp_load_method_maybe(instance, MP_QSTR___missing__, method);
    if (method[0] == MP_OBJ_NULL) {
        raise_missing(key);
    }
    method[2] = key;
    return mp_call_method_n_kw(1, 0, method);
}

// What was removed, or MP_OBJ_NULL.
static mp_obj_t take(mp_obj_t self, mp_obj_t key) {
    mp_map_elem_t *entry = mp_map_lookup(mph_dict_map_to_change(self), key, MP_MAP_LOOKUP_REMOVE_IF_FOUND);
    if (entry == NULL) {
        return MP_OBJ_NULL;
    }
    mp_obj_t value = entry->value;
    entry->value = MP_OBJ_NULL; // so that nothing holds on to it
    return value;
}

mp_obj_t mp_obj_dict_delete(mp_obj_t self, mp_obj_t key) {
    if (take(self, key) == MP_OBJ_NULL) {
        raise_missing(key);
    }
    return self;
}

static mp_obj_t dict_subscr(mp_obj_t self, mp_obj_t key, mp_obj_t value) {
    if (value == MP_OBJ_SENTINEL) {
        return mp_obj_dict_get(self, key);
    }
    if (value == MP_OBJ_NULL) {
        mp_obj_dict_delete(self, key);
    } else {
        mp_obj_dict_store(self, key, value);
    }
    return mp_const_none;
}

static mp_obj_t dict_get(size_t n_args, const mp_obj_t *args) {
    mp_obj_t value = mph_dict_look_up(args[0], args[1]);
    return value != MP_OBJ_NULL ? value : n_args > 2 ? args[2] : mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(dict_get_obj, 2, 3, dict_get);

static mp_obj_t dict_contains(mp_obj_t self, mp_obj_t key) {
    return mp_obj_new_bool(mph_dict_look_up(self, key) != MP_OBJ_NULL);
}
static MP_DEFINE_CONST_FUN_OBJ_2(dict_contains_obj, dict_contains);

static mp_obj_t dict_len(mp_obj_t self) {
    return MP_OBJ_NEW_SMALL_INT(mph_dict_map(self)->used);
}
static MP_DEFINE_CONST_FUN_OBJ_1(dict_len_obj, dict_len);

static mp_obj_t dict_pop(size_t n_args, const mp_obj_t *args) {
    mp_obj_t value = take(args[0], args[1]);
    if (value == MP_OBJ_NULL && n_args == 2) {
        raise_missing(args[1]);
    }
    return value != MP_OBJ_NULL ? value : args[2];
}
static MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(dict_pop_obj, 2, 3, dict_pop);

static mp_obj_t dict_setdefault(size_t n_args, const mp_obj_t *args) {
    mp_map_elem_t *entry = mp_map_lookup(mph_dict_map_to_change(args[0]), args[1], MP_MAP_LOOKUP_ADD_IF_NOT_FOUND);
    if (entry->value == MP_OBJ_NULL) {
        entry->value = n_args > 2 ? args[2] : mp_const_none;
    }
    return entry->value;
}
static MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(dict_setdefault_obj, 2, 3, dict_setdefault);

static mp_obj_t dict_clear(mp_obj_t self) {
    mp_map_clear(mph_dict_map_to_change(self));
    return mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_1(dict_clear_obj, dict_clear);

static void raise_if_empty(const mp_map_t *map) {
    if (map->used == 0) {
        mp_raise_msg(&mp_type_KeyError, MP_ERROR_TEXT("popitem(): dictionary is empty"));
    }
}

static mp_obj_t new_pair(mp_map_elem_t entry) {
    mp_obj_t items[] = { entry.key, entry.value };
    return mp_obj_new_tuple(2, items);
}

static mp_obj_t dict_popitem(mp_obj_t self) {
    mp_map_t *map = mph_dict_map_to_change(self);
    raise_if_empty(map);
    return new_pair(mph_map_pop_last(map));
}
static MP_DEFINE_CONST_FUN_OBJ_1(dict_popitem_obj, dict_popitem);

// ---- the types ----

#define DICT_METHODS \
    { MP_ROM_QSTR(MP_QSTR_clear), MP_ROM_PTR(&dict_clear_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_copy), MP_ROM_PTR(&dict_copy_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_fromkeys), MP_ROM_PTR(&dict_fromkeys_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_get), MP_ROM_PTR(&dict_get_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_items), MP_ROM_PTR(&mph_dict_items_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_keys), MP_ROM_PTR(&mph_dict_keys_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_pop), MP_ROM_PTR(&dict_pop_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_setdefault), MP_ROM_PTR(&dict_setdefault_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_update), MP_ROM_PTR(&dict_update_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_values), MP_ROM_PTR(&mph_dict_values_obj) }, \
    { MP_ROM_QSTR(MP_QSTR___contains__), MP_ROM_PTR(&dict_contains_obj) }, \
    { MP_ROM_QSTR(MP_QSTR___delitem__), MP_ROM_PTR(&mp_op_delitem_obj) }, \
    { MP_ROM_QSTR(MP_QSTR___getitem__), MP_ROM_PTR(&mp_op_getitem_obj) }, \
    { MP_ROM_QSTR(MP_QSTR___len__), MP_ROM_PTR(&dict_len_obj) }, \
    { MP_ROM_QSTR(MP_QSTR___reversed__), MP_ROM_PTR(&mph_dict_reversed_obj) }, \
    { MP_ROM_QSTR(MP_QSTR___setitem__), MP_ROM_PTR(&mp_op_setitem_obj) }

static const mp_rom_map_elem_t dict_locals_table[] = {
    DICT_METHODS,
    { MP_ROM_QSTR(MP_QSTR_popitem), MP_ROM_PTR(&dict_popitem_obj) },
};
static MP_DEFINE_CONST_DICT(dict_locals, dict_locals_table);

MP_DEFINE_CONST_OBJ_TYPE(
    mp_type_dict,
    MP_QSTR_dict,
    MP_TYPE_FLAG_ITER_IS_GETITER | MP_TYPE_FLAG_EQ_CHECKS_OTHER_TYPE,
    make_new, mp_obj_dict_make_new,
    print, mph_dict_print,
    unary_op, mph_dict_unary_op,
    binary_op, mph_dict_binary_op,
    subscr, dict_subscr,
    iter, mph_dict_getiter,
    locals_dict, &dict_locals
    );

// `last` by position or by name.
static bool is_last(size_t n_args, const mp_obj_t *args, mp_map_t *kwargs) {
    static const mp_arg_t allowed[] = { { MP_QSTR_last, MP_ARG_BOOL, { .u_bool = true } } };
    mp_arg_val_t last;
    mp_arg_parse_all(n_args, args, kwargs, 1, allowed, &last);
    return last.u_bool;
}

static mp_obj_t ordered_popitem(size_t n_args, const mp_obj_t *args, mp_map_t *kwargs) {
    mp_map_t *map = mph_dict_map_to_change(args[0]);
    bool last = is_last(n_args - 1, args + 1, kwargs);
    raise_if_empty(map);
    if (last) {
        return dict_popitem(args[0]);
    }
    size_t at = 0;
    mp_obj_t pair = new_pair(*mph_map_next(map, &at));
    take(args[0], mp_obj_subscr(pair, MP_OBJ_NEW_SMALL_INT(0), MP_OBJ_SENTINEL));
    return pair;
}
static MP_DEFINE_CONST_FUN_OBJ_KW(ordered_popitem_obj, 1, ordered_popitem);

static mp_obj_t ordered_move_to_end(size_t n_args, const mp_obj_t *args, mp_map_t *kwargs) {
    bool last = is_last(n_args - 2, args + 2, kwargs);
    if (!mph_map_move_to_end(mph_dict_map_to_change(args[0]), args[1], last)) {
        raise_missing(args[1]);
    }
    return mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_KW(ordered_move_to_end_obj, 2, ordered_move_to_end);

static const mp_rom_map_elem_t ordered_locals_table[] = {
    DICT_METHODS,
    { MP_ROM_QSTR(MP_QSTR_move_to_end), MP_ROM_PTR(&ordered_move_to_end_obj) },
    { MP_ROM_QSTR(MP_QSTR_popitem), MP_ROM_PTR(&ordered_popitem_obj) },
};
static MP_DEFINE_CONST_DICT(ordered_locals, ordered_locals_table);

MP_DEFINE_CONST_OBJ_TYPE(
    mp_type_ordereddict,
    MP_QSTR_OrderedDict,
    MP_TYPE_FLAG_ITER_IS_GETITER | MP_TYPE_FLAG_EQ_CHECKS_OTHER_TYPE,
    make_new, mp_obj_dict_make_new,
    print, mph_dict_print,
    unary_op, mph_dict_unary_op,
    binary_op, mph_dict_binary_op,
    subscr, dict_subscr,
    iter, mph_dict_getiter,
    parent, &mp_type_dict,
    locals_dict, &ordered_locals
    );
