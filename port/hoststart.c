// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Calls of functions of the host that a program starts and does not wait for one
// by one: the module `_host`, which asyncio builds on.

#include <math.h>
#include <string.h>

#include "py/builtin.h"
#include "py/mphal.h"
#include "py/objtuple.h"
#include "py/runtime.h"

#include "port/codec.h"
#include "port/host.h"
#include "port/hostcall.h"
#include "port/port.h"

#define LOCAL_BYTES (256)

// start(function, args, kwargs): the number of the call.
static mp_obj_t start(mp_obj_t function_in, mp_obj_t args_in, mp_obj_t kwargs_in) {
    if (!mp_obj_is_type(function_in, &mph_type_function)) {
        mp_raise_TypeError(MP_ERROR_TEXT("expected a function of the host"));
    }
    size_t count;
    mp_obj_t *args;
    mp_obj_get_array(args_in, &count, &args);
    if (!mp_obj_is_dict_or_ordereddict(kwargs_in)) {
        mp_raise_TypeError(MP_ERROR_TEXT("expected a dict"));
    }
    const mp_map_t *kwargs = mp_obj_dict_get_map(kwargs_in);
    mp_obj_t *all = m_new(mp_obj_t, count + 2 * kwargs->used + 1);
    memcpy(all, args, count * sizeof(*all));
    size_t named = 0;
    for (size_t i = 0; i < kwargs->alloc; i++) {
        if (mp_map_slot_is_filled(kwargs, i)) {
            all[count + 2 * named] = kwargs->table[i].key;
            all[count + 2 * named + 1] = kwargs->table[i].value;
            named += 1;
        }
    }
    const mph_function_t *function = MP_OBJ_TO_PTR(function_in);
    uint8_t local[LOCAL_BYTES];
    mph_out_t out = MPH_OUT(local);
    mph_encode_arguments(&out, function, count, named, all);
    int32_t number = mph_host_start(function->number, (const char *)out.bytes, out.length);
    mp_handle_pending(true);
    if (number < 0) {
        mp_raise_msg(&mp_type_RuntimeError, MP_ERROR_TEXT("too many calls of the host at once: await some first"));
    }
    return MP_OBJ_NEW_SMALL_INT(number);
}
static MP_DEFINE_CONST_FUN_OBJ_3(start_obj, start);

// finished(seconds): the number of a call that has ended, or None; None waits as
// long as it takes.
static mp_obj_t finished(mp_obj_t seconds_in) {
    uint64_t nanoseconds = UINT64_MAX;
    if (seconds_in != mp_const_none) {
        mp_float_t seconds = mp_obj_get_float(seconds_in);
        // Centuries do as well as more, and stay within the clock's 64 bits.
        const mp_float_t longest = MICROPY_FLOAT_CONST(9e9);
        seconds = !(seconds > 0) ? 0 : seconds < longest ? seconds : longest;
        nanoseconds = (uint64_t)(seconds * MICROPY_FLOAT_CONST(1e9));
    }
    int32_t number = mph_host_finished(nanoseconds);
    mp_handle_pending(true);
    return number < 0 ? mp_const_none : MP_OBJ_NEW_SMALL_INT(number);
}
static MP_DEFINE_CONST_FUN_OBJ_1(finished_obj, finished);

// collect(number): what the call has given, or the exception that it has raised.
static mp_obj_t collect(mp_obj_t number) {
    uint8_t local[LOCAL_BYTES];
    int32_t answer = mph_host_collect(mp_obj_get_int(number), (char *)local, sizeof(local));
    if (answer == INT32_MIN) {
        mp_raise_ValueError(MP_ERROR_TEXT("no call of the host has ended that has this number"));
    }
    return mph_host_answer(answer, local, sizeof(local));
}
static MP_DEFINE_CONST_FUN_OBJ_1(collect_obj, collect);

static mp_obj_t cancel(mp_obj_t number) {
    mph_host_cancel(mp_obj_get_int(number));
    return mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_1(cancel_obj, cancel);

// Seconds on a clock that never goes back.
static mp_obj_t seconds(void) {
    return mp_obj_new_float((mp_float_t)mph_monotonic_ns() / MICROPY_FLOAT_CONST(1e9));
}
static MP_DEFINE_CONST_FUN_OBJ_0(seconds_obj, seconds);

mp_obj_t mph_host_coroutine(mp_obj_t function, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    mp_obj_t kwargs = mp_obj_new_dict(n_kw);
    for (size_t i = 0; i < n_kw; i++) {
        mp_obj_dict_store(kwargs, args[n_args + 2 * i], args[n_args + 2 * i + 1]);
    }
    mp_obj_t asyncio = mp_import_name(MP_QSTR_asyncio, mp_const_none, MP_OBJ_NEW_SMALL_INT(0));
    mp_obj_t call[3] = { function, mp_obj_new_tuple(n_args, args), kwargs };
    return mp_call_function_n_kw(mp_load_attr(asyncio, MP_QSTR__call_host), 3, 0, call);
}

static const mp_rom_map_elem_t globals_table[] = {
    { MP_ROM_QSTR(MP_QSTR___name__), MP_ROM_QSTR(MP_QSTR__host) },
    { MP_ROM_QSTR(MP_QSTR_function), MP_ROM_PTR(&mph_type_function) },
    { MP_ROM_QSTR(MP_QSTR_start), MP_ROM_PTR(&start_obj) },
    { MP_ROM_QSTR(MP_QSTR_finished), MP_ROM_PTR(&finished_obj) },
    { MP_ROM_QSTR(MP_QSTR_collect), MP_ROM_PTR(&collect_obj) },
    { MP_ROM_QSTR(MP_QSTR_cancel), MP_ROM_PTR(&cancel_obj) },
    { MP_ROM_QSTR(MP_QSTR_time), MP_ROM_PTR(&seconds_obj) },
};
static MP_DEFINE_CONST_DICT(globals, globals_table);

const mp_obj_module_t mph_started_module = {
    .base = { &mp_type_module },
    .globals = (mp_obj_dict_t *)&globals,
};
MP_REGISTER_MODULE(MP_QSTR__host, mph_started_module);
