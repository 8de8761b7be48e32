// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What dicts that keep their order can do beyond upstream's: see map.c.

#ifndef MPH_MAP_H
#define MPH_MAP_H

#include "py/obj.h"

// Makes a map with the same entries, which may be changed.
void mph_map_copy(mp_map_t *map, const mp_map_t *from);

// Removes the last entry of a map that is not empty.
mp_map_elem_t mph_map_pop_last(mp_map_t *map);

// Puts the entry of a key behind all others, or before them; gives whether there
// is one.
bool mph_map_move_to_end(mp_map_t *map, mp_obj_t key, bool last);

// The members of an instance whose __dict__ was asked for are in that dict, and the
// map in the instance says so: it has no entries, and names the dict instead of a table.
#define MPH_MAP_ELSEWHERE (~(size_t)0 >> 3) // as many entries as no map has

static inline bool mph_map_is_elsewhere(const mp_map_t *map) {
    return map->alloc == 0 && map->used == MPH_MAP_ELSEWHERE;
}

static inline mp_map_t *mph_map_in_use(mp_map_t *map) {
    return mph_map_is_elsewhere(map) ? &((mp_obj_dict_t *)(void *)map->table)->map : map;
}

static inline void mph_map_put_elsewhere(mp_map_t *map, mp_obj_dict_t *dict) {
    *map = (mp_map_t) { .all_keys_are_qstrs = 0, .is_fixed = 1, .is_ordered = 0, .used = MPH_MAP_ELSEWHERE, .alloc = 0, .table = (mp_map_elem_t *)(void *)dict };
}

// The next entry from *at on, or NULL. *at starts at 0.
static inline mp_map_elem_t *mph_map_next(const mp_map_t *map, size_t *at) {
    while (*at < map->alloc) {
        mp_map_elem_t *entry = &map->table[(*at)++];
        if (entry->key == MP_OBJ_NULL) {
            return NULL;
        }
        if (entry->key != MP_OBJ_SENTINEL) {
            return entry;
        }
    }
    return NULL;
}

#endif // MPH_MAP_H
