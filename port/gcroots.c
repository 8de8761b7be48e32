// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// A collection, and the search for its roots.
//
// Live objects are found in the interpreter's own state and on the stack. In
// WebAssembly the compiler keeps most pointers where no code can look; the
// build's pass spill_roots makes each function store them in its stack frame
// before a call that may collect. What it starts from is the marker below.

#include "py/gc.h"
#include "py/mpstate.h"

#include "port/heap.h"
#include "port/host.h"
#include "port/torture.h"

extern unsigned char __stack_high; // set by the linker: where the stack starts

#define BLOCK_BYTES (MICROPY_BYTES_PER_GC_BLOCK)

static mp_state_mem_area_t *area_of(uintptr_t address) {
    for (mp_state_mem_area_t *area = &MP_STATE_MEM(area); area != NULL; area = area->next) {
        if (address >= (uintptr_t)area->gc_pool_start && address < (uintptr_t)area->gc_pool_end) {
            return area;
        }
    }
    return NULL;
}

// Walks back from a tail block to its head. Sixteen tails at a time: one word
// of the table, so that a large object costs little.
static size_t head_of(const mp_state_mem_area_t *area, size_t block) {
    while (mph_block_kind(area, block) == MPH_BLOCK_TAIL) {
        const uint32_t sixteen_tails = 0xaaaaaaaa;
        while (block % 16 == 15 && block > 16
               && *(const uint32_t *)(area->gc_alloc_table_start + block / 16 * 4) == sixteen_tails) {
            block -= 16;
        }
        if (block == 0 || mph_block_kind(area, block) != MPH_BLOCK_TAIL) {
            break;
        }
        block -= 1;
    }
    return block;
}

// Marks what a word points to, or points into: upstream's `re.sub`, for one,
// holds on to a string by a pointer to its middle only.
static void mark_word(uintptr_t word) {
    mp_state_mem_area_t *area = area_of(word);
    if (area == NULL) {
        return;
    }
    size_t block = (word - (uintptr_t)area->gc_pool_start) / BLOCK_BYTES;
    if (mph_block_kind(area, block) == MPH_BLOCK_TAIL) {
        block = head_of(area, block);
    }
    if (mph_block_kind(area, block) == MPH_BLOCK_HEAD) {
        void *head = area->gc_pool_start + block * BLOCK_BYTES;
        gc_collect_root(&head, 1);
    }
}

// Not inlined: its frame must lie below those of all its callers, and a caller
// that held the marker itself would be a root, not a function to be spilled.
__attribute__((noinline)) void gc_collect(void) {
    mph_build_gc_marker();
    gc_collect_start();
    volatile uintptr_t here = 0;
    for (const uintptr_t *word = (const uintptr_t *)&here; word < (const uintptr_t *)&__stack_high; word++) {
        mark_word(*word);
    }
    #ifdef MPH_GC_TORTURE
    mph_torture_collect_end();
    #else
    gc_collect_end();
    #endif
}
