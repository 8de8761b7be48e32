// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Slices of lists: taken, replaced and removed.

#include <string.h>

#include "py/runtime.h"

#include "port/list.h"
#include "port/slice.h"

mp_obj_t mph_list_load_slice(const mp_obj_list_t *self, mp_obj_t index) {
    mph_slice_t slice = mph_slice_of(index, &self->len);
    mp_obj_list_t *taken = mph_list_new(slice.count);
    mph_slice_copy(taken->items, self->items, sizeof(mp_obj_t), slice);
    return MP_OBJ_FROM_PTR(taken);
}

// Puts `count` others in place of items that lie side by side.
static void replace_run(mp_obj_list_t *self, mph_slice_t run, const mp_obj_t *items, size_t count) {
    size_t length = self->len - run.count + count;
    if (length > self->alloc) {
        mph_list_reserve(self, length);
    }
    mp_obj_t *first = self->items + run.start;
    memmove(first + count, first + run.count, (self->len - run.start - run.count) * sizeof(mp_obj_t));
    memcpy(first, items, count * sizeof(mp_obj_t));
    if (length < self->len) {
        mph_list_shorten(self, length);
    }
    self->len = length;
}

void mph_list_store_slice(mp_obj_t self_in, mp_obj_t index, mp_obj_t value) {
    mp_obj_list_t *self = mph_list_of(self_in);
    if (value == MP_OBJ_NULL) {
        mph_slice_t removed = mph_slice_of(index, &self->len);
        mph_list_shorten(self, mph_slice_remove(self->items, sizeof(mp_obj_t), removed, self->len));
        return;
    }
    size_t count;
    mp_obj_t *items;
    if (value == self_in || !(mp_obj_is_type(value, &mp_type_list) || mp_obj_is_type(value, &mp_type_tuple))) {
        value = mp_obj_list_make_new(&mp_type_list, 1, 0, &value);
    }
    mp_obj_get_array(value, &count, &items);
    mph_slice_t slice = mph_slice_of(index, &self->len);
    if (slice.step == 1) {
        replace_run(self, slice, items, count);
    } else {
        mph_slice_replace(self->items, sizeof(mp_obj_t), slice, items, count, "sequence");
    }
}
