// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The tables of sets: see set.c.

#ifndef MPH_SET_H
#define MPH_SET_H

#include "py/obj.h"

// The item at a place of the table and after, which moves on; MP_OBJ_NULL at the end.
mp_obj_t mph_set_next(const mp_set_t *set, size_t *place);

// The hash that the item at a place was put in by.
int64_t mph_set_hash_at(const mp_set_t *set, size_t place);

// As mp_set_lookup() does, for an item of which the hash is known.
bool mph_set_has(mp_set_t *set, mp_obj_t item, int64_t hash);
void mph_set_add(mp_set_t *set, mp_obj_t item, int64_t hash);
bool mph_set_discard(mp_set_t *set, mp_obj_t item, int64_t hash);

// Adds all of another one, in its order.
void mph_set_merge(mp_set_t *set, const mp_set_t *from);

// Makes room for so many more items, as CPython does before it adds a dict.
void mph_set_expect(mp_set_t *set, size_t more);

// Makes the table smaller where much was removed.
void mph_set_tidy(mp_set_t *set);

// The hash of all items together.
int64_t mph_set_hash(const mp_set_t *set);

#endif // MPH_SET_H
