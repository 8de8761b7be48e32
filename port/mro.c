// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The order in which a class and those that it derives from are asked for an
// attribute: Python's, called C3. Upstream goes into the depth, left to right,
// which differs where two bases derive from the same class.
//
// The order is stored in the class, for super(). What upstream would find in
// another place gets an entry in the class itself when the class is made.

#include "py/objlist.h"
#include "py/objtuple.h"
#include "py/objtype.h"
#include "py/runtime.h"

#include "port/classes.h"

#define OBJECT MP_OBJ_FROM_PTR(&mp_type_object)

// A class that has no order stored: its bases are a chain, without `object`.
static void append_chain(mp_obj_t list, const mp_obj_type_t *class) {
    mp_obj_t single;
    const mp_obj_t *bases;
    for (;;) {
        mp_obj_list_append(list, MP_OBJ_FROM_PTR(class));
        if (mph_bases_of(class, &single, &bases) != 1 || bases[0] == OBJECT) {
            return;
        }
        class = MP_OBJ_TO_PTR(bases[0]);
    }
}

const mp_obj_t *mph_stored_mro(const mp_obj_type_t *class, size_t *count) {
    *count = 0;
    if ((class->flags & MPH_TYPE_FLAG_HAS_MRO) == 0) {
        return NULL;
    }
    mp_map_elem_t *elem = mph_find_own(class, MP_QSTR___mro__);
    if (elem == NULL || !mp_obj_is_type(elem->value, &mp_type_tuple)) {
        return NULL; // the program has changed it
    }
    mp_obj_t *items;
    mp_obj_tuple_get(elem->value, count, &items);
    for (size_t i = 0; i < *count; i++) {
        if (!mph_is_class(items[i])) {
            *count = 0;
            return NULL;
        }
    }
    return items;
}

// As a list without `object`.
static mp_obj_t order_of(const mp_obj_type_t *class) {
    mp_obj_t list = mp_obj_new_list(0, NULL);
    size_t count;
    const mp_obj_t *stored = mph_stored_mro(class, &count);
    for (size_t i = 0; i < count; i++) {
        if (stored[i] != OBJECT) {
            mp_obj_list_append(list, stored[i]);
        }
    }
    if (count == 0 && class != &mp_type_object) {
        append_chain(list, class);
    }
    return list;
}

static bool is_in_a_tail(mp_obj_t class, size_t n_lists, mp_obj_list_t *const *lists, const size_t *heads) {
    for (size_t i = 0; i < n_lists; i++) {
        for (size_t j = heads[i] + 1; j < lists[i]->len; j++) {
            if (lists[i]->items[j] == class) {
                return true;
            }
        }
    }
    return false;
}

// The next class of the merge: the first head that is in no tail.
static mp_obj_t next_head(size_t n_lists, mp_obj_list_t *const *lists, const size_t *heads, bool *done) {
    *done = true;
    for (size_t i = 0; i < n_lists; i++) {
        if (heads[i] < lists[i]->len) {
            *done = false;
            mp_obj_t class = lists[i]->items[heads[i]];
            if (!is_in_a_tail(class, n_lists, lists, heads)) {
                return class;
            }
        }
    }
    return MP_OBJ_NULL;
}

static mp_obj_t merge(mp_obj_type_t *class, size_t n_bases, const mp_obj_t *bases) {
    size_t n_lists = n_bases + 1;
    mp_obj_list_t **lists = m_new(mp_obj_list_t *, n_lists);
    size_t *heads = m_new0(size_t, n_lists);
    mp_obj_t own = mp_obj_new_list(0, NULL);
    for (size_t i = 0; i < n_bases; i++) {
        lists[i] = MP_OBJ_TO_PTR(order_of(MP_OBJ_TO_PTR(bases[i])));
        if (bases[i] != OBJECT) {
            mp_obj_list_append(own, bases[i]);
        }
    }
    lists[n_bases] = MP_OBJ_TO_PTR(own);

    mp_obj_t merged = mp_obj_new_list(0, NULL);
    mp_obj_list_append(merged, MP_OBJ_FROM_PTR(class));
    bool done;
    mp_obj_t next;
    while ((next = next_head(n_lists, lists, heads, &done)) != MP_OBJ_NULL) {
        mp_obj_list_append(merged, next);
        for (size_t i = 0; i < n_lists; i++) {
            if (heads[i] < lists[i]->len && lists[i]->items[heads[i]] == next) {
                heads[i] += 1;
            }
        }
    }
    if (!done) {
        mp_raise_TypeError(MP_ERROR_TEXT("Cannot create a consistent method resolution order (MRO) for the bases"));
    }
    mp_obj_list_append(merged, OBJECT);
    return merged;
}

// The order in which upstream looks: into the depth. What was visited once has
// been looked through.
static void append_depth(mp_obj_t list, mp_obj_t class) {
    size_t count;
    mp_obj_t *items;
    mp_obj_list_get(list, &count, &items);
    for (size_t i = 0; i < count; i++) {
        if (items[i] == class) {
            return;
        }
    }
    mp_obj_list_append(list, class);
    mp_obj_t single;
    const mp_obj_t *bases;
    size_t n_bases = mph_bases_of(MP_OBJ_TO_PTR(class), &single, &bases);
    for (size_t i = 0; i < n_bases; i++) {
        if (bases[i] != OBJECT) {
            append_depth(list, bases[i]);
        }
    }
}

// The first class of a list that defines a name.
static mp_obj_t first_with(mp_obj_t list, qstr name) {
    size_t count;
    mp_obj_t *items;
    mp_obj_list_get(list, &count, &items);
    for (size_t i = 0; i < count; i++) {
        if (mph_find_own(MP_OBJ_TO_PTR(items[i]), name) != NULL) {
            return items[i];
        }
    }
    return MP_OBJ_NULL;
}

static bool describes_its_class(qstr name) {
    return name == MP_QSTR___mro__ || name == MP_QSTR___module__ || name == MP_QSTR___qualname__ || name == MP_QSTR___doc__
           || name == MP_QSTR___metaclass__ || name == MP_QSTR___annotations__;
}

// Gives a class what it has to find in a base where upstream finds another.
static void take_from(mp_obj_type_t *class, mp_obj_t base, mp_obj_t order, mp_obj_t depth) {
    const mp_map_t *map = &MP_OBJ_TYPE_GET_SLOT((mp_obj_type_t *)MP_OBJ_TO_PTR(base), locals_dict)->map;
    for (size_t i = 0; i < map->alloc; i++) {
        if (mp_map_slot_is_filled(map, i) && mp_obj_is_qstr(map->table[i].key)) {
            qstr name = MP_OBJ_QSTR_VALUE(map->table[i].key);
            if (!describes_its_class(name) && first_with(order, name) == base && first_with(depth, name) != base) {
                mp_obj_dict_store(MP_OBJ_FROM_PTR(MP_OBJ_TYPE_GET_SLOT(class, locals_dict)), MP_OBJ_NEW_QSTR(name), map->table[i].value);
            }
        }
    }
}

void mph_order_bases(mp_obj_type_t *class) {
    mp_obj_t single;
    const mp_obj_t *bases;
    size_t count = mph_bases_of(class, &single, &bases);
    if (count < 2 && (count == 0 || (((const mp_obj_type_t *)MP_OBJ_TO_PTR(bases[0]))->flags & MPH_TYPE_FLAG_HAS_MRO) == 0)) {
        return;
    }
    mp_obj_t order = merge(class, count, bases);
    size_t n_items;
    mp_obj_t *items;
    mp_obj_list_get(order, &n_items, &items);
    mp_obj_dict_store(MP_OBJ_FROM_PTR(MP_OBJ_TYPE_GET_SLOT(class, locals_dict)), MP_OBJ_NEW_QSTR(MP_QSTR___mro__), mp_obj_new_tuple(n_items, items));
    class->flags |= MPH_TYPE_FLAG_HAS_MRO;
    if (count > 1) {
        mp_obj_t depth = mp_obj_new_list(0, NULL);
        append_depth(depth, MP_OBJ_FROM_PTR(class));
        for (size_t i = 1; i < n_items; i++) {
            if (mp_obj_is_instance_type((mp_obj_type_t *)MP_OBJ_TO_PTR(items[i]))) {
                take_from(class, items[i], order, depth);
            }
        }
    }
}

mp_obj_t mph_mro(mp_obj_t class) {
    mp_obj_t order = order_of(MP_OBJ_TO_PTR(class));
    if (class == MP_OBJ_FROM_PTR(&mp_type_bool)) {
        mp_obj_list_append(order, MP_OBJ_FROM_PTR(&mp_type_int)); // which upstream does not know
    }
    mp_obj_list_append(order, OBJECT);
    size_t count;
    mp_obj_t *items;
    mp_obj_list_get(order, &count, &items);
    return mp_obj_new_tuple(count, items);
}
