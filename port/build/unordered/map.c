// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Upstream's dicts, which keep no order, behind the functions of the port's own
// map.c. Only scripts/measure-parts compiles this, to tell what the order costs;
// no interpreter that is shipped has it.

#include <string.h>

#include "py/obj.h"
#include "py/runtime.h"

#include "port/map.h"

// The sets are the port's own, set.c.
#undef MICROPY_PY_BUILTINS_SET
#define MICROPY_PY_BUILTINS_SET (0)
#include "py/map.c"

void mph_map_copy(mp_map_t *map, const mp_map_t *from) {
    mp_map_init(map, from->alloc);
    map->used = from->used;
    map->all_keys_are_qstrs = from->all_keys_are_qstrs;
    map->is_ordered = from->is_ordered;
    if (from->alloc != 0) {
        memcpy(map->table, from->table, from->alloc * sizeof(mp_map_elem_t));
    }
}

mp_map_elem_t mph_map_pop_last(mp_map_t *map) {
    size_t at = map->alloc;
    while (!mp_map_slot_is_filled(map, --at)) {
    }
    mp_map_elem_t last = map->table[at];
    map->used -= 1;
    map->table[at] = (mp_map_elem_t) { map->is_ordered ? MP_OBJ_NULL : MP_OBJ_SENTINEL, MP_OBJ_NULL };
    return last;
}

bool mph_map_move_to_end(mp_map_t *map, mp_obj_t key, bool last) {
    mp_map_elem_t *found = mp_map_lookup(map, key, MP_MAP_LOOKUP);
    if (found == NULL) {
        return false;
    }
    if (map->is_ordered) {
        mp_map_elem_t entry = *found;
        mp_map_elem_t *first = map->table, *end = first + map->used - 1;
        if (last) {
            memmove(found, found + 1, (end - found) * sizeof(*found));
            *end = entry;
        } else {
            memmove(first + 1, first, (found - first) * sizeof(*found));
            *first = entry;
        }
    }
    return true;
}
