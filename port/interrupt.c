// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// How the host stops a run: by exceptions that stand ready, so that a stop
// needs no memory. They derive from BaseException, so `except Exception` does
// not catch them.

#include "py/mpstate.h"
#include "py/objexcept.h"
#include "py/objstr.h"
#include "py/objtuple.h"

#include "port/port.h"

MP_DEFINE_EXCEPTION(LimitExceeded, BaseException)

static const MP_DEFINE_STR_OBJ(wall_time_message, "the time limit was reached");
static const mp_rom_obj_tuple_t wall_time_args = {
    { &mp_type_tuple }, 1, { MP_ROM_PTR(&wall_time_message) }
};

// In the root section, since their tracebacks are on the heap.
MP_REGISTER_ROOT_POINTER(mp_obj_exception_t mph_stop_exceptions[2]);
_Static_assert(MPH_STOP_COUNT == 2, "mph_stop_exceptions must hold every stop of host.h");

struct mph_control mph_control;

static void init_exception(int why, const mp_obj_type_t *type, const void *args) {
    mp_obj_exception_t *exception = &MP_STATE_VM(mph_stop_exceptions)[why];
    *exception = (mp_obj_exception_t) { .base = { type }, .args = (mp_obj_tuple_t *)args };
    mph_control.stop_exceptions[why] = exception;
}

void mph_interrupt_init(void) {
    init_exception(MPH_STOP_WALL_TIME, &mp_type_LimitExceeded, &wall_time_args);
    init_exception(MPH_STOP_INTERRUPT, &mp_type_KeyboardInterrupt, &mp_const_empty_tuple_obj);
    mph_control.pending_exception = &MP_STATE_THREAD(mp_pending_exception);
}

struct mph_control *mph_guest_control(void) {
    return &mph_control;
}
