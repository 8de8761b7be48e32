// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Functions of the host, as objects of the interpreter's.

#ifndef MPH_HOSTCALL_H
#define MPH_HOSTCALL_H

#include "py/obj.h"

#include "port/codec.h"

typedef struct _mph_function_t {
    mp_obj_base_t base;
    uint32_t number;        // by which the host knows it
    uint16_t parameters;    // how many it has
    uint16_t required;      // how many of them, the first, must be given
    qstr name;
    mp_obj_t names;         // a list of its parameters' names, or None
    mp_obj_t signature;     // a text: the name, and parameters with defaults
    mp_obj_t doc;           // a text or None
} mph_function_t;

extern const mp_obj_type_t mph_type_function;

// Exceptions of the host's that have no type of their own here.
extern const mp_obj_type_t mp_type_HostError;

// What has become of a call of the host that was made from `out`, by its answer: see
// mph_host_call. Raises what the host wants raised, and what it has stopped the
// program with.
mp_obj_t mph_take_answer(const mph_out_t *out, int32_t answer);

// The type that the host calls by this name; MP_OBJ_NULL if there is none.
mp_obj_t mph_exception_type(mp_obj_t name);

#endif // MPH_HOSTCALL_H
