// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// How the table of a dict lies in memory; for map.c.
//
// The entries are in the order in which they came. Behind them, in the same
// memory, lies an index to find them by:
//
//     entry 0 | ... | entry alloc-1 | tail_t | slot 0 | ... | slot n-1
//
// The index is a hash table with open addressing. A slot has the number of an
// entry, a few bits of its key's hash, so that a key is seldom compared in vain,
// and its lowest bit set, so that the collector never takes it for a pointer.
// A removed entry keeps its slot; it is told by its key, MP_OBJ_SENTINEL, and
// goes when the table is built anew. All entries behind the last have no key.
//
// Few names need no index: they are looked through, and stay without gaps.
// That, or a table that lies in ROM or on the stack, is `is_ordered`.

#ifndef MPH_MAPTABLE_H
#define MPH_MAPTABLE_H

#include "py/objstr.h"
#include "py/runtime.h"

#define MOST_UNINDEXED (8)
#define MOST_NARROW (1024) // entries that a slot of 16 bits can number

typedef struct _tail_t {
    uint32_t filled;     // entries up to the last, with those that were removed
    uint32_t slots_used; // more than the entries, if some were removed
} tail_t;

// ---- where things are ----

static inline tail_t *tail_of(const mp_map_t *map) {
    return (tail_t *)&map->table[map->alloc];
}

static inline bool is_narrow(const mp_map_t *map) {
    return map->alloc <= MOST_NARROW;
}

// At least one of them is empty, always.
static inline size_t slots_of(size_t alloc) {
    return alloc + alloc / 2 + 1;
}

static inline size_t first_slot(const mp_map_t *map, uint32_t hash) {
    return (uint64_t)hash * slots_of(map->alloc) >> 32;
}

// The bits of a slot below those of the hash.
static inline unsigned number_bits(const mp_map_t *map) {
    return 33 - __builtin_clz(map->alloc);
}

static inline uint32_t load_slot(const mp_map_t *map, size_t at, bool narrow) {
    const void *slots = tail_of(map) + 1;
    return narrow ? ((const uint16_t *)slots)[at] : ((const uint32_t *)slots)[at];
}

static inline void store_slot(mp_map_t *map, size_t at, uint32_t slot) {
    void *slots = tail_of(map) + 1;
    if (is_narrow(map)) {
        ((uint16_t *)slots)[at] = slot;
    } else {
        ((uint32_t *)slots)[at] = slot;
    }
}

static inline size_t next_slot(const mp_map_t *map, size_t at) {
    return at + 1 == slots_of(map->alloc) ? 0 : at + 1;
}

static inline size_t table_bytes(size_t alloc) {
    size_t slot_bytes = alloc <= MOST_NARROW ? sizeof(uint16_t) : sizeof(uint32_t);
    uint64_t bytes = (uint64_t)alloc * sizeof(mp_map_elem_t) + sizeof(tail_t) + (uint64_t)slots_of(alloc) * slot_bytes;
    if (bytes > MP_SSIZE_MAX) {
        m_malloc_fail(SIZE_MAX);
    }
    return bytes;
}

// As many entries as fit into the blocks that so many need.
static inline size_t fitting(size_t wanted) {
    size_t blocks = (table_bytes(wanted) + MICROPY_BYTES_PER_GC_BLOCK - 1) / MICROPY_BYTES_PER_GC_BLOCK;
    while (wanted != MOST_NARROW && table_bytes(wanted + 1) <= blocks * MICROPY_BYTES_PER_GC_BLOCK) {
        wanted += 1;
    }
    return wanted;
}

// ---- hashes ----

// So that all bits of a hash tell in the highest, where a slot is found by, and
// in the lowest, which the slot keeps.
static inline uint32_t mixed(mp_uint_t hash) {
    uint32_t bits = (uint32_t)hash * 0x9e3779b1;
    return (bits ^ bits >> 15) * 0x85ebca77;
}

static inline bool is_simple(mp_obj_t key) {
    return mp_obj_is_small_int(key) || mp_obj_is_qstr(key) || mp_obj_is_exact_type(key, &mp_type_str);
}

// May run a program's own code, but for a key that is simple.
static inline uint32_t hash_of(mp_obj_t key) {
    if (mp_obj_is_small_int(key)) {
        return mixed(MP_OBJ_SMALL_INT_VALUE(key));
    }
    if (mp_obj_is_qstr(key)) {
        return mixed(qstr_hash(MP_OBJ_QSTR_VALUE(key)));
    }
    return mixed(MP_OBJ_SMALL_INT_VALUE(mp_unary_op(MP_UNARY_OP_HASH, key)));
}

#endif // MPH_MAPTABLE_H
