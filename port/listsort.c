// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// A stable sort, which asks for the key of each item once: what is in order
// already is found as runs, short ones are made longer by insertion, and runs that
// lie side by side are merged.
//
// A program's comparisons may do anything to the list. So a copy is sorted, which
// nobody else knows, and takes the place of the items at the end.

#include <string.h>

#include "py/runtime.h"

#include "port/fastpaths.h"
#include "port/list.h"
#include "port/raise.h"

#define LEAST_RUN (16)
#define MOST_RUNS (64) // each at least as long as all that come after it together

// Keys, and the items that belong to them: NULL where an item is its own key.
typedef struct _items_t {
    mp_obj_t *keys;
    mp_obj_t *items;
} items_t;

typedef struct _run_t {
    size_t start;
    size_t length;
} run_t;

typedef struct _sort_t {
    items_t all;
    items_t spare; // as many places
    run_t runs[MOST_RUNS];
    size_t count;
} sort_t;

static inline bool is_less(mp_obj_t left, mp_obj_t right) {
    return mp_obj_is_true(mp_binary_op(MP_BINARY_OP_LESS, left, right));
}

static inline void copy(const items_t *to, size_t to_at, const items_t *from, size_t from_at, size_t count) {
    memmove(to->keys + to_at, from->keys + from_at, count * sizeof(mp_obj_t));
    if (to->items != NULL) {
        memmove(to->items + to_at, from->items + from_at, count * sizeof(mp_obj_t));
    }
}

static inline void copy_one(const items_t *to, size_t to_at, const items_t *from, size_t from_at) {
    to->keys[to_at] = from->keys[from_at];
    if (to->items != NULL) {
        to->items[to_at] = from->items[from_at];
    }
}

static void reverse(mp_obj_t *items, size_t count) {
    for (size_t i = 0; items != NULL && i < count / 2; i++) {
        mp_obj_t item = items[i];
        items[i] = items[count - 1 - i];
        items[count - 1 - i] = item;
    }
}

static void reverse_part(const items_t *all, size_t start, size_t count) {
    reverse(all->keys + start, count);
    if (all->items != NULL) {
        reverse(all->items + start, count);
    }
}

// How long the run is that begins at `start`. One that goes down, with no two
// alike, is turned round.
static size_t find_run(const items_t *all, size_t start, size_t end) {
    size_t at = start + 1;
    if (at == end) {
        return 1;
    }
    bool goes_down = is_less(all->keys[at], all->keys[start]);
    do {
        at += 1;
    } while (at < end && is_less(all->keys[at], all->keys[at - 1]) == goes_down);
    if (goes_down) {
        reverse_part(all, start, at - start);
    }
    return at - start;
}

// Puts the items from `sorted` on where they belong among those before them.
static void insert(const items_t *all, size_t start, size_t sorted, size_t end) {
    for (size_t at = sorted; at < end; at++) {
        mp_obj_t key = all->keys[at];
        mp_obj_t item = all->items != NULL ? all->items[at] : MP_OBJ_NULL;
        size_t low = start, high = at;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            if (is_less(key, all->keys[middle])) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        copy(all, low + 1, all, low, at - low);
        all->keys[low] = key;
        if (all->items != NULL) {
            all->items[low] = item;
        }
    }
}

// Merges the last two runs but `above`.
static void merge(sort_t *sort, size_t above) {
    run_t *left = &sort->runs[sort->count - 2 - above], *right = left + 1;
    const items_t *all = &sort->all, *spare = &sort->spare;
    size_t left_end = left->length, right_end = right->start + right->length;
    // Already in order, as it often is.
    if (is_less(all->keys[right->start], all->keys[right->start - 1])) {
        copy(spare, 0, all, left->start, left->length);
        size_t from_left = 0, from_right = right->start, to = left->start;
        while (from_left < left_end && from_right < right_end) {
            if (is_less(all->keys[from_right], spare->keys[from_left])) {
                copy_one(all, to++, all, from_right++);
            } else {
                copy_one(all, to++, spare, from_left++);
            }
        }
        copy(all, to, spare, from_left, left_end - from_left);
    }
    left->length += right->length;
    memmove(right, right + 1, above * sizeof(*right));
    sort->count -= 1;
}

static size_t length_at(const sort_t *sort, size_t from_end) {
    return from_end < sort->count ? sort->runs[sort->count - 1 - from_end].length : SIZE_MAX;
}

// Merges until runs grow longer from the last to the first, as fast as the numbers
// of Fibonacci: there are few of them then, and those alike in length are merged.
static void merge_what_is_due(sort_t *sort) {
    while (sort->count > 1) {
        size_t last = length_at(sort, 0), second = length_at(sort, 1), third = length_at(sort, 2);
        bool third_is_short = third != SIZE_MAX && third <= second + last;
        bool fourth_is_short = length_at(sort, 3) != SIZE_MAX && length_at(sort, 3) <= third + second;
        if (third_is_short || fourth_is_short) {
            merge(sort, third < last ? 1 : 0);
        } else if (second <= last) {
            merge(sort, 0);
        } else {
            return;
        }
    }
}

// Between 16 and 32, so that the number of runs is nearly a power of two.
static size_t least_run(size_t count) {
    size_t rest = 0;
    while (count >= 2 * LEAST_RUN) {
        rest |= count & 1;
        count /= 2;
    }
    return count + rest;
}

static void sort_items(sort_t *sort, size_t count) {
    size_t least = least_run(count);
    for (size_t start = 0; start < count; ) {
        size_t length = find_run(&sort->all, start, count);
        if (length < least) {
            size_t longer = MIN(least, count - start);
            insert(&sort->all, start, start + length, start + longer);
            length = longer;
        }
        sort->runs[sort->count++] = (run_t) { start, length };
        merge_what_is_due(sort);
        start += length;
    }
    while (sort->count > 1) {
        merge(sort, sort->count > 2 && length_at(sort, 2) < length_at(sort, 0) ? 1 : 0);
    }
}

static mp_obj_t *copied(const mp_obj_t *items, size_t count) {
    mp_obj_t *copy = m_new(mp_obj_t, count);
    return memcpy(copy, items, count * sizeof(*items));
}

static void sort_list(mp_obj_list_t *list, mp_obj_t key, bool backwards) {
    size_t count = list->len;
    mp_obj_t *items = copied(list->items, count);
    sort_t *sort = m_new0(sort_t, 1);
    sort->all = (items_t) { items, NULL };
    if (backwards) {
        reverse(items, count); // twice, so that items alike stay in order
    }
    if (key != mp_const_none) {
        mp_obj_t *keys = m_new0(mp_obj_t, count);
        for (size_t i = 0; i < count; i++) {
            keys[i] = mp_call_function_1(key, items[i]);
        }
        sort->all = (items_t) { keys, items };
    }
    sort->spare.keys = m_new0(mp_obj_t, count);
    sort->spare.items = sort->all.items != NULL ? m_new0(mp_obj_t, count) : NULL;
    const mp_obj_t *items_before = list->items;
    sort_items(sort, count);
    if (backwards) {
        reverse(items, count);
    }
    if (list->items != items_before || list->len != count) {
        mp_raise_ValueError(MP_ERROR_TEXT("list modified during sort"));
    }
    memcpy(list->items, items, count * sizeof(mp_obj_t));
    m_del(mp_obj_t, sort->spare.keys, count);
    m_del(mp_obj_t, sort->spare.items, count);
    if (sort->all.items != NULL) {
        m_del(mp_obj_t, sort->all.keys, count);
    }
    m_del(mp_obj_t, items, count);
    m_del(sort_t, sort, 1);
}

mp_obj_t mp_obj_list_sort(size_t n_args, const mp_obj_t *args, mp_map_t *kwargs) {
    static const mp_arg_t allowed[] = {
        { MP_QSTR_key, MP_ARG_KW_ONLY | MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
        { MP_QSTR_reverse, MP_ARG_KW_ONLY | MP_ARG_OBJ, { .u_rom_obj = MP_ROM_FALSE } },
    };
    mp_arg_val_t given[2];
    mp_arg_parse_all(n_args - 1, args + 1, kwargs, MP_ARRAY_SIZE(allowed), allowed, given);
    mp_obj_list_t *list = mph_list_of(args[0]);
    if (list->len > 1 || given[0].u_obj != mp_const_none) {
        sort_list(list, given[0].u_obj, mp_obj_is_true(given[1].u_obj));
    }
    return mp_const_none;
}
