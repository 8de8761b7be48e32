// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Upstream's hash tables and sequences, which spend their time on comparing:
// see fastpaths.h. A lookup of a name, as each global variable and attribute
// is, has a function of its own.
//
// Upstream takes for granted that a table stays as it is while a key is looked
// for in it, that it could grow, and that sizes do not wrap around. A program
// can see to it that they are not so; what it gets is an exception.

#include <string.h>

#include "port/fastpaths.h"

// What is looked in, in functions without such a parameter: nothing.
static mp_map_t *const map = NULL;
static mp_set_t *const set = NULL;
static const size_t old_alloc = 0;

static MP_NORETURN void raise_changed(void) {
    mp_raise_msg(&mp_type_RuntimeError, MP_ERROR_TEXT("changed size while a key was looked for"));
}

// A key's __hash__ may empty the table, whose size is then divided by.
static mp_obj_t hash_of(const mp_map_t *map, const mp_set_t *set, mp_unary_op_t op, mp_obj_t key) {
    mp_obj_t hash = mp_unary_op(op, key);
    if ((map != NULL && map->alloc == 0) || (set != NULL && set->alloc == 0)) {
        raise_changed();
    }
    return hash;
}

// A key's __eq__ may free or move the table, into which the caller has pointers.
static bool equal_keys(const mp_map_t *map, const mp_set_t *set, mp_obj_t a, mp_obj_t b) {
    mp_map_t map_before = map != NULL ? *map : (mp_map_t) { 0 };
    mp_set_t set_before = set != NULL ? *set : (mp_set_t) { 0 };
    bool equal = mph_equal(a, b);
    if (map != NULL && (map->table != map_before.table || map->alloc != map_before.alloc || map->used != map_before.used)) {
        raise_changed();
    }
    if (set != NULL && (set->table != set_before.table || set->alloc != set_before.alloc || set->used != set_before.used)) {
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

// And that of an ordered map.
static void *grown_table(mp_map_t *map, size_t old_alloc, size_t bytes) {
    void *table = m_realloc_maybe(map->table, bytes, true);
    if (table == NULL) {
        map->alloc = old_alloc;
        m_malloc_fail(bytes);
    }
    return table;
}

#pragma push_macro("mp_obj_equal")
#pragma push_macro("m_new0")
#pragma push_macro("m_renew")
#undef mp_obj_equal
#undef m_new0
#undef m_renew
#define mp_obj_equal(a, b) equal_keys(map, set, a, b)
#define mp_unary_op(op, key) hash_of(map, set, op, key)
#define m_new0(type, count) ((type *)zeroed_table(set, old_alloc, sizeof(type) * (count)))
#define m_renew(type, table, old_count, count) ((type *)grown_table(map, old_count, sizeof(type) * (count)))

#undef MICROPY_WRAP_MP_MAP_LOOKUP
#define MICROPY_WRAP_MP_MAP_LOOKUP(name) upstream_##name
static mp_map_elem_t *upstream_mp_map_lookup(mp_map_t *map, mp_obj_t key, mp_map_lookup_kind_t kind);
#include "py/map.c"

#undef mp_unary_op
#pragma pop_macro("mp_obj_equal")
#pragma pop_macro("m_new0")
#pragma pop_macro("m_renew")

static void upstream_mp_seq_multiply(const void *items, size_t item_sz, size_t len, size_t times, void *dest);
#define mp_seq_multiply upstream_mp_seq_multiply
#include "py/sequence.c"
#undef mp_seq_multiply

// The caller has made room for the product, which may have wrapped around.
void mp_seq_multiply(const void *items, size_t item_sz, size_t len, size_t times, void *dest) {
    size_t bytes;
    if (__builtin_mul_overflow(item_sz * len, times, &bytes) || bytes > MP_SSIZE_MAX) {
        m_malloc_fail(SIZE_MAX);
    }
    upstream_mp_seq_multiply(items, item_sz, len, times, dest);
}

// Finds a name among names. It calls nothing that may collect, so it needs no
// frame on the stack; what is not that simple is upstream's.
static mp_map_elem_t *find_name(const mp_map_t *map, mp_obj_t name) {
    if (map->is_ordered) {
        for (mp_map_elem_t *slot = map->table, *end = slot + map->used; slot < end; slot++) {
            if (slot->key == name) {
                MAP_CACHE_SET(name, slot - map->table);
                return slot;
            }
        }
        return NULL;
    }
    size_t start = qstr_hash(MP_OBJ_QSTR_VALUE(name)) % map->alloc;
    size_t at = start;
    do {
        mp_map_elem_t *slot = &map->table[at];
        if (slot->key == name) {
            MAP_CACHE_SET(name, at);
            return slot;
        }
        if (slot->key == MP_OBJ_NULL) {
            return NULL;
        }
        at = at + 1 == map->alloc ? 0 : at + 1;
    } while (at != start);
    return NULL;
}

mp_map_elem_t *mp_map_lookup(mp_map_t *map, mp_obj_t key, mp_map_lookup_kind_t kind) {
    if (kind == MP_MAP_LOOKUP && map->all_keys_are_qstrs && mp_obj_is_qstr(key)) {
        if (map->alloc == 0) {
            return NULL;
        }
        mp_map_elem_t *slot = MAP_CACHE_GET(map, key);
        return slot->key == key ? slot : find_name(map, key);
    }
    return upstream_mp_map_lookup(map, key, kind);
}
