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
    bool awaited;           // whether a call gives a coroutine
    qstr name;
    mp_obj_t names;         // a list of its parameters' names, or None
    mp_obj_t signature;     // a text: the name, and parameters with defaults
    mp_obj_t doc;           // a text or None
} mph_function_t;

extern const mp_obj_type_t mph_type_function;

// Exceptions of the host's that have no type of their own here.
extern const mp_obj_type_t mp_type_HostError;

// Encodes the arguments of a call, or raises what is wrong with them.
typedef struct _mph_out_t mph_out_t;
void mph_encode_arguments(mph_out_t *out, const mph_function_t *function, size_t n_args, size_t n_kw, const mp_obj_t *args);

// The value that the host has answered with, in these bytes if it has room there.
// Raises the exception if it is one, and whatever ends the run.
mp_obj_t mph_host_answer(int32_t answer, const uint8_t *bytes, size_t room);

// The coroutine that calls a function which is to be awaited.
mp_obj_t mph_host_coroutine(mp_obj_t function, size_t n_args, size_t n_kw, const mp_obj_t *args);

// The type that the host calls by this name; MP_OBJ_NULL if there is none.
mp_obj_t mph_exception_type(mp_obj_t name);

#endif // MPH_HOSTCALL_H
