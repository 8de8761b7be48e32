// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Upstream's collector, with the parts that walk its allocation table done for
// many blocks at a time: finding free blocks, changing the size of an object,
// freeing it, and the sweep. Upstream looks at one block after the other, which
// a program feels that grows a buffer, or that has large objects. What is
// found and freed is the same, but for when the heap grows: see gc_alloc.
//
// The table has two bits for each block. `PAIRS` blocks are one 64-bit word;
// the table can be read beyond its end, as the pool lies behind it.

#include <string.h>

#include "py/gc.h"
#include "py/runtime.h"

#define gc_alloc upstream_gc_alloc
#define gc_realloc upstream_gc_realloc
#define gc_free upstream_gc_free
#define gc_collect_end upstream_gc_collect_end
#define gc_sweep_all upstream_gc_sweep_all
void upstream_gc_collect_end(void);
#include "py/gc.c"
#undef gc_alloc
#undef gc_realloc
#undef gc_free
#undef gc_collect_end
#undef gc_sweep_all

#define PAIRS ((size_t)32)
#define LOW_BITS UINT64_C(0x5555555555555555)
#define ALL_TAILS (2 * LOW_BITS)

// ---- the table, by words ----

static inline uint64_t load_pairs(const byte *table) {
    uint64_t pairs;
    memcpy(&pairs, table, sizeof(pairs));
    return pairs;
}

// The low bit of each pair that is not `kind`.
static inline uint64_t others(uint64_t pairs, uint64_t kind) {
    uint64_t difference = pairs ^ kind;
    return (difference | difference >> 1) & LOW_BITS;
}

static inline size_t first_pair(uint64_t low_bits) {
    return low_bits == 0 ? PAIRS : (size_t)__builtin_ctzll(low_bits) / 2;
}

static inline size_t blocks_of(const mp_state_mem_area_t *area) {
    return area->gc_alloc_table_byte_len * BLOCKS_PER_ATB;
}

// How many blocks from `block` on, but not from `end` on, are of one kind.
static size_t run_length(const mp_state_mem_area_t *area, size_t block, size_t end, uint64_t kind) {
    size_t at = block;
    while (at < end) {
        size_t skipped = at % BLOCKS_PER_ATB;
        uint64_t different = others(load_pairs(area->gc_alloc_table_start + at / BLOCKS_PER_ATB), kind);
        size_t same = first_pair(different >> (2 * skipped));
        if (same < PAIRS - skipped) {
            at += same;
            break;
        }
        at += PAIRS - skipped;
    }
    return MIN(at, end) - block;
}

static inline size_t object_blocks(const mp_state_mem_area_t *area, size_t block) {
    return 1 + run_length(area, block + 1, blocks_of(area), ALL_TAILS);
}

// Makes free blocks the tail of an object, or the reverse.
static void set_blocks(mp_state_mem_area_t *area, size_t block, size_t end, byte kind) {
    byte *table = area->gc_alloc_table_start;
    for (; block < end && block % BLOCKS_PER_ATB != 0; block++) {
        byte *entry = &table[block / BLOCKS_PER_ATB];
        *entry = (*entry & ~(AT_MARK << BLOCK_SHIFT(block))) | kind << BLOCK_SHIFT(block);
    }
    for (; block + BLOCKS_PER_ATB <= end; block += BLOCKS_PER_ATB) {
        table[block / BLOCKS_PER_ATB] = kind * 0x55;
    }
    for (; block < end; block++) {
        byte *entry = &table[block / BLOCKS_PER_ATB];
        *entry = (*entry & ~(AT_MARK << BLOCK_SHIFT(block))) | kind << BLOCK_SHIFT(block);
    }
}

static void clear_pool(byte *bytes, size_t n_blocks) {
    if (n_blocks > 16) {
        memset(bytes, 0, n_blocks * BYTES_PER_BLOCK);
        return;
    }
    // A few words: the engine's own fill is a call out of the compiled code.
    volatile uint64_t *word = (volatile uint64_t *)bytes;
    const volatile uint64_t *end = (const volatile uint64_t *)(bytes + n_blocks * BYTES_PER_BLOCK);
    do {
        *word++ = 0;
        *word++ = 0;
    } while (word != end);
}

// The first block of the first run of so many free ones, or SIZE_MAX.
static size_t find_free(const mp_state_mem_area_t *area, size_t n_blocks) {
    size_t n_free = 0;
    size_t last = blocks_of(area);
    for (size_t block = area->gc_last_free_atb_index * BLOCKS_PER_ATB; block < last; block += PAIRS) {
        uint64_t used = others(load_pairs(area->gc_alloc_table_start + block / BLOCKS_PER_ATB), 0);
        if (last - block < PAIRS) {
            used |= LOW_BITS << (2 * (last - block));
        }
        // One round for each run of free blocks in the word.
        size_t at = 0;
        while (used != LOW_BITS) {
            size_t length = first_pair(used >> (2 * at));
            if (length > PAIRS - at) {
                length = PAIRS - at;
            }
            n_free += length;
            at += length;
            if (n_free >= n_blocks) {
                return block + at - n_free;
            }
            if (at == PAIRS) {
                break;
            }
            n_free = 0;
            at += first_pair(~used >> (2 * at) & LOW_BITS);
            if (at >= PAIRS) {
                break;
            }
        }
        if (used == LOW_BITS) {
            n_free = 0;
        }
    }
    return SIZE_MAX;
}

// ---- allocating ----

static void freed_blocks(mp_state_mem_area_t *area, size_t block) {
    if (MP_STATE_MEM(gc_last_free_area) != area) {
        MP_STATE_MEM(gc_last_free_area) = &MP_STATE_MEM(area);
    }
    if (block / BLOCKS_PER_ATB < area->gc_last_free_atb_index) {
        area->gc_last_free_atb_index = block / BLOCKS_PER_ATB;
    }
}

static size_t live_blocks; // at the end of the last collection

// The heap of a program that needs most of it would be collected again and
// again for little: it grows already when a collection has left half of it in
// use, not only when nothing is left.
static bool heap_is_short(void) {
    size_t total = 0;
    for (mp_state_mem_area_t *area = &MP_STATE_MEM(area); area != NULL; area = area->next) {
        total += blocks_of(area);
    }
    return live_blocks > total / 2;
}

// Of the size that it has, inlined in a dozen functions that do little else, it
// would make the interpreter a hundredth larger.
__attribute__((noinline)) void *gc_alloc(size_t n_bytes, unsigned int alloc_flags) {
    size_t n_blocks = n_bytes / BYTES_PER_BLOCK + (n_bytes % BYTES_PER_BLOCK != 0);
    if (n_blocks == 0 || MP_STATE_THREAD(gc_lock_depth) > 0) {
        return NULL;
    }
    bool collected = !MP_STATE_MEM(gc_auto_collect_enabled);
    bool grown = false;
    if (!collected && MP_STATE_MEM(gc_alloc_amount) >= MP_STATE_MEM(gc_alloc_threshold)) {
        gc_collect();
        collected = true;
    }

    mp_state_mem_area_t *area;
    size_t block;
    for (;;) {
        for (area = MP_STATE_MEM(gc_last_free_area); area != NULL; area = area->next) {
            block = find_free(area, n_blocks);
            if (block != SIZE_MAX) {
                goto found;
            }
            if (n_blocks == 1) {
                area->gc_last_free_atb_index = area->gc_alloc_table_byte_len; // full
            }
        }
        if (!collected) {
            gc_collect();
            collected = true;
            grown = heap_is_short() && gc_try_add_heap(n_bytes);
        } else if (!grown && gc_try_add_heap(n_bytes)) {
            grown = true;
        } else {
            return NULL;
        }
    }

found:
    if (n_blocks == 1) {
        // There is no free block before this one.
        MP_STATE_MEM(gc_last_free_area) = area;
        area->gc_last_free_atb_index = (block + 1) / BLOCKS_PER_ATB;
    }
    ATB_FREE_TO_HEAD(area, block);
    set_blocks(area, block + 1, block + n_blocks, AT_TAIL);
    area->gc_last_used_block = MAX(area->gc_last_used_block, block + n_blocks - 1);
    MP_STATE_MEM(gc_alloc_amount) += n_blocks;

    void *object = (void *)PTR_FROM_BLOCK(area, block);
    clear_pool(object, n_blocks);
    if (alloc_flags & GC_ALLOC_FLAG_HAS_FINALISER) {
        FTB_SET(area, block);
    }
    return object;
}

void gc_free(void *ptr) {
    // While the heap is locked nothing is freed, but by what a sweep runs.
    if (ptr == NULL || (MP_STATE_THREAD(gc_lock_depth) & ~GC_COLLECT_FLAG)) {
        return;
    }
    mp_state_mem_area_t *area = gc_get_ptr_area(ptr);
    assert(area);
    size_t block = BLOCK_FROM_PTR(area, ptr);
    FTB_CLEAR(area, block);
    freed_blocks(area, block);
    set_blocks(area, block, block + object_blocks(area, block), AT_FREE);
}

void *gc_realloc(void *ptr_in, size_t n_bytes, bool allow_move) {
    if (ptr_in == NULL) {
        return gc_alloc(n_bytes, false);
    }
    if (n_bytes == 0) {
        gc_free(ptr_in);
        return NULL;
    }
    if (MP_STATE_THREAD(gc_lock_depth) > 0) {
        return NULL;
    }
    mp_state_mem_area_t *area = gc_get_ptr_area(ptr_in);
    assert(area);
    size_t block = BLOCK_FROM_PTR(area, ptr_in);
    size_t new_blocks = n_bytes / BYTES_PER_BLOCK + (n_bytes % BYTES_PER_BLOCK != 0);
    size_t old_blocks = object_blocks(area, block);
    size_t end = block + old_blocks;
    if (new_blocks <= old_blocks) {
        if (new_blocks < old_blocks) {
            set_blocks(area, block + new_blocks, end, AT_FREE);
            freed_blocks(area, block + new_blocks);
        }
        return ptr_in;
    }
    size_t missing = new_blocks - old_blocks;
    size_t last = blocks_of(area);
    if (missing <= last - end && run_length(area, end, end + missing, 0) == missing) {
        set_blocks(area, end, end + missing, AT_TAIL);
        area->gc_last_used_block = MAX(area->gc_last_used_block, end + missing - 1);
        clear_pool((byte *)PTR_FROM_BLOCK(area, end), missing);
        return ptr_in;
    }
    if (!allow_move) {
        return NULL;
    }
    void *ptr_out = gc_alloc(n_bytes, FTB_GET(area, block) ? GC_ALLOC_FLAG_HAS_FINALISER : 0);
    if (ptr_out != NULL) {
        memcpy(ptr_out, ptr_in, old_blocks * BYTES_PER_BLOCK);
        gc_free(ptr_in);
    }
    return ptr_out;
}

// ---- sweeping ----

// Frees what is not marked, and unmarks the rest, in one word of the table.
// `*freeing` says whether the object that reaches into the word is freed, then
// whether the one that reaches out of it is.
static uint64_t sweep_pairs(uint64_t pairs, bool *freeing) {
    uint64_t low = pairs & LOW_BITS;
    uint64_t high = pairs >> 1 & LOW_BITS;
    uint64_t dead_heads = low & ~high;
    // A dead head's tails follow it without a gap: a carry runs through them.
    uint64_t tails = (high & ~low) * 3; // both bits of each
    uint64_t first_dead = (dead_heads << 2 | *freeing) & tails;
    uint64_t dead_tails = tails & ~(tails + first_dead);
    *freeing = (dead_heads << 1 | dead_tails) >> (2 * PAIRS - 1);
    return (low & high) | (tails & ~dead_tails & ALL_TAILS);
}

// Whether anything in the area is alive.
static bool sweep_area(mp_state_mem_area_t *area) {
    size_t end = area->gc_last_used_block + 1;
    size_t in_use = 0;
    bool freeing = false;
    area->gc_last_used_block = 0;
    for (size_t block = 0; block < end; block += PAIRS) {
        byte *table = area->gc_alloc_table_start + block / BLOCKS_PER_ATB;
        uint64_t before = load_pairs(table);
        // The last word may reach beyond the table.
        size_t here = MIN(PAIRS, blocks_of(area) - block);
        uint64_t ours = here == PAIRS ? UINT64_MAX : (UINT64_C(1) << (2 * here)) - 1;
        uint64_t after = sweep_pairs(before & ours, &freeing);
        uint64_t used = others(after, 0);
        if (used != 0) {
            in_use += __builtin_popcountll(used);
            area->gc_last_used_block = block + PAIRS - 1 - __builtin_clzll(used) / 2;
        }
        after |= before & ~ours;
        memcpy(table, &after, sizeof(after));
    }
    live_blocks += in_use;
    return in_use != 0;
}

// Areas in which nothing is left are given back, except for the first.
static void sweep(void) {
    live_blocks = 0;
    mp_state_mem_area_t *before = NULL;
    for (mp_state_mem_area_t *area = &MP_STATE_MEM(area); area != NULL; area = area->next) {
        if (!sweep_area(area) && before != NULL) {
            before->next = area->next;
            MP_PLAT_FREE_HEAP(area);
            area = before;
        }
        before = area;
        area->gc_last_free_atb_index = 0;
    }
    MP_STATE_MEM(gc_last_free_area) = &MP_STATE_MEM(area);
}

void gc_collect_end(void) {
    gc_deal_with_stack_overflow();
    gc_sweep_run_finalisers();
    sweep();
    MP_STATE_THREAD(gc_lock_depth) &= ~GC_COLLECT_FLAG;
}

void gc_sweep_all(void) {
    gc_collect_start_common();
    gc_collect_end();
}
