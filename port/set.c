// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The tables of sets: CPython's (Objects/setobject.c of 3.11), whose order programs
// see when they print a set or go over it. A few places that lie side by side are
// tried, then others, by more and more bits of the hash.
//
//     item 0 | ... | item alloc-1 | hash 0 | ... | hash alloc-1 | tail_t
//
// A hash is kept as two words of 31 bits, whose lowest bit is set, so that the
// collector never takes one for a pointer. A removed item leaves MP_OBJ_SENTINEL.
//
// A program's __eq__ may change the set in which an item is looked for. What it can
// do harm by is an exception.

#include <string.h>

#include "port/fastpaths.h"
#include "port/hash.h"
#include "port/set.h"

#define LEAST_ALLOC (8)
#define SIDE_BY_SIDE (9)
#define SHIFT (5)
#define MANY (50000) // from which on tables grow more slowly

typedef struct _words_t {
    uint32_t low, high;
} words_t;

typedef struct _tail_t {
    uint32_t filled; // items, with those that were removed; each of these doubled and 1
    uint32_t finger; // where pop() goes on
} tail_t;

static words_t *hashes_of(const mp_set_t *set) {
    return (words_t *)(set->table + set->alloc);
}

static tail_t *tail_of(const mp_set_t *set) {
    return (tail_t *)(hashes_of(set) + set->alloc);
}

static size_t filled(const mp_set_t *set) {
    return set->alloc == 0 ? 0 : tail_of(set)->filled >> 1;
}

static void set_filled(mp_set_t *set, size_t filled) {
    tail_of(set)->filled = filled << 1 | 1;
}

// Of the 64 bits all but the highest two.
static words_t words_of(int64_t hash) {
    return (words_t) { (uint32_t)hash << 1 | 1, (uint32_t)(hash >> 31) << 1 | 1 };
}

int64_t mph_set_hash_at(const mp_set_t *set, size_t place) {
    words_t words = hashes_of(set)[place];
    return (int64_t)(int32_t)(words.high & ~1u) * ((int64_t)1 << 30) + (words.low >> 1);
}

static int64_t kept(int64_t hash) {
    return (int64_t)((uint64_t)hash << 2) >> 2;
}

static MP_NORETURN void raise_changed(void) {
    mp_raise_msg(&mp_type_RuntimeError, MP_ERROR_TEXT("changed size while a key was looked for"));
}

// ---- places ----

typedef struct _probe_t {
    size_t mask;
    size_t start;
    uint64_t perturb;
    size_t at;
    size_t end; // of those side by side
} probe_t;

static void set_run(probe_t *probe) {
    probe->at = probe->start;
    probe->end = probe->start + SIDE_BY_SIDE <= probe->mask ? probe->start + SIDE_BY_SIDE : probe->start;
}

static probe_t first_place(const mp_set_t *set, int64_t hash) {
    probe_t probe = { .mask = set->alloc - 1, .start = (size_t)hash & (set->alloc - 1), .perturb = hash };
    set_run(&probe);
    return probe;
}

static void next_place(probe_t *probe) {
    if (probe->at < probe->end) {
        probe->at += 1;
        return;
    }
    probe->perturb >>= SHIFT;
    probe->start = (probe->start * 5 + 1 + (size_t)probe->perturb) & probe->mask;
    set_run(probe);
}

// Where an item is, or could be put: then its place is empty.
static size_t find(const mp_set_t *set, mp_obj_t item, int64_t hash) {
    words_t words = words_of(hash);
    for (probe_t probe = first_place(set, hash);; next_place(&probe)) {
        mp_obj_t own = set->table[probe.at];
        if (own == MP_OBJ_NULL) {
            return probe.at;
        }
        const words_t *found = &hashes_of(set)[probe.at];
        if (found->low != words.low || found->high != words.high || own == MP_OBJ_SENTINEL) {
            continue;
        }
        if (own == item) {
            return probe.at;
        }
        mp_set_t before = *set;
        bool equal = mph_equal(own, item);
        if (set->table != before.table || set->alloc != before.alloc || set->used != before.used) {
            raise_changed();
        }
        if (equal) {
            return probe.at;
        }
    }
}

static void put(mp_set_t *set, size_t place, mp_obj_t item, int64_t hash) {
    set->table[place] = item;
    hashes_of(set)[place] = words_of(hash);
    set->used += 1;
    set_filled(set, filled(set) + 1);
}

// For an item that is not there, in a table from which none was removed.
static void put_new(mp_set_t *set, mp_obj_t item, int64_t hash) {
    probe_t probe = first_place(set, hash);
    while (set->table[probe.at] != MP_OBJ_NULL) {
        next_place(&probe);
    }
    put(set, probe.at, item, hash);
}

// ---- size ----

static size_t bytes_for(size_t alloc) {
    const size_t each = sizeof(mp_obj_t) + sizeof(words_t);
    size_t bytes;
    if (__builtin_mul_overflow(alloc, each, &bytes) || bytes > MP_SSIZE_MAX - sizeof(tail_t)) {
        return SIZE_MAX;
    }
    return bytes + sizeof(tail_t);
}

static bool take_table(mp_set_t *set, size_t alloc) {
    size_t bytes = bytes_for(alloc);
    void *table = bytes != SIZE_MAX ? m_malloc_maybe(bytes) : NULL;
    if (table == NULL) {
        return false;
    }
    *set = (mp_set_t) { .table = memset(table, 0, bytes), .alloc = alloc };
    *tail_of(set) = (tail_t) { 1, 1 };
    return true;
}

static void free_table(mp_set_t *set) {
    if (set->alloc != 0) {
        m_del(byte, (byte *)set->table, bytes_for(set->alloc));
    }
}

// To more places than `more_than`. Without memory for them nothing is changed.
static bool resize(mp_set_t *set, size_t more_than) {
    size_t alloc = LEAST_ALLOC;
    while (alloc <= more_than) {
        alloc *= 2;
    }
    mp_set_t resized;
    if (!take_table(&resized, alloc)) {
        return false;
    }
    mp_obj_t item;
    for (size_t at = 0; (item = mph_set_next(set, &at)) != MP_OBJ_NULL;) {
        put_new(&resized, item, mph_set_hash_at(set, at - 1));
    }
    free_table(set);
    *set = resized;
    return true;
}

static void resize_or_fail(mp_set_t *set, size_t more_than) {
    if (!resize(set, more_than)) {
        m_malloc_fail(more_than);
    }
}

static size_t grown(const mp_set_t *set) {
    return set->used > MANY ? set->used * 2 : set->used * 4;
}

void mph_set_expect(mp_set_t *set, size_t more) {
    size_t mask = MAX(set->alloc, LEAST_ALLOC) - 1;
    if ((filled(set) + more) * 5 >= mask * 3) {
        resize_or_fail(set, (set->used + more) * 2);
    }
}

void mph_set_tidy(mp_set_t *set) {
    if (set->alloc != 0 && filled(set) - set->used > (set->alloc - 1) / 4) {
        resize_or_fail(set, grown(set));
    }
}

void mp_set_init(mp_set_t *set, size_t n) {
    (void)n; // CPython makes all of them small at first
    *set = (mp_set_t) { 0 };
}

void mp_set_clear(mp_set_t *set) {
    mp_set_t before = *set;
    *set = (mp_set_t) { 0 };
    free_table(&before);
}

// ---- items ----

mp_obj_t mph_set_next(const mp_set_t *set, size_t *place) {
    while (*place < set->alloc) {
        size_t at = (*place)++;
        if (mp_set_slot_is_filled(set, at)) {
            return set->table[at];
        }
    }
    return MP_OBJ_NULL;
}

bool mph_set_has(mp_set_t *set, mp_obj_t item, int64_t hash) {
    return set->alloc != 0 && set->table[find(set, item, kept(hash))] != MP_OBJ_NULL;
}

// Gives the item that is in the set then.
static mp_obj_t add(mp_set_t *set, mp_obj_t item, int64_t hash) {
    if (set->alloc == 0 && !take_table(set, LEAST_ALLOC)) {
        m_malloc_fail(LEAST_ALLOC);
    }
    size_t place = find(set, item, kept(hash));
    if (set->table[place] != MP_OBJ_NULL) {
        return set->table[place];
    }
    put(set, place, item, kept(hash));
    if (filled(set) * 5 >= (set->alloc - 1) * 3 && !resize(set, grown(set))) {
        set->table[place] = MP_OBJ_NULL; // as it was: it must not become full
        set->used -= 1;
        set_filled(set, filled(set) - 1);
        m_malloc_fail(set->alloc);
    }
    return item;
}

void mph_set_add(mp_set_t *set, mp_obj_t item, int64_t hash) {
    add(set, item, hash);
}

bool mph_set_discard(mp_set_t *set, mp_obj_t item, int64_t hash) {
    if (set->alloc == 0) {
        return false;
    }
    size_t place = find(set, item, kept(hash));
    if (set->table[place] == MP_OBJ_NULL) {
        return false;
    }
    set->table[place] = MP_OBJ_SENTINEL;
    set->used -= 1;
    return true;
}

mp_obj_t mp_set_lookup(mp_set_t *set, mp_obj_t item, mp_map_lookup_kind_t kind) {
    int64_t hash = mph_hash(item);
    switch (kind) {
        case MP_MAP_LOOKUP_ADD_IF_NOT_FOUND:
            return add(set, item, hash);
        case MP_MAP_LOOKUP_REMOVE_IF_FOUND:
            return mph_set_discard(set, item, hash) ? item : MP_OBJ_NULL;
        default: {
            size_t place = set->alloc != 0 ? find(set, item, kept(hash)) : 0;
            return set->alloc != 0 ? set->table[place] : MP_OBJ_NULL;
        }
    }
}

mp_obj_t mp_set_remove_first(mp_set_t *set) {
    if (set->used == 0) {
        return MP_OBJ_NULL;
    }
    size_t at = (tail_of(set)->finger >> 1) & (set->alloc - 1);
    while (!mp_set_slot_is_filled(set, at)) {
        at = (at + 1) & (set->alloc - 1);
    }
    mp_obj_t item = set->table[at];
    set->table[at] = MP_OBJ_SENTINEL;
    set->used -= 1;
    tail_of(set)->finger = (at + 1) << 1 | 1;
    return item;
}

void mph_set_merge(mp_set_t *set, const mp_set_t *from) {
    if (set == from || from->used == 0) {
        return;
    }
    mph_set_expect(set, from->used);
    if (set->alloc == 0 && !take_table(set, LEAST_ALLOC)) {
        m_malloc_fail(LEAST_ALLOC);
    }
    if (filled(set) == 0 && set->alloc == from->alloc && filled(from) == from->used) {
        memcpy(set->table, from->table, bytes_for(from->alloc));
        tail_of(set)->finger = 1;
        set->used = from->used;
        return;
    }
    bool is_new = filled(set) == 0;
    mp_obj_t item;
    for (size_t at = 0; (item = mph_set_next(from, &at)) != MP_OBJ_NULL;) {
        int64_t hash = mph_set_hash_at(from, at - 1);
        if (is_new) {
            put_new(set, item, hash);
        } else {
            add(set, item, hash);
        }
    }
}

static uint64_t shuffled(uint64_t hash) {
    return (hash ^ 89869747 ^ hash << 16) * 3644798167u;
}

int64_t mph_set_hash(const mp_set_t *set) {
    uint64_t hash = 0;
    for (size_t at = 0; mph_set_next(set, &at) != MP_OBJ_NULL;) {
        hash ^= shuffled(mph_set_hash_at(set, at - 1));
    }
    hash ^= ((uint64_t)set->used + 1) * 1927868237;
    hash ^= hash >> 11 ^ hash >> 25;
    hash = hash * 69069 + 907133923;
    return hash == (uint64_t)-1 ? 590923713 : (int64_t)hash;
}
