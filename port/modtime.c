// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Included by extmod/modtime.c: the clock and the wait behind its functions, and
// what Python's module has beyond upstream's. Local time is UTC, since the sandbox
// is nowhere.

#include <math.h>

#include "py/mphal.h"

#include "port/structtime.h"

static mp_obj_t mp_time_time_get(void) {
    return mp_obj_new_float((mp_float_t)mp_hal_time_ns() / MICROPY_FLOAT_CONST(1e9));
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

// The processor's time cannot be seen from within, so all of these are the same clock.
static mp_obj_t time_monotonic(void) {
    return mp_obj_new_float((mp_float_t)mph_monotonic_ns() / MICROPY_FLOAT_CONST(1e9));
}
static MP_DEFINE_CONST_FUN_OBJ_0(time_monotonic_obj, time_monotonic);

static mp_obj_t time_monotonic_ns(void) {
    return mp_obj_new_int_from_ull(mph_monotonic_ns());
}
static MP_DEFINE_CONST_FUN_OBJ_0(time_monotonic_ns_obj, time_monotonic_ns);

#define TIME_CLOCK(name) \
    { MP_ROM_QSTR(MP_QSTR_##name), MP_ROM_PTR(&time_monotonic_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_##name##_ns), MP_ROM_PTR(&time_monotonic_ns_obj) }

#define MICROPY_PY_TIME_EXTRA_GLOBALS \
    TIME_CLOCK(monotonic), TIME_CLOCK(perf_counter), TIME_CLOCK(process_time), TIME_CLOCK(thread_time), \
    { MP_ROM_QSTR(MP_QSTR_altzone), MP_ROM_INT(0) }, \
    { MP_ROM_QSTR(MP_QSTR_daylight), MP_ROM_INT(0) }, \
    { MP_ROM_QSTR(MP_QSTR_gmtime), MP_ROM_PTR(&mph_time_gmtime_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_localtime), MP_ROM_PTR(&mph_time_gmtime_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_mktime), MP_ROM_PTR(&mph_time_mktime_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_struct_time), MP_ROM_PTR(&mph_type_struct_time) }, \
    { MP_ROM_QSTR(MP_QSTR_timezone), MP_ROM_INT(0) },
