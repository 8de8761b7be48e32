// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What the port knows of the collector's heap. The layout of the allocation
// table is upstream's own (py/gc.c): two bits a block, four blocks a byte.

#ifndef MPH_HEAP_H
#define MPH_HEAP_H

#include <stdbool.h>
#include <stddef.h>

#include "py/mpstate.h"

#define MPH_BLOCK_FREE (0)
#define MPH_BLOCK_HEAD (1) // the first block of an object
#define MPH_BLOCK_TAIL (2) // a further block of it
#define MPH_BLOCK_MARK (3) // a first block that was found reachable

static inline unsigned mph_block_kind(const mp_state_mem_area_t *area, size_t block) {
    return (area->gc_alloc_table_start[block / 4] >> (2 * (block % 4))) & 3;
}

// How far linear memory may grow, in bytes. The host enforces it in any case;
// the port plans by it. 0: not said.
void mph_heap_set_limit(size_t bytes);

#endif // MPH_HEAP_H
