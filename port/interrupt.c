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

// The arguments of an exception: one text, `name`.
#define DEFINE_ARGS(name, text) \
    static const MP_DEFINE_STR_OBJ(name##_text, text); \
    static const mp_rom_obj_tuple_t name = { { &mp_type_tuple }, 1, { MP_ROM_PTR(&name##_text) } };
DEFINE_ARGS(wall_time_args, "the time limit was reached")
DEFINE_ARGS(stdout_args, "the limit of what stdout takes was reached")
DEFINE_ARGS(host_args, "a host function cannot be called any more")
DEFINE_ARGS(stderr_args, "the limit of what stderr takes was reached")
DEFINE_ARGS(steps_args, "the step limit was reached")
DEFINE_ARGS(fuel_args, "the fuel limit was reached")

// In the root section, since their tracebacks are on the heap.
MP_REGISTER_ROOT_POINTER(mp_obj_exception_t mph_stop_exceptions[7]);
_Static_assert(MPH_STOP_COUNT == 7, "mph_stop_exceptions must hold every stop of host.h");

struct mph_control mph_control;

static void init_exception(int why, const mp_obj_type_t *type, const void *args) {
    mp_obj_exception_t *exception = &MP_STATE_VM(mph_stop_exceptions)[why];
    *exception = (mp_obj_exception_t) { .base = { type }, .args = (mp_obj_tuple_t *)args };
    mph_control.stop_exceptions[why] = exception;
}

void mph_interrupt_init(void) {
    init_exception(MPH_STOP_WALL_TIME, &mp_type_LimitExceeded, &wall_time_args);
    init_exception(MPH_STOP_INTERRUPT, &mp_type_KeyboardInterrupt, &mp_const_empty_tuple_obj);
    init_exception(MPH_STOP_STDOUT, &mp_type_LimitExceeded, &stdout_args);
    init_exception(MPH_STOP_STDERR, &mp_type_LimitExceeded, &stderr_args);
    init_exception(MPH_STOP_STEPS, &mp_type_LimitExceeded, &steps_args);
    init_exception(MPH_STOP_FUEL, &mp_type_LimitExceeded, &fuel_args);
    init_exception(MPH_STOP_HOST, &mp_type_LimitExceeded, &host_args);
    mph_control.pending_exception = &MP_STATE_THREAD(mp_pending_exception);
}

struct mph_control *mph_guest_control(void) {
    return &mph_control;
}
