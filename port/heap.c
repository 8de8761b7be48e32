// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Where the collector's areas come from: linear memory, grown as needed up to
// the host's limit. An area that the collector gives back is kept in a list,
// ordered by address and joined with its neighbours, since linear memory never
// shrinks. There are few areas (each new one doubles the heap), so that the
// list is short.

#include <stddef.h>
#include <stdint.h>

#include "py/gc.h"
#include "py/mpstate.h"

#include "port/heap.h"

#define WASM_PAGE ((size_t)65536)
#define ALIGNMENT ((size_t)16) // a block of the collector's heap

extern unsigned char __heap_base; // set by the linker: the first free byte

// In front of each area, and of each free chunk.
typedef struct _chunk_t {
    size_t size;          // bytes, with this header
    struct _chunk_t *next; // in the free list
    size_t unused[2];     // keeps what follows aligned
} chunk_t;

_Static_assert(sizeof(chunk_t) % ALIGNMENT == 0, "areas must be aligned");

static chunk_t *free_list;
static uintptr_t heap_end; // up to here linear memory was handed out
static size_t memory_limit; // bytes; 0 while the host has not said

void mph_heap_set_limit(size_t bytes) {
    memory_limit = bytes;
}

static uintptr_t first_free_byte(void) {
    if (heap_end == 0) {
        heap_end = ((uintptr_t)&__heap_base + ALIGNMENT - 1) & ~(ALIGNMENT - 1);
    }
    return heap_end;
}

// How much could be had at the end of memory.
static size_t room_at_end(void) {
    size_t present = __builtin_wasm_memory_size(0) * WASM_PAGE;
    size_t limit = memory_limit != 0 ? memory_limit & ~(WASM_PAGE - 1) : SIZE_MAX & ~(WASM_PAGE - 1);
    size_t end = limit > present ? limit : present;
    return end - first_free_byte();
}

size_t gc_get_max_new_split(void) {
    size_t largest = room_at_end();
    for (chunk_t *chunk = free_list; chunk != NULL; chunk = chunk->next) {
        size_t size = chunk->size;
        if ((uintptr_t)chunk + size == first_free_byte()) {
            size += room_at_end();
        }
        if (size > largest) {
            largest = size;
        }
    }
    return largest > sizeof(chunk_t) ? (largest - sizeof(chunk_t)) & ~(ALIGNMENT - 1) : 0;
}

// Moves the end of what is handed out, growing memory when it must.
static bool extend_to(uintptr_t end) {
    size_t present = __builtin_wasm_memory_size(0) * WASM_PAGE;
    if (end > present) {
        size_t pages = (end - present + WASM_PAGE - 1) / WASM_PAGE;
        if (__builtin_wasm_memory_grow(0, pages) == (size_t)-1) {
            return false;
        }
    }
    heap_end = end;
    return true;
}

void *mph_heap_alloc(size_t wanted) {
    if (wanted > SIZE_MAX - sizeof(chunk_t) - ALIGNMENT) {
        return NULL;
    }
    size_t size = (wanted + sizeof(chunk_t) + ALIGNMENT - 1) & ~(ALIGNMENT - 1);
    for (chunk_t **link = &free_list; *link != NULL; link = &(*link)->next) {
        chunk_t *chunk = *link;
        bool last = (uintptr_t)chunk + chunk->size == first_free_byte();
        if (chunk->size < size) {
            if (!last || size - chunk->size > room_at_end() || !extend_to((uintptr_t)chunk + size)) {
                continue;
            }
            chunk->size = size;
        }
        if (chunk->size - size > sizeof(chunk_t)) {
            chunk_t *rest = (chunk_t *)((uintptr_t)chunk + size);
            rest->size = chunk->size - size;
            rest->next = chunk->next;
            chunk->size = size;
            *link = rest;
        } else {
            *link = chunk->next;
        }
        return chunk + 1;
    }
    uintptr_t start = first_free_byte();
    if (size > room_at_end() || !extend_to(start + size)) {
        return NULL;
    }
    chunk_t *chunk = (chunk_t *)start;
    chunk->size = size;
    return chunk + 1;
}

void mph_heap_free(void *area) {
    chunk_t *chunk = (chunk_t *)area - 1;
    chunk_t *before = NULL;
    chunk_t **link = &free_list;
    while (*link != NULL && *link < chunk) {
        before = *link;
        link = &before->next;
    }
    chunk->next = *link;
    *link = chunk;
    if (chunk->next != NULL && (uintptr_t)chunk + chunk->size == (uintptr_t)chunk->next) {
        chunk->size += chunk->next->size;
        chunk->next = chunk->next->next;
    }
    if (before != NULL && (uintptr_t)before + before->size == (uintptr_t)chunk) {
        before->size += chunk->size;
        before->next = chunk->next;
    }
}
