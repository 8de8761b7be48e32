// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Upstream's interned strings, with an index to find them by.
//
// The interpreter looks each string that a program makes up among the interned
// ones, and upstream's search goes through hundreds of them: up to half of the
// time of programs that work with strings. The index is a hash table with open
// addressing; each slot holds a string's hash and its number. What upstream
// interns is entered when the next string is looked up. Where the index is
// incomplete, for want of memory or of numbers, upstream's search has the last
// word.
//
// Entering the thousands of strings that the interpreter has from the start takes
// as long as some hundred searches. Many programs do fewer, so the index is made
// only after so many.

#include <string.h>

#include "py/gc.h"
#include "py/qstr.h"
#include "py/runtime.h"

#define qstr_find_strn upstream_qstr_find_strn
#define qstr_from_strn upstream_qstr_from_strn
#define qstr_from_str upstream_qstr_from_str
qstr qstr_find_strn(const char *str, size_t str_len);
qstr qstr_from_strn(const char *str, size_t len);
#include "py/qstr.c"
#undef qstr_find_strn
#undef qstr_from_strn
#undef qstr_from_str

_Static_assert(MICROPY_QSTR_BYTES_IN_HASH == 2, "a slot has 16 bits for the hash");
#define FIRST_SLOTS (8192)
#define MOST_STRINGS ((size_t)1 << 16) // a slot has 16 bits for the number
#define SEARCHES (100) // before there is an index

static uint32_t first_slots[FIRST_SLOTS];
static size_t slots_mask = FIRST_SLOTS - 1;
static size_t indexed = 1; // number 0 stands for "not found", and for an empty slot
static size_t longest; // of those that are indexed
static size_t searches;

// NULL: the first slots are in use.
MP_REGISTER_ROOT_POINTER(uint32_t *mph_qstr_slots);

static uint32_t *slots(void) {
    return MP_STATE_VM(mph_qstr_slots) != NULL ? MP_STATE_VM(mph_qstr_slots) : first_slots;
}

// Enters what is new, as far as there is room: a quarter of the slots stays empty.
static void update_index(void) {
    uint32_t *table = slots();
    size_t end = MIN(QSTR_TOTAL(), MIN(MOST_STRINGS, slots_mask / 4 * 3));
    for (; indexed < end; indexed++) {
        size_t hash = qstr_hash(indexed);
        size_t at = hash & slots_mask;
        while (table[at] != 0) {
            at = (at + 1) & slots_mask;
        }
        table[at] = hash << 16 | indexed;
        longest = MAX(longest, qstr_len(indexed));
    }
}

static void grow_index(void) {
    if (QSTR_TOTAL() < slots_mask / 4 * 3 || slots_mask >= MOST_STRINGS * 2 - 1) {
        return;
    }
    size_t count = (slots_mask + 1) * 2;
    uint32_t *table = m_new_maybe(uint32_t, count);
    if (table != NULL) {
        memset(table, 0, count * sizeof(*table));
        m_del(uint32_t, MP_STATE_VM(mph_qstr_slots), slots_mask + 1);
        MP_STATE_VM(mph_qstr_slots) = table;
        slots_mask = count - 1;
        indexed = 1;
        update_index();
    }
}

qstr qstr_find_strn(const char *str, size_t length) {
    if (length == 0) {
        return MP_QSTR_;
    }
    if (indexed < QSTR_TOTAL()) {
        if (searches < SEARCHES) {
            searches++;
            return upstream_qstr_find_strn(str, length);
        }
        update_index();
    }
    if (length <= longest) {
        const uint32_t *table = slots();
        size_t hash = qstr_compute_hash((const byte *)str, length);
        uint32_t slot;
        for (size_t at = hash & slots_mask; (slot = table[at]) != 0; at = (at + 1) & slots_mask) {
            if (slot >> 16 == hash) {
                qstr found = slot & (MOST_STRINGS - 1);
                size_t found_length;
                const byte *data = qstr_data(found, &found_length);
                if (found_length == length && memcmp(data, str, length) == 0) {
                    return found;
                }
            }
        }
    }
    return indexed == QSTR_TOTAL() ? MP_QSTRnull : upstream_qstr_find_strn(str, length);
}

qstr qstr_from_strn(const char *str, size_t length) {
    qstr found = qstr_find_strn(str, length);
    if (found == MP_QSTRnull) {
        found = upstream_qstr_from_strn(str, length);
        grow_index();
    }
    return found;
}

qstr qstr_from_str(const char *str) {
    return qstr_from_strn(str, strlen(str));
}
