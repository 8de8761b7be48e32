// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Upstream's hash tables and sequences, which spend their time on comparing:
// see fastpaths.h. A lookup of a name, as each global variable and attribute
// is, has a function of its own.

#include "port/fastpaths.h"

#undef MICROPY_WRAP_MP_MAP_LOOKUP
#define MICROPY_WRAP_MP_MAP_LOOKUP(name) upstream_##name
static mp_map_elem_t *upstream_mp_map_lookup(mp_map_t *map, mp_obj_t key, mp_map_lookup_kind_t kind);
#include "py/map.c"
#include "py/sequence.c"

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
