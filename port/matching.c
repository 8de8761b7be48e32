// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Patterns of the match statement with others in them: sequences, mappings and
// classes. compiler/patterns.h writes the code that asks.
//
// What a subject says of itself is not to be believed: it may be of another length
// each time, have an endless number of items, or change while it is asked.

#include "py/bc0.h"
#include "py/builtin.h"
#include "py/objarray.h"
#include "py/objlist.h"
#include "py/objtype.h"
#include "py/runtime.h"

#include "port/classes.h"
#include "port/matching.h"
#include "port/syntax.h"

extern const mp_obj_type_t mp_type_deque;

// ---- what kind the subject is ----

// Whether it is an instance of a class of collections.abc. Only where that module
// was imported can a program have derived from one or registered one.
static bool is_instance_of_abc(mp_obj_t subject, qstr name) {
    if (!mp_obj_is_instance_type(mp_obj_get_type(subject))) {
        return false;
    }
    mp_map_t *modules = &MP_STATE_VM(mp_loaded_modules_dict).map;
    static const char module[] = "collections.abc";
    qstr module_name = qstr_find_strn(module, sizeof(module) - 1); // null before it is imported
    mp_map_elem_t *found = mp_map_lookup(modules, MP_OBJ_NEW_QSTR(module_name), MP_MAP_LOOKUP);
    if (found == NULL) {
        return false;
    }
    mp_obj_t dest[2];
    mp_load_method_maybe(found->value, name, dest);
    return dest[0] != MP_OBJ_NULL && mp_obj_is_true(mp_call_function_2(MP_OBJ_FROM_PTR(&mp_builtin_isinstance_obj), subject, dest[0]));
}

static bool is_kind_of(mp_obj_t subject, const mp_obj_type_t *const *types, size_t n) {
    const mp_obj_type_t *type = mp_obj_get_type(subject);
    for (size_t i = 0; i < n; i++) {
        if (type == types[i] || mp_obj_is_subclass_fast(MP_OBJ_FROM_PTR(type), MP_OBJ_FROM_PTR(types[i]))) {
            return true;
        }
    }
    return false;
}

static bool is_sequence(mp_obj_t subject) {
    static const mp_obj_type_t *const types[] = {
        &mp_type_list, &mp_type_tuple, &mp_type_range, &mp_type_array, &mp_type_memoryview, &mp_type_deque,
    };
    return is_kind_of(subject, types, MP_ARRAY_SIZE(types)) || is_instance_of_abc(subject, MP_QSTR_Sequence);
}

static bool is_mapping(mp_obj_t subject) {
    static const mp_obj_type_t *const types[] = { &mp_type_dict };
    return is_kind_of(subject, types, MP_ARRAY_SIZE(types)) || is_instance_of_abc(subject, MP_QSTR_Mapping);
}

static mp_obj_t *leave(mp_obj_t *top, mp_obj_t values) {
    top[0] = values;
    top[1] = mp_const_true;
    return top + 1;
}

static mp_obj_t *leave_none(mp_obj_t *top) {
    top[0] = mp_const_none;
    top[1] = mp_const_false;
    return top + 1;
}

// ---- sequences ----

static mp_obj_t item_at(mp_obj_t subject, size_t index) {
    return mp_obj_subscr(subject, MP_OBJ_NEW_SMALL_INT(index), MP_OBJ_SENTINEL);
}

// The subject is on the stack. `counts`: whether there is a pattern with a star, how
// many patterns stand before it, or at all, and how many after it.
mp_obj_t *mph_match_sequence(mp_obj_t *sp, mp_uint_t counts) {
    mp_obj_t subject = sp[0];
    bool star = counts & 1;
    size_t before = counts >> 1 & ((1 << MP_SYNTAX_ITEM_BITS) - 1);
    size_t after = counts >> (1 + MP_SYNTAX_ITEM_BITS);
    if (!is_sequence(subject)) {
        return leave_none(sp);
    }
    mp_int_t said = mp_obj_get_int(mp_obj_len(subject));
    size_t length = said < 0 ? 0 : said;
    if (star ? length < before + after : length != before) {
        return leave_none(sp);
    }
    mp_obj_t values = mp_obj_new_tuple(before + star + after, NULL);
    mp_obj_tuple_t *tuple = MP_OBJ_TO_PTR(values);
    for (size_t i = 0; i < tuple->len; i++) {
        tuple->items[i] = mp_const_none; // a collection may come before they are there
    }
    for (size_t i = 0; i < before; i++) {
        tuple->items[i] = item_at(subject, i);
    }
    if (star) {
        mp_obj_t rest = mp_obj_new_list(0, NULL);
        tuple->items[before] = rest;
        for (size_t i = before; i < length - after; i++) {
            mp_obj_list_append(rest, item_at(subject, i));
        }
        for (size_t i = 0; i < after; i++) {
            tuple->items[before + 1 + i] = item_at(subject, length - after + i);
        }
    }
    return leave(sp, values);
}

// ---- mappings ----

static void check_keys_differ(size_t n, const mp_obj_t *keys) {
    mp_map_t seen;
    mp_map_init(&seen, n);
    for (size_t i = 0; i < n; i++) {
        mp_map_elem_t *slot = mp_map_lookup(&seen, keys[i], MP_MAP_LOOKUP_ADD_IF_NOT_FOUND);
        if (slot->value != MP_OBJ_NULL) {
            mp_raise_msg_varg(&mp_type_ValueError, MP_ERROR_TEXT("mapping pattern checks duplicate key (%r)"), keys[i]);
        }
        slot->value = mp_const_true;
    }
    mp_map_deinit(&seen);
}

// The value of a key, or the sentinel.
static mp_obj_t value_of(mp_obj_t mapping, mp_obj_t key) {
    if (mp_obj_is_exact_type(mapping, &mp_type_dict)) {
        mp_map_elem_t *found = mp_map_lookup(mp_obj_dict_get_map(mapping), key, MP_MAP_LOOKUP);
        return found == NULL ? MP_OBJ_SENTINEL : found->value;
    }
    static const mp_obj_base_t nothing = { &mp_type_object };
    mp_obj_t get[4];
    mp_load_method(mapping, MP_QSTR_get, get);
    get[2] = key;
    get[3] = MP_OBJ_FROM_PTR(&nothing);
    mp_obj_t value = mp_call_method_n_kw(2, 0, get);
    return value == MP_OBJ_FROM_PTR(&nothing) ? MP_OBJ_SENTINEL : value;
}

static mp_obj_t rest_of(mp_obj_t mapping, size_t n, const mp_obj_t *keys) {
    mp_obj_t rest = mp_obj_new_dict(0);
    mph_update_from_mapping(rest, mapping);
    for (size_t i = 0; i < n; i++) {
        mp_obj_dict_delete(rest, keys[i]);
    }
    return rest;
}

// On the stack: the subject, a tuple of keys.
mp_obj_t *mph_match_mapping(mp_obj_t *sp, bool has_rest) {
    mp_obj_t subject = sp[-1];
    size_t n;
    mp_obj_t *keys;
    mp_obj_tuple_get(sp[0], &n, &keys);
    if (!is_mapping(subject) || (n > 0 && mp_obj_get_int(mp_obj_len(subject)) < (mp_int_t)n)) {
        return leave_none(sp - 1);
    }
    check_keys_differ(n, keys);
    mp_obj_t values = mp_obj_new_tuple(n + has_rest, NULL);
    mp_obj_tuple_t *tuple = MP_OBJ_TO_PTR(values);
    for (size_t i = 0; i < tuple->len; i++) {
        tuple->items[i] = mp_const_none;
    }
    for (size_t i = 0; i < n; i++) {
        mp_obj_t value = value_of(subject, keys[i]);
        if (value == MP_OBJ_SENTINEL) {
            return leave_none(sp - 1);
        }
        tuple->items[i] = value;
    }
    if (has_rest) {
        tuple->items[n] = rest_of(subject, n, keys);
    }
    return leave(sp - 1, values);
}

// ---- classes ----

// Those that match themselves as their only positional pattern.
static bool matches_itself(mp_obj_t class) {
    static const mp_obj_type_t *const types[] = {
        &mp_type_bool, &mp_type_bytearray, &mp_type_bytes, &mp_type_dict, &mp_type_float, &mp_type_frozenset,
        &mp_type_int, &mp_type_list, &mp_type_set, &mp_type_str, &mp_type_tuple,
    };
    for (size_t i = 0; i < MP_ARRAY_SIZE(types); i++) {
        if (mp_obj_is_subclass_fast(class, MP_OBJ_FROM_PTR(types[i]))) {
            return true;
        }
    }
    return false;
}

static const char *name_of(mp_obj_t class) {
    return qstr_str(((mp_obj_type_t *)MP_OBJ_TO_PTR(class))->name);
}

// False if there is no such attribute.
static bool load(mp_obj_t subject, mp_obj_t name, mp_obj_t *value) {
    mp_obj_t dest[2];
    mp_load_method_protected(subject, mp_obj_str_get_qstr(name), dest, false);
    if (dest[0] == MP_OBJ_NULL) {
        return false;
    }
    *value = dest[1] == MP_OBJ_NULL ? dest[0] : mp_obj_new_bound_meth(dest[0], dest[1]);
    return true;
}

// The names of the attributes that positional patterns stand for.
static mp_obj_t match_args_of(mp_obj_t class, size_t n_positional) {
    mp_obj_t names = mp_const_empty_tuple;
    mp_obj_t dest[2];
    mp_load_method_protected(class, MP_QSTR___match_args__, dest, false);
    if (dest[0] != MP_OBJ_NULL) {
        names = dest[0];
        if (!mp_obj_is_type(names, &mp_type_tuple)) {
            mp_raise_msg_varg(&mp_type_TypeError, MP_ERROR_TEXT("%s.__match_args__ must be a tuple (got %s)"), name_of(class), mp_obj_get_type_str(names));
        }
    }
    size_t n;
    mp_obj_t *items;
    mp_obj_tuple_get(names, &n, &items);
    if (n_positional > n) {
        size_t most = dest[0] == MP_OBJ_NULL && matches_itself(class) ? 1 : n;
        mp_raise_msg_varg(&mp_type_TypeError, MP_ERROR_TEXT("%s() accepts %u positional sub-pattern%s (%u given)"), name_of(class),
            (unsigned)most, most == 1 ? "" : "s", (unsigned)n_positional);
    }
    for (size_t i = 0; i < n_positional; i++) {
        if (!mp_obj_is_str(items[i])) {
            mp_raise_msg_varg(&mp_type_TypeError, MP_ERROR_TEXT("__match_args__ elements must be strings (got %s)"), mp_obj_get_type_str(items[i]));
        }
    }
    return names;
}

static void check_names_differ(mp_obj_t class, mp_obj_t name, size_t n, const mp_obj_t *others) {
    for (size_t i = 0; i < n; i++) {
        if (mp_obj_equal(others[i], name)) {
            mp_raise_msg_varg(&mp_type_TypeError, MP_ERROR_TEXT("%s() got multiple sub-patterns for attribute '%s'"), name_of(class), mp_obj_str_get_str(name));
        }
    }
}

// On the stack: the subject, a class, a tuple of the names of attributes.
mp_obj_t *mph_match_class(mp_obj_t *sp, size_t n_positional) {
    mp_obj_t subject = sp[-2], class = sp[-1];
    if (!mph_is_class(class)) {
        mp_raise_TypeError(MP_ERROR_TEXT("called match pattern must be a type"));
    }
    if (!mp_obj_is_true(mp_call_function_2(MP_OBJ_FROM_PTR(&mp_builtin_isinstance_obj), subject, class))) {
        return leave_none(sp - 2);
    }
    size_t n_names;
    mp_obj_t *names;
    mp_obj_tuple_get(sp[0], &n_names, &names);
    mp_obj_t values = mp_obj_new_tuple(n_positional + n_names, NULL);
    mp_obj_tuple_t *tuple = MP_OBJ_TO_PTR(values);
    for (size_t i = 0; i < tuple->len; i++) {
        tuple->items[i] = mp_const_none;
    }
    if (n_positional > 0) {
        mp_obj_t dest[2];
        mp_load_method_protected(class, MP_QSTR___match_args__, dest, false);
        if (n_positional == 1 && dest[0] == MP_OBJ_NULL && matches_itself(class)) {
            tuple->items[0] = subject;
        } else {
            mp_obj_t *match_args;
            size_t n_match_args;
            mp_obj_tuple_get(match_args_of(class, n_positional), &n_match_args, &match_args);
            for (size_t i = 0; i < n_positional; i++) {
                check_names_differ(class, match_args[i], i, match_args);
                check_names_differ(class, match_args[i], n_names, names);
                if (!load(subject, match_args[i], &tuple->items[i])) {
                    return leave_none(sp - 2);
                }
            }
        }
    }
    for (size_t i = 0; i < n_names; i++) {
        if (!load(subject, names[i], &tuple->items[n_positional + i])) {
            return leave_none(sp - 2);
        }
    }
    return leave(sp - 2, values);
}
