// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Dicts as operands, and how they print.
//
// What a program's own code is called for here, a key's __eq__ or an item's
// __repr__, may change the dict: no pointer into a table is kept over it.

#include "py/builtin.h"
#include "py/objstr.h"
#include "py/runtime.h"

#include "port/classes.h"
#include "port/dict.h"
#include "port/map.h"
#include "port/reprguard.h"

// ---- operators ----

mp_obj_t mph_dict_unary_op(mp_unary_op_t op, mp_obj_t self) {
    const mp_map_t *map = mph_dict_map(self);
    switch (op) {
        case MP_UNARY_OP_BOOL:
            return mp_obj_new_bool(map->used != 0);
        case MP_UNARY_OP_LEN:
            return MP_OBJ_NEW_SMALL_INT(map->used);
        case MP_UNARY_OP_SIZEOF:
            return MP_OBJ_NEW_SMALL_INT(sizeof(mp_obj_dict_t) + sizeof(mp_map_elem_t) * map->alloc);
        default:
            return MP_OBJ_NULL; // op not supported
    }
}

static bool equal_in_order(const mp_map_t *left, const mp_map_t *right) {
    mp_map_elem_t *one, *other;
    size_t left_at = 0, right_at = 0;
    while ((one = mph_map_next(left, &left_at)) != NULL) {
        other = mph_map_next(right, &right_at);
        if (other == NULL) {
            return false;
        }
        mp_map_elem_t left_entry = *one, right_entry = *other;
        if (!mp_obj_equal(left_entry.key, right_entry.key) || !mp_obj_equal(left_entry.value, right_entry.value)) {
            return false;
        }
    }
    return mph_map_next(right, &right_at) == NULL;
}

static bool equal_in_any_order(const mp_map_t *left, mp_obj_t right) {
    mp_map_elem_t *entry;
    for (size_t at = 0; (entry = mph_map_next(left, &at)) != NULL; ) {
        mp_obj_t value = entry->value;
        mp_obj_t other = mph_dict_look_up(right, entry->key);
        if (other == MP_OBJ_NULL || !mp_obj_equal(value, other)) {
            return false;
        }
    }
    return true;
}

static mp_obj_t dict_equal(mp_obj_t left, mp_obj_t right) {
    if (!mp_obj_is_dict_or_ordereddict(right)) {
        return mp_const_false;
    }
    const mp_map_t *map = mph_dict_map(left);
    if (map->used != mph_dict_map(right)->used) {
        return mp_const_false;
    }
    bool ordered = mp_obj_is_type(left, &mp_type_ordereddict) && mp_obj_is_type(right, &mp_type_ordereddict);
    return mp_obj_new_bool(ordered ? equal_in_order(map, mph_dict_map(right)) : equal_in_any_order(map, right));
}

mp_obj_t mph_dict_binary_op(mp_binary_op_t op, mp_obj_t left, mp_obj_t right) {
    switch (op) {
        case MP_BINARY_OP_CONTAINS:
            return mp_obj_new_bool(mph_dict_look_up(left, right) != MP_OBJ_NULL);
        case MP_BINARY_OP_EQUAL:
            return dict_equal(left, right);
        case MP_BINARY_OP_OR: {
            if (!mp_obj_is_dict_or_ordereddict(mph_native_part(right))) {
                return MP_OBJ_NULL; // op not supported
            }
            mp_obj_t both = mp_obj_dict_copy(left);
            mph_dict_update(both, right);
            return both;
        }
        case MP_BINARY_OP_INPLACE_OR:
            mph_dict_map_to_change(left);
            mph_dict_update(left, right);
            return left;
        default:
            return MP_OBJ_NULL; // op not supported
    }
}

// ---- text ----

typedef struct _style_t {
    mp_print_kind_t kind;
    const char *between_items;
    const char *after_key;
} style_t;

static void print_key(const mp_print_t *print, mp_obj_t key, mp_print_kind_t kind) {
    bool needs_quotes = kind == PRINT_JSON && !mp_obj_is_str_or_bytes(key);
    const char *quote = needs_quotes ? "\"" : "";
    mp_print_str(print, quote);
    mp_obj_print_helper(print, key, kind);
    mp_print_str(print, quote);
}

static void print_entries(const mp_print_t *print, const mp_map_t *map, const style_t *style) {
    mp_print_str(print, "{");
    const char *before = "";
    mp_map_elem_t *entry;
    for (size_t at = 0; (entry = mph_map_next(map, &at)) != NULL; before = style->between_items) {
        mp_map_elem_t pair = *entry;
        mp_print_str(print, before);
        print_key(print, pair.key, style->kind);
        mp_print_str(print, style->after_key);
        mp_obj_print_helper(print, pair.value, style->kind);
    }
    mp_print_str(print, "}");
}

static void print_pairs(const mp_print_t *print, const mp_map_t *map) {
    mp_print_str(print, "OrderedDict(");
    const char *before = "[";
    mp_map_elem_t *entry;
    for (size_t at = 0; (entry = mph_map_next(map, &at)) != NULL; before = ", ") {
        mp_map_elem_t pair = *entry;
        mp_print_str(print, before);
        mp_print_str(print, "(");
        mp_obj_print_helper(print, pair.key, PRINT_REPR);
        mp_print_str(print, ", ");
        mp_obj_print_helper(print, pair.value, PRINT_REPR);
        mp_print_str(print, ")");
    }
    mp_print_str(print, *before == '[' ? ")" : "])");
}

void mph_dict_print(const mp_print_t *print, mp_obj_t self, mp_print_kind_t kind) {
    const mp_map_t *map = mph_dict_map(self);
    style_t style = { PRINT_REPR, ", ", ": " };
    if (kind == PRINT_JSON) {
        style = (style_t) { kind, MP_PRINT_GET_EXT(print)->item_separator, MP_PRINT_GET_EXT(print)->key_separator };
        print_entries(print, map, &style);
        return;
    }
    mph_repr_guard_t guard;
    bool is_ordered = mp_obj_is_type(self, &mp_type_ordereddict);
    if (!mph_repr_enter(&guard, self)) {
        mp_print_str(print, is_ordered ? "..." : "{...}");
        return;
    }
    if (is_ordered) {
        print_pairs(print, map);
    } else {
        print_entries(print, map, &style);
    }
    mph_repr_leave(&guard);
}
