// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What keys(), values() and items() of a dict give, and what goes over a dict.
// Keys and items are like sets; operators make sets of them.

#include "py/builtin.h"
#include "py/objlist.h"
#include "py/objtuple.h"
#include "py/runtime.h"

#include "port/dict.h"
#include "port/map.h"

typedef enum _kind_t {
    KEYS,
    VALUES,
    ITEMS,
} kind_t;

typedef struct _view_t {
    mp_obj_base_t base;
    mp_obj_t dict;
} view_t;

// As large as an mp_obj_iter_buf_t, which it is made in.
typedef struct _iterator_t {
    mp_obj_base_t base;
    mp_obj_t dict; // MP_OBJ_NULL at the end
    size_t at;
    size_t kind : 2;
    size_t used : 30; // of the dict, when this was made
} iterator_t;
_Static_assert(sizeof(iterator_t) <= sizeof(mp_obj_iter_buf_t), "an iterator must fit where it is made");

static const mp_obj_type_t *const view_types[];

static kind_t kind_of(mp_obj_t view) {
    const mp_obj_type_t *type = mp_obj_get_type(view);
    return type == view_types[KEYS] ? KEYS : type == view_types[VALUES] ? VALUES : ITEMS;
}

static bool is_set_like(mp_obj_t object) {
    const mp_obj_type_t *type = mp_obj_get_type(object);
    return type == &mp_type_set || type == &mp_type_frozenset || type == view_types[KEYS] || type == view_types[ITEMS];
}

// ---- going over a dict ----

static mp_obj_t entry_as(kind_t kind, mp_map_elem_t entry) {
    if (kind == ITEMS) {
        mp_obj_t pair[] = { entry.key, entry.value };
        return mp_obj_new_tuple(2, pair);
    }
    return kind == KEYS ? entry.key : entry.value;
}

static mp_obj_t iternext(mp_obj_t self_in) {
    iterator_t *self = MP_OBJ_TO_PTR(self_in);
    if (self->dict == MP_OBJ_NULL) {
        return MP_OBJ_STOP_ITERATION;
    }
    const mp_map_t *map = mph_dict_map(self->dict);
    if (map->used != self->used) {
        mp_raise_msg(&mp_type_RuntimeError, MP_ERROR_TEXT("dictionary changed size during iteration"));
    }
    mp_map_elem_t *entry = mph_map_next(map, &self->at);
    if (entry == NULL) {
        self->dict = MP_OBJ_NULL;
        return MP_OBJ_STOP_ITERATION;
    }
    return entry_as(self->kind, *entry);
}

static MP_DEFINE_CONST_OBJ_TYPE(
    type_iterator,
    MP_QSTR_dict_iterator,
    MP_TYPE_FLAG_ITER_IS_ITERNEXT,
    iter, iternext
    );

static mp_obj_t new_iterator(mp_obj_t dict, kind_t kind, mp_obj_iter_buf_t *buffer) {
    iterator_t *iterator = (iterator_t *)buffer;
    *iterator = (iterator_t) { { &type_iterator }, dict, 0, kind, mph_dict_map(dict)->used };
    return MP_OBJ_FROM_PTR(iterator);
}

mp_obj_t mph_dict_getiter(mp_obj_t dict, mp_obj_iter_buf_t *buffer) {
    return new_iterator(dict, KEYS, buffer);
}

static mp_obj_t view_getiter(mp_obj_t self_in, mp_obj_iter_buf_t *buffer) {
    view_t *self = MP_OBJ_TO_PTR(self_in);
    return new_iterator(self->dict, kind_of(self_in), buffer);
}

static mp_obj_t list_of(mp_obj_t dict, kind_t kind) {
    const mp_map_t *map = mph_dict_map(dict);
    mp_obj_t list = mp_obj_new_list(0, NULL);
    mp_map_elem_t *entry;
    for (size_t at = 0; (entry = mph_map_next(map, &at)) != NULL; ) {
        mp_obj_list_append(list, entry_as(kind, *entry));
    }
    return list;
}

static mp_obj_t reversed(mp_obj_t dict, kind_t kind) {
    mp_obj_t list = list_of(dict, kind);
    size_t count;
    mp_obj_t *items;
    mp_obj_list_get(list, &count, &items);
    for (size_t i = 0; i < count / 2; i++) {
        mp_obj_t item = items[i];
        items[i] = items[count - 1 - i];
        items[count - 1 - i] = item;
    }
    return mp_getiter(list, NULL);
}

static mp_obj_t dict_reversed(mp_obj_t dict) {
    return reversed(dict, KEYS);
}
MP_DEFINE_CONST_FUN_OBJ_1(mph_dict_reversed_obj, dict_reversed);

static mp_obj_t view_reversed(mp_obj_t self_in) {
    view_t *self = MP_OBJ_TO_PTR(self_in);
    return reversed(self->dict, kind_of(self_in));
}
static MP_DEFINE_CONST_FUN_OBJ_1(view_reversed_obj, view_reversed);

// ---- views as sets ----

static bool has_item(mp_obj_t dict, mp_obj_t item) {
    if (!mp_obj_is_tuple_compatible(item)) {
        return false;
    }
    size_t count;
    mp_obj_t *pair;
    mp_obj_tuple_get(item, &count, &pair);
    mp_obj_t value = count == 2 ? mph_dict_look_up(dict, pair[0]) : MP_OBJ_NULL;
    return value != MP_OBJ_NULL && (value == pair[1] || mp_obj_equal(value, pair[1]));
}

static bool has_value(mp_obj_t dict, mp_obj_t value) {
    mp_obj_iter_buf_t buffer;
    mp_obj_t values = new_iterator(dict, VALUES, &buffer);
    for (mp_obj_t item; (item = iternext(values)) != MP_OBJ_STOP_ITERATION; ) {
        if (item == value || mp_obj_equal(item, value)) {
            return true;
        }
    }
    return false;
}

static bool contains(mp_obj_t self_in, mp_obj_t object) {
    view_t *self = MP_OBJ_TO_PTR(self_in);
    switch (kind_of(self_in)) {
        case KEYS:
            return mph_dict_look_up(self->dict, object) != MP_OBJ_NULL;
        case VALUES:
            return has_value(self->dict, object);
        default:
            return has_item(self->dict, object);
    }
}

static mp_obj_t set_of(mp_obj_t iterable) {
    mp_obj_t set = mp_obj_new_set(0, NULL);
    mp_obj_t items = mp_getiter(iterable, NULL);
    for (mp_obj_t item; (item = mp_iternext(items)) != MP_OBJ_STOP_ITERATION; ) {
        mp_obj_set_store(set, item);
    }
    return set;
}

static mp_obj_t view_binary_op(mp_binary_op_t op, mp_obj_t self, mp_obj_t other) {
    if (op == MP_BINARY_OP_CONTAINS) {
        return mp_obj_new_bool(contains(self, other));
    }
    bool compares = op <= MP_BINARY_OP_NOT_EQUAL;
    if (kind_of(self) == VALUES || (compares && !is_set_like(other))) {
        return MP_OBJ_NULL; // op not supported
    }
    switch (op) {
        case MP_BINARY_OP_REVERSE_OR:
        case MP_BINARY_OP_REVERSE_XOR:
        case MP_BINARY_OP_REVERSE_AND:
        case MP_BINARY_OP_REVERSE_SUBTRACT: {
            mp_binary_op_t forward = op - MP_BINARY_OP_REVERSE_OR + MP_BINARY_OP_OR;
            return mp_binary_op(forward, set_of(other), set_of(self));
        }
        case MP_BINARY_OP_LESS:
        case MP_BINARY_OP_MORE:
        case MP_BINARY_OP_EQUAL:
        case MP_BINARY_OP_LESS_EQUAL:
        case MP_BINARY_OP_MORE_EQUAL:
        case MP_BINARY_OP_OR:
        case MP_BINARY_OP_XOR:
        case MP_BINARY_OP_AND:
        case MP_BINARY_OP_SUBTRACT:
            return mp_binary_op(op, set_of(self), set_of(other));
        default:
            return MP_OBJ_NULL; // op not supported
    }
}

static mp_obj_t view_isdisjoint(mp_obj_t self, mp_obj_t other) {
    mp_obj_t items = mp_getiter(other, NULL);
    for (mp_obj_t item; (item = mp_iternext(items)) != MP_OBJ_STOP_ITERATION; ) {
        if (contains(self, item)) {
            return mp_const_false;
        }
    }
    return mp_const_true;
}
static MP_DEFINE_CONST_FUN_OBJ_2(view_isdisjoint_obj, view_isdisjoint);

// ---- the types ----

static mp_obj_t view_unary_op(mp_unary_op_t op, mp_obj_t self_in) {
    view_t *self = MP_OBJ_TO_PTR(self_in);
    size_t used = mph_dict_map(self->dict)->used;
    switch (op) {
        case MP_UNARY_OP_BOOL:
            return mp_obj_new_bool(used != 0);
        case MP_UNARY_OP_LEN:
            return MP_OBJ_NEW_SMALL_INT(used);
        case MP_UNARY_OP_HASH:
            // Only values are equal to nothing but themselves.
            return kind_of(self_in) == VALUES ? MP_OBJ_NEW_SMALL_INT((mp_uint_t)self_in >> 4) : MP_OBJ_NULL;
        default:
            return MP_OBJ_NULL; // op not supported
    }
}

static void view_print(const mp_print_t *print, mp_obj_t self_in, mp_print_kind_t kind) {
    (void)kind;
    view_t *self = MP_OBJ_TO_PTR(self_in);
    mp_printf(print, "%q(", (qstr)self->base.type->name);
    mp_obj_print_helper(print, list_of(self->dict, kind_of(self_in)), PRINT_REPR);
    mp_print_str(print, ")");
}

static const mp_rom_map_elem_t set_locals_table[] = {
    { MP_ROM_QSTR(MP_QSTR___reversed__), MP_ROM_PTR(&view_reversed_obj) },
    { MP_ROM_QSTR(MP_QSTR_isdisjoint), MP_ROM_PTR(&view_isdisjoint_obj) },
};
static MP_DEFINE_CONST_DICT(set_locals, set_locals_table);

static const mp_rom_map_elem_t values_locals_table[] = {
    { MP_ROM_QSTR(MP_QSTR___reversed__), MP_ROM_PTR(&view_reversed_obj) },
};
static MP_DEFINE_CONST_DICT(values_locals, values_locals_table);

#define DEFINE_VIEW(name, locals) \
    static MP_DEFINE_CONST_OBJ_TYPE( \
        type_##name, \
        MP_QSTR_##name, \
        MP_TYPE_FLAG_ITER_IS_GETITER | MP_TYPE_FLAG_EQ_CHECKS_OTHER_TYPE, \
        print, view_print, \
        unary_op, view_unary_op, \
        binary_op, view_binary_op, \
        iter, view_getiter, \
        locals_dict, &locals \
        )
DEFINE_VIEW(dict_keys, set_locals);
DEFINE_VIEW(dict_values, values_locals);
DEFINE_VIEW(dict_items, set_locals);

static const mp_obj_type_t *const view_types[] = { &type_dict_keys, &type_dict_values, &type_dict_items };

static mp_obj_t new_view(mp_obj_t dict, kind_t kind) {
    view_t *view = mp_obj_malloc(view_t, view_types[kind]);
    view->dict = dict;
    return MP_OBJ_FROM_PTR(view);
}

static mp_obj_t dict_keys(mp_obj_t dict) {
    return new_view(dict, KEYS);
}
MP_DEFINE_CONST_FUN_OBJ_1(mph_dict_keys_obj, dict_keys);

static mp_obj_t dict_values(mp_obj_t dict) {
    return new_view(dict, VALUES);
}
MP_DEFINE_CONST_FUN_OBJ_1(mph_dict_values_obj, dict_values);

static mp_obj_t dict_items(mp_obj_t dict) {
    return new_view(dict, ITEMS);
}
MP_DEFINE_CONST_FUN_OBJ_1(mph_dict_items_obj, dict_items);
