// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Upstream's sets, which spend their time on comparing: see fastpaths.h. Its
// maps, in the same file, are left out: map.c has ours.
//
// Upstream takes for granted that a set stays as it is while an item is looked
// for in it, and that it could grow. A program can see to it that it is not so;
// what it gets is an exception.

#include <string.h>

#include "port/fastpaths.h"

// What is looked in, in functions without such a parameter: nothing.
static mp_set_t *const set = NULL;

static MP_NORETURN void raise_changed(void) {
    mp_raise_msg(&mp_type_RuntimeError, MP_ERROR_TEXT("changed size while a key was looked for"));
}

// An item's __hash__ may empty the set, whose size is then divided by.
static mp_obj_t hash_of(const mp_set_t *set, mp_unary_op_t op, mp_obj_t item) {
    mp_obj_t hash = mp_unary_op(op, item);
    if (set != NULL && set->alloc == 0) {
        raise_changed();
    }
    return hash;
}

// An item's __eq__ may free or move the table, into which the caller has pointers.
static bool equal_items(const mp_set_t *set, mp_obj_t a, mp_obj_t b) {
    mp_set_t before = set != NULL ? *set : (mp_set_t) { 0 };
    bool equal = mph_equal(a, b);
    if (set != NULL && (set->table != before.table || set->alloc != before.alloc || set->used != before.used)) {
        raise_changed();
    }
    return equal;
}

// Upstream has set the new size of a set before it asks for memory.
static void *zeroed_table(mp_set_t *set, size_t old_alloc, size_t bytes) {
    if (bytes == 0) {
        return NULL;
    }
    void *table = m_malloc_maybe(bytes);
    if (table == NULL) {
        if (set != NULL) {
            set->alloc = old_alloc;
            for (size_t pos = 0; pos < old_alloc; pos++) {
                set->used += mp_set_slot_is_filled(set, pos);
            }
        }
        m_malloc_fail(bytes);
    }
    return memset(table, 0, bytes);
}

#undef mp_obj_equal
#undef m_new0
#define mp_obj_equal(a, b) equal_items(set, a, b)
#define mp_unary_op(op, item) hash_of(set, op, item)
#define m_new0(type, count) ((type *)zeroed_table(set, old_alloc, sizeof(type) * (count)))

// Upstream's maps, which nothing calls.
static const size_t old_alloc = 0;
#undef MICROPY_WRAP_MP_MAP_LOOKUP
#define MICROPY_WRAP_MP_MAP_LOOKUP(name) upstream_##name
#define mp_map_lookup upstream_mp_map_lookup
#define mp_map_init upstream_mp_map_init
#define mp_map_init_fixed_table upstream_mp_map_init_fixed_table
#define mp_map_deinit upstream_mp_map_deinit
#define mp_map_clear upstream_mp_map_clear
mp_map_elem_t *upstream_mp_map_lookup(mp_map_t *map, mp_obj_t key, mp_map_lookup_kind_t kind);
#include "py/map.c"
