// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Sets with sets. Which of two is gone over, CPython decides by their sizes, and the
// order of what it gives follows from that.
//
// Looking for an item may run a program's __eq__, which may change either set: each
// is walked by places, so that then at worst items are missed.

#include "py/runtime.h"
#include "py/smallint.h"

#include "port/hash.h"
#include "port/objset.h"

static const mp_obj_type_t *type_of(mp_obj_t set) {
    return ((mp_obj_base_t *)MP_OBJ_TO_PTR(set))->type;
}

// ---- intersection ----

static mp_obj_t intersection(mp_obj_t self, mp_obj_t other) {
    if (self == other) {
        return mph_set_copy(self);
    }
    mp_obj_t common = mph_new_set_of(type_of(self));
    mp_set_t *in = mph_set_of(self), *from = mph_set_maybe(other);
    mp_obj_t item;
    if (from != NULL) {
        if (from->used > in->used) {
            mp_set_t *larger = from;
            from = in;
            in = larger;
        }
        for (size_t at = 0; (item = mph_set_next(from, &at)) != MP_OBJ_NULL;) {
            int64_t hash = mph_set_hash_at(from, at - 1);
            if (mph_set_has(in, item, hash)) {
                mph_set_add(mph_set_of(common), item, hash);
            }
        }
        return common;
    }
    mp_obj_iter_buf_t buffer;
    mp_obj_t items = mp_getiter(other, &buffer);
    while ((item = mp_iternext(items)) != MP_OBJ_STOP_ITERATION) {
        int64_t hash = mph_hash(item);
        if (mph_set_has(in, item, hash)) {
            mph_set_add(mph_set_of(common), item, hash);
        }
    }
    return common;
}

static mp_obj_t set_intersection(size_t n_args, const mp_obj_t *args) {
    mp_obj_t common = n_args == 1 ? mph_set_copy(args[0]) : args[0];
    for (size_t i = 1; i < n_args; i++) {
        common = intersection(common, args[i]);
    }
    return common;
}
MP_DEFINE_CONST_FUN_OBJ_VAR(mph_set_intersection_obj, 1, set_intersection);

static mp_obj_t set_intersection_update(size_t n_args, const mp_obj_t *args) {
    mp_obj_t common = set_intersection(n_args, args);
    *mph_set_of(args[0]) = *mph_set_of(common);
    return mp_const_none;
}
MP_DEFINE_CONST_FUN_OBJ_VAR(mph_set_intersection_update_obj, 1, set_intersection_update);

// ---- difference ----

static void remove_all(mp_obj_t self, mp_obj_t other) {
    mp_set_t *set = mph_set_of(self), *from = mph_set_maybe(other);
    mp_obj_t item;
    if (from == set) {
        mp_set_clear(set);
        return;
    }
    if (from != NULL) {
        if (from->used >> 3 > set->used) {
            from = mph_set_of(intersection(self, other));
        }
        for (size_t at = 0; (item = mph_set_next(from, &at)) != MP_OBJ_NULL;) {
            mph_set_discard(set, item, mph_set_hash_at(from, at - 1));
        }
    } else {
        mp_obj_iter_buf_t buffer;
        mp_obj_t items = mp_getiter(other, &buffer);
        while ((item = mp_iternext(items)) != MP_OBJ_STOP_ITERATION) {
            mph_set_discard(set, item, mph_hash(item));
        }
    }
    mph_set_tidy(set);
}

static mp_obj_t difference(mp_obj_t self, mp_obj_t other) {
    mp_set_t *set = mph_set_of(self), *without = mph_set_maybe(other);
    bool is_dict = mp_obj_is_type(other, &mp_type_dict);
    size_t count = without != NULL ? without->used : is_dict ? mp_obj_dict_get_map(other)->used : SIZE_MAX;
    if (set->used >> 2 > count || count == SIZE_MAX) {
        mp_obj_t rest = mph_set_copy(self);
        remove_all(rest, other);
        return rest;
    }
    mp_obj_t rest = mph_new_set_of(type_of(self));
    mp_obj_t item;
    for (size_t at = 0; (item = mph_set_next(set, &at)) != MP_OBJ_NULL;) {
        int64_t hash = mph_set_hash_at(set, at - 1);
        bool is_other = is_dict ? mp_map_lookup(mp_obj_dict_get_map(other), item, MP_MAP_LOOKUP) != NULL : mph_set_has(without, item, hash);
        if (!is_other) {
            mph_set_add(mph_set_of(rest), item, hash);
        }
    }
    return rest;
}

static mp_obj_t set_difference(size_t n_args, const mp_obj_t *args) {
    if (n_args == 1) {
        return mph_set_copy(args[0]);
    }
    mp_obj_t rest = difference(args[0], args[1]);
    for (size_t i = 2; i < n_args; i++) {
        remove_all(rest, args[i]);
    }
    return rest;
}
MP_DEFINE_CONST_FUN_OBJ_VAR(mph_set_difference_obj, 1, set_difference);

static mp_obj_t set_difference_update(size_t n_args, const mp_obj_t *args) {
    for (size_t i = 1; i < n_args; i++) {
        remove_all(args[0], args[i]);
    }
    return mp_const_none;
}
MP_DEFINE_CONST_FUN_OBJ_VAR(mph_set_difference_update_obj, 1, set_difference_update);

// ---- symmetric difference, union ----

static mp_obj_t set_symmetric_difference_update(mp_obj_t self, mp_obj_t other) {
    mp_set_t *set = mph_set_of(self), *from = mph_set_maybe(other);
    if (from == set) {
        mp_set_clear(set);
        return mp_const_none;
    }
    if (from == NULL) {
        mp_obj_t made = mph_new_set_of(&mp_type_set);
        mph_set_update_from(mph_set_of(made), other);
        from = mph_set_of(made);
    }
    mp_obj_t item;
    for (size_t at = 0; (item = mph_set_next(from, &at)) != MP_OBJ_NULL;) {
        int64_t hash = mph_set_hash_at(from, at - 1);
        if (!mph_set_discard(set, item, hash)) {
            mph_set_add(set, item, hash);
        }
    }
    return mp_const_none;
}
MP_DEFINE_CONST_FUN_OBJ_2(mph_set_symmetric_difference_update_obj, set_symmetric_difference_update);

static mp_obj_t set_symmetric_difference(mp_obj_t self, mp_obj_t other) {
    mp_obj_t made = mph_new_set_of(type_of(self));
    mph_set_update_from(mph_set_of(made), other);
    set_symmetric_difference_update(made, self);
    return made;
}
MP_DEFINE_CONST_FUN_OBJ_2(mph_set_symmetric_difference_obj, set_symmetric_difference);

static mp_obj_t set_update(size_t n_args, const mp_obj_t *args) {
    for (size_t i = 1; i < n_args; i++) {
        mph_set_update_from(mph_set_of(args[0]), args[i]);
    }
    return mp_const_none;
}
MP_DEFINE_CONST_FUN_OBJ_VAR(mph_set_update_obj, 1, set_update);

static mp_obj_t set_union(size_t n_args, const mp_obj_t *args) {
    mp_obj_t all = mph_set_copy(args[0]);
    for (size_t i = 1; i < n_args; i++) {
        mph_set_update_from(mph_set_of(all), args[i]);
    }
    return all;
}
MP_DEFINE_CONST_FUN_OBJ_VAR(mph_set_union_obj, 1, set_union);

// ---- comparison ----

static bool is_within(mp_set_t *set, mp_set_t *other) {
    if (set->used > other->used) {
        return false;
    }
    mp_obj_t item;
    for (size_t at = 0; (item = mph_set_next(set, &at)) != MP_OBJ_NULL;) {
        if (!mph_set_has(other, item, mph_set_hash_at(set, at - 1))) {
            return false;
        }
    }
    return true;
}

// The set itself, or one made of what is none.
static mp_set_t *as_set(mp_obj_t object) {
    mp_set_t *set = mph_set_maybe(object);
    if (set == NULL) {
        mp_obj_t made = mph_new_set_of(&mp_type_set);
        mph_set_update_from(mph_set_of(made), object);
        set = mph_set_of(made);
    }
    return set;
}

static mp_obj_t set_issubset(mp_obj_t self, mp_obj_t other) {
    return mp_obj_new_bool(is_within(mph_set_of(self), as_set(other)));
}
MP_DEFINE_CONST_FUN_OBJ_2(mph_set_issubset_obj, set_issubset);

static mp_obj_t set_issuperset(mp_obj_t self, mp_obj_t other) {
    return mp_obj_new_bool(is_within(as_set(other), mph_set_of(self)));
}
MP_DEFINE_CONST_FUN_OBJ_2(mph_set_issuperset_obj, set_issuperset);

static mp_obj_t set_isdisjoint(mp_obj_t self, mp_obj_t other) {
    mp_set_t *set = mph_set_of(self);
    mp_obj_iter_buf_t buffer;
    mp_obj_t items = mp_getiter(other, &buffer);
    for (mp_obj_t item; (item = mp_iternext(items)) != MP_OBJ_STOP_ITERATION;) {
        if (mph_set_has(set, item, mph_hash(item))) {
            return mp_const_false;
        }
    }
    return mp_const_true;
}
MP_DEFINE_CONST_FUN_OBJ_2(mph_set_isdisjoint_obj, set_isdisjoint);

// ---- operators ----

mp_obj_t mph_set_unary_op(mp_unary_op_t op, mp_obj_t self) {
    const mp_set_t *set = mph_set_of(self);
    switch (op) {
        case MP_UNARY_OP_BOOL:
            return mp_obj_new_bool(set->used != 0);
        case MP_UNARY_OP_LEN:
            return MP_OBJ_NEW_SMALL_INT(set->used);
        case MP_UNARY_OP_HASH:
            return mp_obj_is_type(self, &mp_type_frozenset) ? MP_OBJ_NEW_SMALL_INT(mph_set_hash(set) & MP_SMALL_INT_MAX) : MP_OBJ_NULL;
        default:
            return MP_OBJ_NULL; // op not supported
    }
}

static mp_obj_t in_place(mp_binary_op_t op, mp_obj_t self, mp_obj_t other) {
    const mp_obj_t args[] = { self, other };
    switch (op) {
        case MP_BINARY_OP_INPLACE_OR:
            mph_set_update_from(mph_set_of(self), other);
            break;
        case MP_BINARY_OP_INPLACE_XOR:
            set_symmetric_difference_update(self, other);
            break;
        case MP_BINARY_OP_INPLACE_AND:
            set_intersection_update(2, args);
            break;
        default: // MP_BINARY_OP_INPLACE_SUBTRACT
            remove_all(self, other);
    }
    return self;
}

mp_obj_t mph_set_binary_op(mp_binary_op_t op, mp_obj_t left, mp_obj_t right) {
    if (op == MP_BINARY_OP_CONTAINS) {
        return mp_obj_new_bool(mph_set_contains(left, right));
    }
    mp_set_t *set = mph_set_of(left), *other = mph_set_maybe(right);
    if (other == NULL) {
        return MP_OBJ_NULL; // op not supported
    }
    const mp_obj_t args[] = { left, mph_native_part(right) };
    switch (op) {
        case MP_BINARY_OP_INPLACE_OR:
        case MP_BINARY_OP_INPLACE_XOR:
        case MP_BINARY_OP_INPLACE_AND:
        case MP_BINARY_OP_INPLACE_SUBTRACT:
            if (mp_obj_is_type(left, &mp_type_frozenset)) {
                return mph_set_binary_op(op - MP_BINARY_OP_INPLACE_OR + MP_BINARY_OP_OR, left, right);
            }
            return in_place(op, left, args[1]);
        case MP_BINARY_OP_OR:
            return set_union(2, args);
        case MP_BINARY_OP_XOR:
            return set_symmetric_difference(left, args[1]);
        case MP_BINARY_OP_AND:
            return intersection(left, args[1]);
        case MP_BINARY_OP_SUBTRACT:
            return difference(left, args[1]);
        case MP_BINARY_OP_LESS:
            return mp_obj_new_bool(set->used < other->used && is_within(set, other));
        case MP_BINARY_OP_MORE:
            return mp_obj_new_bool(other->used < set->used && is_within(other, set));
        case MP_BINARY_OP_EQUAL:
            return mp_obj_new_bool(set->used == other->used && is_within(set, other));
        case MP_BINARY_OP_LESS_EQUAL:
            return mp_obj_new_bool(is_within(set, other));
        case MP_BINARY_OP_MORE_EQUAL:
            return mp_obj_new_bool(is_within(other, set));
        default:
            return MP_OBJ_NULL; // op not supported
    }
}
