// SPDX-License-Identifier: Apache-2.0 OR MIT

#ifndef MPH_TWISTER_H
#define MPH_TWISTER_H

#include "py/obj.h"

#define MPH_TWISTER_WORDS (624)

// A generator of random words: see twister.c.
typedef struct _mph_twister_t {
    uint32_t index; // of the next word
    uint32_t state[MPH_TWISTER_WORDS];
} mph_twister_t;

uint32_t mph_twister_next(mph_twister_t *self);

// By what random.seed() takes; None: by what the host gives.
void mph_twister_seed(mph_twister_t *self, mp_obj_t value);

#endif // MPH_TWISTER_H
