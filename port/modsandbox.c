// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The module `sandbox`: what a program may use, and how much of that is left,
// so that it can plan. It can only look.

#include "py/gc.h"
#include "py/objstr.h"
#include "py/runtime.h"

#include "port/call.h"
#include "port/port.h"

#define UNLIMITED UINT64_MAX

static mp_obj_t seconds(uint64_t nanoseconds) {
    return mp_obj_new_float((mp_float_t)nanoseconds / MICROPY_FLOAT_CONST(1e9));
}

// Heap that is there already can be used up as well.
static uint64_t with_free_heap(uint64_t bytes) {
    gc_info_t info;
    gc_info(&info);
    return bytes + info.free;
}

static mp_obj_t budget(bool left) {
    static const struct {
        qstr_short_t name;
        uint16_t what;
    } entries[] = {
        { MP_QSTR_wall_time_s, MPH_BUDGET_WALL_TIME },
        { MP_QSTR_memory_bytes, MPH_BUDGET_MEMORY },
        { MP_QSTR_stdout_bytes, MPH_BUDGET_STDOUT },
        { MP_QSTR_stderr_bytes, MPH_BUDGET_STDERR },
        { MP_QSTR_recursion_depth, MPH_BUDGET_RECURSION_DEPTH },
        { MP_QSTR_steps, MPH_BUDGET_STEPS },
        { MP_QSTR_fuel, MPH_BUDGET_FUEL },
    };
    _Static_assert(MP_ARRAY_SIZE(entries) == MPH_BUDGET_COUNT, "entries must have every budget of host.h");
    mp_obj_t dict = mp_obj_new_dict(MPH_BUDGET_COUNT);
    for (size_t i = 0; i < MPH_BUDGET_COUNT; i++) {
        uint32_t what = entries[i].what;
        uint64_t amount = mph_host_budget(what, left);
        mp_obj_t value = mp_const_none;
        if (amount != UNLIMITED) {
            if (left && what == MPH_BUDGET_MEMORY) {
                amount = with_free_heap(amount);
            } else if (left && what == MPH_BUDGET_RECURSION_DEPTH) {
                amount = mph_calls_left; // only this side counts them
            }
            value = what == MPH_BUDGET_WALL_TIME ? seconds(amount) : mp_obj_new_int_from_ull(amount);
        }
        mp_obj_dict_store(dict, MP_OBJ_NEW_QSTR(entries[i].name), value);
    }
    return dict;
}

static mp_obj_t sandbox_limits(void) {
    return budget(false);
}
static MP_DEFINE_CONST_FUN_OBJ_0(sandbox_limits_obj, sandbox_limits);

static mp_obj_t sandbox_left(void) {
    return budget(true);
}
static MP_DEFINE_CONST_FUN_OBJ_0(sandbox_left_obj, sandbox_left);

static const MP_DEFINE_STR_OBJ(sandbox_doc_obj,
    "What this program may use.\n"
    "limits() gives a dict of all limits, left() one of what is left of each: wall_time_s in seconds,\n"
    "memory_bytes, stdout_bytes and stderr_bytes in bytes, recursion_depth in calls,\n"
    "steps and fuel. None: no limit.");

static const mp_rom_map_elem_t sandbox_globals_table[] = {
    { MP_ROM_QSTR(MP_QSTR___name__), MP_ROM_QSTR(MP_QSTR_sandbox) },
    { MP_ROM_QSTR(MP_QSTR___doc__), MP_ROM_PTR(&sandbox_doc_obj) },
    { MP_ROM_QSTR(MP_QSTR_limits), MP_ROM_PTR(&sandbox_limits_obj) },
    { MP_ROM_QSTR(MP_QSTR_left), MP_ROM_PTR(&sandbox_left_obj) },
};
static MP_DEFINE_CONST_DICT(sandbox_globals, sandbox_globals_table);

const mp_obj_module_t mph_sandbox_module = {
    .base = { &mp_type_module },
    .globals = (mp_obj_dict_t *)&sandbox_globals,
};
MP_REGISTER_MODULE(MP_QSTR_sandbox, mph_sandbox_module);
