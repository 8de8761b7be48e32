// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// hash(), with the numbers that CPython gives.

#ifndef MPH_HASH_H
#define MPH_HASH_H

#include "py/obj.h"

// The hash of an object. Of numbers, and of tuples and frozensets of them, it is
// CPython's of 64 bits, so that sets have its order; of others it is what dicts use.
// Raises TypeError where there is none.
int64_t mph_hash(mp_obj_t object);

// The same of a float.
int64_t mph_hash_float(double number);

// Of a frozenset: hash.c asks set.c.
int64_t mph_hash_frozenset(mp_obj_t frozenset);

#endif // MPH_HASH_H
