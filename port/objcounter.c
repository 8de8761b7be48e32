// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// collections.Counter: a dict of how often each key occurs. Counts can be any
// numbers. Adding and comparing them can run a program's own code, so that entries
// are taken out of the table before.

#include <string.h>

#include "py/builtin.h"
#include "py/objlist.h"
#include "py/objtuple.h"
#include "py/runtime.h"
#include "py/smallint.h"

#include "port/collections.h"

#define ZERO MP_OBJ_NEW_SMALL_INT(0)
#define ONE MP_OBJ_NEW_SMALL_INT(1)

static mp_obj_t count_of(mp_obj_t self, mp_obj_t key) {
    mp_map_elem_t *found = mp_map_lookup(&((mp_obj_dict_t *)MP_OBJ_TO_PTR(self))->map, key, MP_MAP_LOOKUP);
    return found != NULL ? found->value : ZERO;
}

static bool less(mp_obj_t left, mp_obj_t right) {
    return mp_obj_is_true(mp_binary_op(MP_BINARY_OP_LESS, left, right));
}

// Keys and counts by turns, as they are now.
typedef struct _entries_t {
    size_t count;
    mp_map_elem_t *items;
} entries_t;

static entries_t entries_of(mp_obj_t dict) {
    const mp_map_t *map = &((mp_obj_dict_t *)MP_OBJ_TO_PTR(dict))->map;
    entries_t entries = { 0, m_new(mp_map_elem_t, map->used) };
    for (size_t i = 0; i < map->alloc && entries.count < map->used; i++) {
        if (mp_map_slot_is_filled(map, i)) {
            entries.items[entries.count++] = map->table[i];
        }
    }
    return entries;
}

static mp_obj_t new_counter(void) {
    mp_obj_t self = mp_obj_new_dict(0);
    ((mp_obj_dict_t *)MP_OBJ_TO_PTR(self))->base.type = &mph_type_counter;
    return self;
}

static void add(mp_obj_t self, mp_binary_op_t op, mp_obj_t key, mp_obj_t count) {
    mp_obj_dict_store(self, key, mp_binary_op(op, count_of(self, key), count));
}

static void count_items(mp_obj_t self, mp_binary_op_t op, mp_obj_t iterable) {
    mp_obj_dict_t *dict = MP_OBJ_TO_PTR(self);
    mp_obj_iter_buf_t buffer;
    mp_obj_t items = mp_getiter(iterable, &buffer);
    mp_obj_t item;
    while ((item = mp_iternext(items)) != MP_OBJ_STOP_ITERATION) {
        mp_map_elem_t *entry = mp_map_lookup(&dict->map, item, MP_MAP_LOOKUP_ADD_IF_NOT_FOUND);
        mp_obj_t count = entry->value == MP_OBJ_NULL ? ZERO : entry->value;
        if (mp_obj_is_small_int(count) && op == MP_BINARY_OP_ADD && MP_OBJ_SMALL_INT_VALUE(count) < MP_SMALL_INT_MAX) {
            entry->value = MP_OBJ_NEW_SMALL_INT(MP_OBJ_SMALL_INT_VALUE(count) + 1);
        } else {
            entry->value = count;
            add(self, op, item, ONE);
        }
    }
}

// Adds what a counter can be made of or updated with.
static void update(mp_obj_t self, mp_binary_op_t op, mp_obj_t from) {
    if (mp_obj_is_dict_or_ordereddict(from)) {
        // The first counts are taken as they are, whatever they are.
        bool is_first = op == MP_BINARY_OP_ADD && mp_obj_dict_len(self) == 0;
        entries_t entries = entries_of(from);
        for (size_t i = 0; i < entries.count; i++) {
            if (is_first) {
                mp_obj_dict_store(self, entries.items[i].key, entries.items[i].value);
            } else {
                add(self, op, entries.items[i].key, entries.items[i].value);
            }
        }
        return;
    }
    mp_obj_t dest[2];
    mp_load_method_maybe(from, MP_QSTR_items, dest);
    if (dest[0] == MP_OBJ_NULL) {
        count_items(self, op, from);
        return;
    }
    mp_obj_t pairs = mp_getiter(mp_call_method_n_kw(0, 0, dest), NULL);
    mp_obj_t pair;
    while ((pair = mp_iternext(pairs)) != MP_OBJ_STOP_ITERATION) {
        mp_obj_t *parts;
        mp_obj_get_array_fixed_n(pair, 2, &parts);
        add(self, op, parts[0], parts[1]);
    }
}

static void update_all(mp_obj_t self, mp_binary_op_t op, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    mp_arg_check_num(n_args, n_kw, 0, 1, true);
    if (n_args > 0 && args[0] != mp_const_none) {
        update(self, op, args[0]);
    }
    for (size_t i = 0; i < n_kw; i++) {
        add(self, op, args[n_args + 2 * i], args[n_args + 2 * i + 1]);
    }
}

mp_obj_t mph_counter_make_new(size_t n_args, size_t n_kw, const mp_obj_t *args) {
    mp_obj_t self = new_counter();
    update_all(self, MP_BINARY_OP_ADD, n_args, n_kw, args);
    return self;
}

// ---- methods ----

static mp_obj_t counter_update(size_t n_args, const mp_obj_t *args, mp_map_t *keywords) {
    update_all(args[0], MP_BINARY_OP_ADD, n_args - 1, keywords->used, args + 1);
    return mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_KW(counter_update_obj, 1, counter_update);

static mp_obj_t counter_subtract(size_t n_args, const mp_obj_t *args, mp_map_t *keywords) {
    update_all(args[0], MP_BINARY_OP_SUBTRACT, n_args - 1, keywords->used, args + 1);
    return mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_KW(counter_subtract_obj, 1, counter_subtract);

// By falling counts; what is equal stays in its order.
static void sort(entries_t entries) {
    mp_map_elem_t *from = entries.items, *to = m_new(mp_map_elem_t, entries.count);
    for (size_t width = 1; width < entries.count; width *= 2) {
        for (size_t start = 0; start < entries.count; start += 2 * width) {
            size_t left = start, middle = MIN(start + width, entries.count);
            size_t right = middle, end = MIN(middle + width, entries.count);
            for (size_t at = start; at < end; at++) {
                bool take_right = left == middle || (right < end && less(from[left].value, from[right].value));
                to[at] = from[take_right ? right++ : left++];
            }
        }
        mp_map_elem_t *swap = from;
        from = to;
        to = swap;
    }
    if (from != entries.items) {
        memcpy(entries.items, from, entries.count * sizeof(*from));
    }
}

static mp_obj_t counter_most_common(size_t n_args, const mp_obj_t *args) {
    entries_t entries = entries_of(args[0]);
    sort(entries);
    size_t count = entries.count;
    if (n_args > 1 && args[1] != mp_const_none) {
        mp_int_t wanted = mp_obj_get_int(args[1]);
        count = wanted < 0 ? 0 : MIN(count, (size_t)wanted);
    }
    mp_obj_t list = mp_obj_new_list(0, NULL);
    for (size_t i = 0; i < count; i++) {
        mp_obj_t pair[2] = { entries.items[i].key, entries.items[i].value };
        mp_obj_list_append(list, mp_obj_new_tuple(2, pair));
    }
    return list;
}
static MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(counter_most_common_obj, 1, 2, counter_most_common);

static mp_obj_t counter_total(mp_obj_t self) {
    entries_t entries = entries_of(self);
    mp_obj_t total = ZERO;
    for (size_t i = 0; i < entries.count; i++) {
        total = mp_binary_op(MP_BINARY_OP_ADD, total, entries.items[i].value);
    }
    return total;
}
static MP_DEFINE_CONST_FUN_OBJ_1(counter_total_obj, counter_total);

static mp_obj_t counter_missing(mp_obj_t self, mp_obj_t key) {
    (void)self, (void)key;
    return ZERO;
}
static MP_DEFINE_CONST_FUN_OBJ_2(counter_missing_obj, counter_missing);

static mp_obj_t counter_copy(mp_obj_t self) {
    mp_obj_t copy = new_counter();
    entries_t entries = entries_of(self);
    for (size_t i = 0; i < entries.count; i++) {
        mp_obj_dict_store(copy, entries.items[i].key, entries.items[i].value);
    }
    return copy;
}
static MP_DEFINE_CONST_FUN_OBJ_1(counter_copy_obj, counter_copy);

// What elements() gives: each key as often as it is counted.
typedef struct _elements_t {
    mp_obj_base_t base;
    entries_t entries;
    size_t at;
    mp_int_t left;
} elements_t;

static mp_obj_t elements_next(mp_obj_t self_in) {
    elements_t *self = MP_OBJ_TO_PTR(self_in);
    while (self->left <= 0) {
        if (self->at == self->entries.count) {
            return MP_OBJ_STOP_ITERATION;
        }
        self->left = mp_obj_get_int(self->entries.items[self->at++].value);
    }
    self->left -= 1;
    return self->entries.items[self->at - 1].key;
}

static MP_DEFINE_CONST_OBJ_TYPE(type_elements, MP_QSTR_elements, MP_TYPE_FLAG_ITER_IS_ITERNEXT, iter, elements_next);

static mp_obj_t counter_elements(mp_obj_t self) {
    elements_t *elements = mp_obj_malloc(elements_t, &type_elements);
    elements->at = 0;
    elements->left = 0;
    elements->entries = entries_of(self);
    return MP_OBJ_FROM_PTR(elements);
}
static MP_DEFINE_CONST_FUN_OBJ_1(counter_elements_obj, counter_elements);

// ---- operators ----

// The count that a key has in the result, of those that it has in the operands.
static mp_obj_t combined(mp_binary_op_t op, mp_obj_t left, mp_obj_t right) {
    switch (op) {
        case MP_BINARY_OP_AND:
            return less(left, right) ? left : right;
        case MP_BINARY_OP_OR:
            return less(left, right) ? right : left;
        default:
            return mp_binary_op(op, left, right);
    }
}

static void keep_positive(mp_obj_t result, mp_obj_t key, mp_obj_t count) {
    if (less(ZERO, count)) {
        mp_obj_dict_store(result, key, count);
    }
}

static mp_obj_t combine(mp_binary_op_t op, mp_obj_t left, mp_obj_t right) {
    mp_obj_t result = new_counter();
    entries_t entries = entries_of(left);
    for (size_t i = 0; i < entries.count; i++) {
        mp_obj_t key = entries.items[i].key;
        keep_positive(result, key, combined(op, entries.items[i].value, count_of(right, key)));
    }
    entries = entries_of(right);
    for (size_t i = 0; i < entries.count && op != MP_BINARY_OP_AND; i++) {
        mp_obj_t key = entries.items[i].key;
        if (mph_plain_dict_binary_op(MP_BINARY_OP_CONTAINS, left, key) == mp_const_false) {
            keep_positive(result, key, combined(op, ZERO, entries.items[i].value));
        }
    }
    return result;
}

static mp_obj_t combine_in_place(mp_binary_op_t op, mp_obj_t left, mp_obj_t right) {
    mp_obj_dict_t *result = MP_OBJ_TO_PTR(combine(op, left, right));
    ((mp_obj_dict_t *)MP_OBJ_TO_PTR(left))->map = result->map;
    mp_map_init(&result->map, 0);
    return left;
}

// Whether the comparison holds for the counts of each key of both.
static bool holds_for_all(mp_binary_op_t op, mp_obj_t left, mp_obj_t right) {
    mp_obj_t operands[2] = { left, right };
    for (size_t i = 0; i < 2; i++) {
        entries_t entries = entries_of(operands[i]);
        for (size_t j = 0; j < entries.count; j++) {
            mp_obj_t key = entries.items[j].key;
            if (!mp_obj_is_true(mp_binary_op(op, count_of(left, key), count_of(right, key)))) {
                return false;
            }
        }
    }
    return true;
}

static mp_obj_t counter_binary_op(mp_binary_op_t op, mp_obj_t left, mp_obj_t right) {
    if (op == MP_BINARY_OP_CONTAINS || !mp_obj_is_type(right, &mph_type_counter)) {
        // `|` of a counter and another dict would make a dict of our type.
        return op == MP_BINARY_OP_OR ? MP_OBJ_NULL : mph_plain_dict_binary_op(op, left, right);
    }
    switch (op) {
        case MP_BINARY_OP_ADD:
        case MP_BINARY_OP_SUBTRACT:
        case MP_BINARY_OP_AND:
        case MP_BINARY_OP_OR:
            return combine(op, left, right);
        case MP_BINARY_OP_INPLACE_ADD:
        case MP_BINARY_OP_INPLACE_SUBTRACT:
        case MP_BINARY_OP_INPLACE_AND:
        case MP_BINARY_OP_INPLACE_OR:
            return combine_in_place(op - MP_BINARY_OP_INPLACE_OR + MP_BINARY_OP_OR, left, right);
        case MP_BINARY_OP_EQUAL:
        case MP_BINARY_OP_LESS_EQUAL:
        case MP_BINARY_OP_MORE_EQUAL:
            return mp_obj_new_bool(holds_for_all(op, left, right));
        case MP_BINARY_OP_LESS:
            return mp_obj_new_bool(holds_for_all(MP_BINARY_OP_LESS_EQUAL, left, right) && !holds_for_all(MP_BINARY_OP_EQUAL, left, right));
        case MP_BINARY_OP_MORE:
            return mp_obj_new_bool(holds_for_all(MP_BINARY_OP_MORE_EQUAL, left, right) && !holds_for_all(MP_BINARY_OP_EQUAL, left, right));
        default:
            return MP_OBJ_NULL;
    }
}

static mp_obj_t counter_unary_op(mp_unary_op_t op, mp_obj_t self) {
    switch (op) {
        case MP_UNARY_OP_POSITIVE:
            return combine(MP_BINARY_OP_ADD, self, new_counter());
        case MP_UNARY_OP_NEGATIVE:
            return combine(MP_BINARY_OP_SUBTRACT, new_counter(), self);
        default:
            return MP_OBJ_TYPE_GET_SLOT(&mp_type_dict, unary_op)(op, self);
    }
}

static mp_obj_t counter_subscr(mp_obj_t self, mp_obj_t key, mp_obj_t value) {
    if (value == MP_OBJ_SENTINEL) {
        return count_of(self, key);
    }
    if (value == MP_OBJ_NULL && mph_plain_dict_binary_op(MP_BINARY_OP_CONTAINS, self, key) == mp_const_false) {
        return mp_const_none; // there is nothing to delete
    }
    return MP_OBJ_TYPE_GET_SLOT(&mp_type_dict, subscr)(self, key, value);
}

static mp_obj_t counter_getiter(mp_obj_t self, mp_obj_iter_buf_t *buffer) {
    return ((mp_getiter_fun_t)MP_OBJ_TYPE_GET_SLOT(&mp_type_dict, iter))(self, buffer);
}

// As the dict of what is most common first, if counts can be compared.
static void counter_print(const mp_print_t *print, mp_obj_t self, mp_print_kind_t kind) {
    entries_t entries = entries_of(self);
    nlr_buf_t nlr;
    if (nlr_push(&nlr) == 0) {
        sort(entries);
        nlr_pop();
    } else if (!mp_obj_is_subclass_fast(MP_OBJ_FROM_PTR(((mp_obj_base_t *)nlr.ret_val)->type), MP_OBJ_FROM_PTR(&mp_type_TypeError))) {
        nlr_jump(nlr.ret_val);
    } else {
        entries = entries_of(self);
    }
    mp_printf(print, "%q(", (qstr)mp_obj_get_type(self)->name);
    for (size_t i = 0; i < entries.count; i++) {
        mp_print_str(print, i == 0 ? "{" : ", ");
        mp_obj_print_helper(print, entries.items[i].key, PRINT_REPR);
        mp_print_str(print, ": ");
        mp_obj_print_helper(print, entries.items[i].value, PRINT_REPR);
    }
    mp_print_str(print, entries.count == 0 ? ")" : "})");
}

static const mp_rom_map_elem_t counter_locals_table[] = {
    { MP_ROM_QSTR(MP_QSTR___module__), MP_ROM_QSTR(MP_QSTR_collections) },
    { MP_ROM_QSTR(MP_QSTR___missing__), MP_ROM_PTR(&counter_missing_obj) },
    { MP_ROM_QSTR(MP_QSTR_copy), MP_ROM_PTR(&counter_copy_obj) },
    { MP_ROM_QSTR(MP_QSTR_elements), MP_ROM_PTR(&counter_elements_obj) },
    { MP_ROM_QSTR(MP_QSTR_most_common), MP_ROM_PTR(&counter_most_common_obj) },
    { MP_ROM_QSTR(MP_QSTR_subtract), MP_ROM_PTR(&counter_subtract_obj) },
    { MP_ROM_QSTR(MP_QSTR_total), MP_ROM_PTR(&counter_total_obj) },
    { MP_ROM_QSTR(MP_QSTR_update), MP_ROM_PTR(&counter_update_obj) },
};
static MP_DEFINE_CONST_DICT(counter_locals, counter_locals_table);

static void counter_attr(mp_obj_t self, qstr attr, mp_obj_t *dest) {
    if (dest[0] != MP_OBJ_NULL) {
        return; // nothing can be set
    }
    if (mp_map_lookup((mp_map_t *)&counter_locals.map, MP_OBJ_NEW_QSTR(attr), MP_MAP_LOOKUP) != NULL) {
        dest[1] = MP_OBJ_SENTINEL; // go on with our methods
    } else {
        mph_plain_dict_method(self, attr, dest);
    }
}

MP_DEFINE_CONST_OBJ_TYPE(
    mph_type_counter,
    MP_QSTR_Counter,
    MP_TYPE_FLAG_ITER_IS_GETITER | MP_TYPE_FLAG_EQ_CHECKS_OTHER_TYPE | MPH_TYPE_FLAG_OWN_CONSTRUCTOR,
    make_new, mp_obj_dict_make_new,
    print, counter_print,
    unary_op, counter_unary_op,
    binary_op, counter_binary_op,
    attr, counter_attr,
    subscr, counter_subscr,
    iter, counter_getiter,
    parent, &mp_type_dict,
    locals_dict, &counter_locals
    );
