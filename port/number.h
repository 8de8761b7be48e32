// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Integers of Python as numbers of C.

#ifndef MPH_NUMBER_H
#define MPH_NUMBER_H

#include "py/obj.h"

typedef enum _mph_fit_t {
    MPH_NO_INTEGER,
    MPH_FITS,
    MPH_TOO_LOW,  // then the number is the lowest that there is
    MPH_TOO_HIGH, // or the highest
} mph_fit_t;

// Takes what has an __index__, too.
mph_fit_t mph_fit_int64(mp_obj_t object, int64_t *number);

// Raises TypeError for what is no integer, OverflowError for what does not fit.
int64_t mph_get_int64(mp_obj_t object);

mp_obj_t mph_new_int64(int64_t number);

#endif // MPH_NUMBER_H
