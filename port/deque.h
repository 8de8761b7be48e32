// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The ring that a deque is: items in the order of their indices, from a first one
// on, which wrap around at the end of their memory. For objdeque.c.

#ifndef MPH_DEQUE_H
#define MPH_DEQUE_H

#include "py/obj.h"
#include "py/runtime.h"

typedef struct _deque_t {
    mp_obj_base_t base;
    mp_obj_t *items;
    size_t alloc; // 0 or a power of two
    size_t first;
    size_t len;
    size_t maxlen; // SIZE_MAX: none
    size_t changes; // of the length; for iterators
} deque_t;

#define NO_MAXLEN SIZE_MAX

static inline mp_obj_t *slot(const deque_t *self, size_t index) {
    return &self->items[(self->first + index) & (self->alloc - 1)];
}

static inline void grow(deque_t *self) {
    size_t alloc = self->alloc == 0 ? 8 : 2 * self->alloc;
    if (alloc > MP_SSIZE_MAX / sizeof(mp_obj_t)) {
        m_malloc_fail(SIZE_MAX);
    }
    mp_obj_t *items = m_new0(mp_obj_t, alloc);
    for (size_t i = 0; i < self->len; i++) {
        items[i] = *slot(self, i);
    }
    m_del(mp_obj_t, self->items, self->alloc);
    self->items = items;
    self->alloc = alloc;
    self->first = 0;
}

static inline mp_obj_t take_last(deque_t *self) {
    mp_obj_t *last = slot(self, --self->len);
    mp_obj_t item = *last;
    *last = MP_OBJ_NULL;
    self->changes += 1;
    return item;
}

static inline mp_obj_t take_first(deque_t *self) {
    mp_obj_t *first = slot(self, 0);
    mp_obj_t item = *first;
    *first = MP_OBJ_NULL;
    self->first = (self->first + 1) & (self->alloc - 1);
    self->len -= 1;
    self->changes += 1;
    return item;
}

static inline void append(deque_t *self, mp_obj_t item) {
    if (self->len == self->maxlen) {
        if (self->len == 0) {
            return;
        }
        take_first(self);
    }
    if (self->len == self->alloc) {
        grow(self);
    }
    *slot(self, self->len++) = item;
    self->changes += 1;
}

static inline void append_left(deque_t *self, mp_obj_t item) {
    if (self->len == self->maxlen) {
        if (self->len == 0) {
            return;
        }
        take_last(self);
    }
    if (self->len == self->alloc) {
        grow(self);
    }
    self->first = (self->first - 1) & (self->alloc - 1);
    self->len += 1;
    *slot(self, 0) = item;
    self->changes += 1;
}

static inline deque_t *new_deque(const mp_obj_type_t *type, size_t maxlen) {
    deque_t *self = mp_obj_malloc(deque_t, type);
    self->items = NULL;
    self->alloc = self->first = self->len = self->changes = 0;
    self->maxlen = maxlen;
    return self;
}

// Turns the ring by `steps` to the right.
static inline void rotate(deque_t *self, size_t steps) {
    for (size_t i = 0; i < steps; i++) {
        mp_obj_t item = take_last(self);
        self->first = (self->first - 1) & (self->alloc - 1);
        self->len += 1;
        *slot(self, 0) = item;
    }
}

static inline void rotate_back(deque_t *self, size_t steps) {
    for (size_t i = 0; i < steps; i++) {
        mp_obj_t item = take_first(self);
        *slot(self, self->len++) = item;
    }
}

static inline void delete_at(deque_t *self, size_t index) {
    rotate_back(self, index);
    take_first(self);
    rotate(self, index);
}

static inline MP_NORETURN void raise_mutated(void) {
    mp_raise_msg(&mp_type_RuntimeError, MP_ERROR_TEXT("deque mutated during iteration"));
}

// Whether the item at an index is equal to a value; its __eq__ may do anything.
static inline bool is_at(const deque_t *self, size_t index, mp_obj_t value) {
    size_t changes = self->changes;
    mp_obj_t item = *slot(self, index);
    bool equal = item == value || mp_obj_equal(item, value);
    if (self->changes != changes) {
        raise_mutated();
    }
    return equal;
}

static inline size_t find(const deque_t *self, mp_obj_t value, size_t start, size_t stop) {
    for (size_t i = start; i < stop && i < self->len; i++) {
        if (is_at(self, i, value)) {
            return i;
        }
    }
    return SIZE_MAX;
}

#endif // MPH_DEQUE_H
