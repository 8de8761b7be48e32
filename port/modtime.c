// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Included by extmod/modtime.c: the clock and the wait behind its functions.
// Local time is UTC, since the sandbox is nowhere.

#include <math.h>

#include "py/mphal.h"
#include "shared/timeutils/timeutils.h"

static mp_obj_t mp_time_time_get(void) {
    return mp_obj_new_float((mp_float_t)mp_hal_time_ns() / MICROPY_FLOAT_CONST(1e9));
}

static mp_obj_t mp_time_localtime_get(void) {
    timeutils_struct_time_t tm;
    timeutils_seconds_since_epoch_to_struct_time(mp_hal_time_ns() / 1000000000, &tm);
    mp_obj_t items[8] = {
        mp_obj_new_int(tm.tm_year),
        mp_obj_new_int(tm.tm_mon),
        mp_obj_new_int(tm.tm_mday),
        mp_obj_new_int(tm.tm_hour),
        mp_obj_new_int(tm.tm_min),
        mp_obj_new_int(tm.tm_sec),
        mp_obj_new_int(tm.tm_wday),
        mp_obj_new_int(tm.tm_yday),
    };
    return mp_obj_new_tuple(8, items);
}

static void mp_time_sleep(mp_obj_t seconds_in) {
    mp_float_t seconds = mp_obj_get_float(seconds_in);
    if (isnan(seconds)) {
        mp_raise_ValueError(MP_ERROR_TEXT("sleep length must be a number"));
    }
    if (seconds < 0) {
        mp_raise_ValueError(MP_ERROR_TEXT("sleep length must be non-negative"));
    }
    // Centuries do as well as more, and stay within the clock's 64 bits.
    const mp_float_t longest = MICROPY_FLOAT_CONST(9e9);
    mph_sleep_ns((uint64_t)((seconds < longest ? seconds : longest) * MICROPY_FLOAT_CONST(1e9)));
}
