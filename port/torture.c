// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// A build in which mistakes about the collector's roots show, made when
// MPH_GC_TORTURE is defined as a number n:
//
//   - each n-th allocation collects;
//   - what was freed is filled with poison, and used again as late as possible;
//   - each load and store of the interpreter is checked first, and one of freed
//     memory ends the run, with the name of the function that did it.
//
// The calls of what is exported here are added by passes of the build:
// torture_allocation puts two around gc_alloc, trap_freed_access one in front of
// each access to memory. What the collector's own functions do is not checked,
// nor what those do that give it memory, poison what it frees, and check.

#ifdef MPH_GC_TORTURE

#include <string.h>

#include "py/gc.h"
#include "py/mphal.h"
#include "py/mpstate.h"
#include "py/runtime.h"

#include "port/heap.h"
#include "port/host.h"
#include "port/torture.h"

#define BLOCK_BYTES (MICROPY_BYTES_PER_GC_BLOCK)
#define BLOCKS_PER_TABLE_BYTE (4)
#define POISON (0xdb)
#define DEAD_STACK_BYTES (16 * 1024) // deeper than most calls go between two allocations

extern unsigned char __heap_base; // set by the linker: from here on all memory is areas
extern unsigned char __stack_low; // set by the linker: where the stack ends

static uint32_t interval = MPH_GC_TORTURE; // 0: nothing but the checks
static uint32_t allocations;               // since the last of our collections
static uint32_t collections;               // all, whoever asked for them

// ---- when it collects, and what it allocates ----

// Where the search for free blocks goes on: after the object allocated last, in
// a ring through all areas, so that what is freed comes last. The collector
// itself starts over after each collection, and when it finds nothing.
static mp_state_mem_area_t *search_area;
static size_t search_index; // in its allocation table

// What calls that have returned left on the stack would keep objects alive in
// frames that come to lie over it, until all their words are written to. Only
// for callers that the compiler cannot take for leaves, which keep something
// below the stack pointer.
static void poison_stack_below(uint8_t *end) {
    uint8_t *start = end - &__stack_low < DEAD_STACK_BYTES ? &__stack_low : end - DEAD_STACK_BYTES;
    memset(start, POISON, end - start);
}

void mph_pass_before_alloc(void) {
    uint8_t here;
    if (MP_STATE_THREAD(gc_lock_depth) > 0) {
        return; // nothing will be allocated
    }
    allocations += 1;
    if (interval != 0 && allocations >= interval && MP_STATE_MEM(gc_auto_collect_enabled)) {
        allocations = 0;
        gc_collect();
        poison_stack_below(&here);
    }
    // The area may have been given back meanwhile.
    for (mp_state_mem_area_t *area = &MP_STATE_MEM(area); area != NULL; area = area->next) {
        if (area == search_area) {
            area->gc_last_free_atb_index = search_index;
            MP_STATE_MEM(gc_last_free_area) = area;
        }
    }
}

static size_t block_count(const mp_state_mem_area_t *area) {
    return area->gc_alloc_table_byte_len * BLOCKS_PER_TABLE_BYTE;
}

void *mph_pass_after_alloc(void *object) {
    uintptr_t address = (uintptr_t)object;
    for (mp_state_mem_area_t *area = &MP_STATE_MEM(area); area != NULL; area = area->next) {
        if (address >= (uintptr_t)area->gc_pool_start && address < (uintptr_t)area->gc_pool_end) {
            size_t end = (address - (uintptr_t)area->gc_pool_start) / BLOCK_BYTES + 1;
            while (end < block_count(area) && mph_block_kind(area, end) == MPH_BLOCK_TAIL) {
                end += 1;
            }
            search_area = area;
            search_index = (end + BLOCKS_PER_TABLE_BYTE - 1) / BLOCKS_PER_TABLE_BYTE;
        }
    }
    return object;
}

// ---- poison ----

static void poison(const mp_state_mem_area_t *area, size_t start, size_t end) {
    memset(area->gc_pool_start + start * BLOCK_BYTES, POISON, (end - start) * BLOCK_BYTES);
}

static void poison_free_blocks(const mp_state_mem_area_t *area, size_t end) {
    size_t start = 0; // of a run of free blocks
    for (size_t block = 0; block < end; block++) {
        if (mph_block_kind(area, block) != MPH_BLOCK_FREE) {
            poison(area, start, block);
            start = block + 1;
        }
    }
    poison(area, start, end);
}

void mph_torture_collect_end(void) {
    // No block beyond this one was ever used, in no area. The sweep lowers the
    // mark of each area to the last block that is left.
    size_t used = 0;
    for (const mp_state_mem_area_t *area = &MP_STATE_MEM(area); area != NULL; area = area->next) {
        used = MAX(used, area->gc_last_used_block + 1);
    }
    gc_collect_end();
    for (const mp_state_mem_area_t *area = &MP_STATE_MEM(area); area != NULL; area = area->next) {
        poison_free_blocks(area, MIN(used, block_count(area)));
    }
    collections += 1;
}

// ---- the check in front of each access ----

static const mp_state_mem_area_t *area_holding(uintptr_t address) {
    for (const mp_state_mem_area_t *area = MP_STATE_MEM(area).next; area != NULL; area = area->next) {
        if (address >= (uintptr_t)area && address < (uintptr_t)area->gc_pool_end) {
            return area;
        }
    }
    return NULL;
}

// Whether any of these bytes, at least one, is in a free block, or in memory
// of no area. Most accesses are to the stack, to static data, and to the first
// area, which is static data itself.
static inline bool is_freed(uintptr_t address, size_t bytes) {
    const mp_state_mem_area_t *area = &MP_STATE_MEM(area);
    if (address - (uintptr_t)area->gc_pool_start >= (uintptr_t)(area->gc_pool_end - area->gc_pool_start)) {
        if (address < (uintptr_t)&__heap_base) {
            return false;
        }
        area = area_holding(address);
        if (area == NULL) {
            return true;
        }
        if (address < (uintptr_t)area->gc_pool_start) {
            return false; // its tables
        }
    }
    size_t offset = address - (uintptr_t)area->gc_pool_start;
    size_t last = MIN((offset + bytes - 1) / BLOCK_BYTES, block_count(area) - 1);
    for (size_t block = offset / BLOCK_BYTES; block <= last; block++) {
        if (mph_block_kind(area, block) == MPH_BLOCK_FREE) {
            return true;
        }
    }
    return false;
}

// In `access`, beside the function's number.
#define ACCESS_BYTES (0x7f)
#define ACCESS_WRITES (0x80)
#define ACCESS_FUNCTION_SHIFT (8)

// What is told goes straight to the host: the printing functions may collect.
static void tell(const char *text) {
    mph_host_print(MPH_STREAM_STDERR, text, strlen(text));
}

static void tell_number(uint32_t number, uint32_t base) {
    char digits[10];
    size_t first = sizeof(digits);
    do {
        digits[--first] = "0123456789abcdef"[number % base];
        number /= base;
    } while (number != 0);
    mph_host_print(MPH_STREAM_STDERR, digits + first, sizeof(digits) - first);
}

__attribute__((noinline, noreturn))
static void mph_torture_fault(uintptr_t address, size_t bytes, uint32_t access) {
    tell("gc torture: ");
    mph_build_function_name(access >> ACCESS_FUNCTION_SHIFT);
    tell(access & ACCESS_WRITES ? " writes to" : " reads");
    tell(" freed memory: address 0x");
    tell_number(address, 16);
    tell(", size ");
    tell_number(bytes, 10);
    tell(", after ");
    tell_number(collections, 10);
    tell(" collections\n");
    __builtin_trap();
}

// Eight characters at most, the first in the lowest byte.
void mph_pass_function_name(uint64_t characters) {
    for (; characters != 0; characters >>= 8) {
        char character = characters;
        mph_host_print(MPH_STREAM_STDERR, &character, 1);
    }
}

uint32_t mph_pass_check_access(uint32_t address, uint32_t offset, uint32_t access) {
    uint32_t start = address + offset;
    // Beyond the end of memory the access itself traps.
    if (start >= address && is_freed(start, access & ACCESS_BYTES)) {
        mph_torture_fault(start, access & ACCESS_BYTES, access);
    }
    return address;
}

void mph_pass_check_range(uint32_t address, uint32_t bytes, uint32_t access) {
    if (bytes != 0 && is_freed(address, bytes)) {
        mph_torture_fault(address, bytes, access);
    }
}

// ---- the module `torture`, for tests ----

// Collects at each n-th allocation from now on, or, with 0, only when memory
// runs out.
static mp_obj_t torture_every(mp_obj_t n) {
    mp_int_t number = mp_obj_get_int(n);
    if (number < 0) {
        mp_raise_ValueError(MP_ERROR_TEXT("negative interval"));
    }
    interval = number;
    allocations = 0;
    return mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_1(torture_every_obj, torture_every);

// How many collections there were.
static mp_obj_t torture_collections(void) {
    return mp_obj_new_int_from_uint(collections);
}
static MP_DEFINE_CONST_FUN_OBJ_0(torture_collections_obj, torture_collections);

// Frees an object on the heap that is still in use: a fault, made on purpose.
static mp_obj_t torture_free(mp_obj_t object) {
    if (mp_obj_is_obj(object)) {
        gc_free(MP_OBJ_TO_PTR(object));
    }
    return mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_1(torture_free_obj, torture_free);

// Frees what an object keeps its items in, if it has a buffer of its own.
static mp_obj_t torture_free_items(mp_obj_t object) {
    mp_buffer_info_t items;
    mp_get_buffer_raise(object, &items, MP_BUFFER_WRITE);
    gc_free(items.buf);
    return mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_1(torture_free_items_obj, torture_free_items);

static const mp_rom_map_elem_t torture_globals_table[] = {
    { MP_ROM_QSTR(MP_QSTR___name__), MP_ROM_QSTR(MP_QSTR_torture) },
    { MP_ROM_QSTR(MP_QSTR_collections), MP_ROM_PTR(&torture_collections_obj) },
    { MP_ROM_QSTR(MP_QSTR_every), MP_ROM_PTR(&torture_every_obj) },
    { MP_ROM_QSTR(MP_QSTR_free), MP_ROM_PTR(&torture_free_obj) },
    { MP_ROM_QSTR(MP_QSTR_free_items), MP_ROM_PTR(&torture_free_items_obj) },
};
static MP_DEFINE_CONST_DICT(torture_globals, torture_globals_table);

const mp_obj_module_t mph_torture_module = {
    .base = { &mp_type_module },
    .globals = (mp_obj_dict_t *)&torture_globals,
};
MP_REGISTER_MODULE(MP_QSTR_torture, mph_torture_module);

#endif // MPH_GC_TORTURE
