// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What a slice takes of a sequence: see objslice.c.

#ifndef MPH_SLICE_H
#define MPH_SLICE_H

#include "py/obj.h"

// Of the items start, start + step, start + 2 * step and so on, `count`. Where
// there are none, `start` is where they would be put.
typedef struct _mph_slice_t {
    mp_int_t start;
    mp_int_t step;
    size_t count;
} mph_slice_t;

// The length is read when the bounds are known: the __index__ of one may be a
// program's, which changes the sequence. Nothing runs after that.
mph_slice_t mph_slice_of(mp_obj_t slice, const size_t *length);

// The same items, in the order in which they lie.
static inline mph_slice_t mph_slice_forward(mph_slice_t slice) {
    if (slice.step < 0 && slice.count > 0) {
        slice.start += (mp_int_t)(slice.count - 1) * slice.step;
        slice.step = -slice.step;
    }
    return slice;
}

// Copies items of so many bytes each.
void mph_slice_copy(void *to, const void *from, size_t item_bytes, mph_slice_t slice);

// Replaces them by as many others, or raises ValueError, with what those are, if there
// are not as many.
void mph_slice_replace(void *in, size_t item_bytes, mph_slice_t slice, const void *by, size_t count, const char *what);

// Removes them; gives the new length.
size_t mph_slice_remove(void *from, size_t item_bytes, mph_slice_t slice, size_t length);

#endif // MPH_SLICE_H
