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
