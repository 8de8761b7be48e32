// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Python values as bytes, and back: see docs/values.md.

#ifndef MPH_CODEC_H
#define MPH_CODEC_H

#include "py/obj.h"

// Where encoded values are written. It starts in memory of the caller's, and
// moves to the collector's heap when that is too small. All of it lies on the
// stack, where the collector looks.
typedef struct _mph_out_t {
    uint8_t *bytes;
    size_t length;
    size_t room;
    size_t items; // values so far
    bool on_heap;
} mph_out_t;

#define MPH_OUT(local) ((mph_out_t) { (local), 0, sizeof(local), 0, false })

// Writes the head of an array of fewer than 16 values.
void mph_encode_small_array(mph_out_t *out, size_t count);

// Writes that an argument was not given.
void mph_encode_absent(mph_out_t *out);

// Writes a value. Raises an exception where it cannot cross; that names the
// value as an argument of this number, if it is not 0.
void mph_encode(mph_out_t *out, mp_obj_t value, unsigned argument);

// Reads the one value that the bytes are. Raises a ValueError if they are not.
mp_obj_t mph_decode(const uint8_t *bytes, size_t length);

#endif // MPH_CODEC_H
