// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What the host does with a session beside running programs: variables, calls
// and expressions of the module __main__.

#include <string.h>

#include "py/builtin.h"
#include "py/compile.h"
#include "py/objlist.h"
#include "py/runtime.h"

#include "port/codec.h"
#include "port/port.h"

static qstr take_name(void) {
    mph_buffer_t name = mph_take_buffer(MPH_BUFFER_NAME);
    return qstr_from_strn(name.bytes, name.length);
}

static mp_obj_t take_value(void) {
    mph_buffer_t value = mph_take_buffer(MPH_BUFFER_VALUE);
    return mph_decode((const uint8_t *)value.bytes, value.length);
}

// Sends a value that must be able to cross.
static void send_object(mp_obj_t value) {
    uint8_t local[64];
    mph_out_t out = MPH_OUT(local);
    mph_encode(&out, value, 0);
    mph_host_report(MPH_FIELD_OBJECT, (const char *)out.bytes, out.length);
}

void mph_report_object(mp_obj_t value) {
    nlr_buf_t nlr;
    if (nlr_push(&nlr) == 0) {
        send_object(value);
        nlr_pop();
    }
}

// The value that a path of attributes leads to, from a global variable on.
static mp_obj_t look_up(const char *path, size_t length) {
    mp_obj_t value = MP_OBJ_NULL;
    for (size_t start = 0; start <= length; ) {
        const char *dot = memchr(path + start, '.', length - start);
        size_t end = dot != NULL ? (size_t)(dot - path) : length;
        qstr name = qstr_from_strn(path + start, end - start);
        value = value == MP_OBJ_NULL ? mp_load_global(name) : mp_load_attr(value, name);
        start = end + 1;
    }
    return value;
}

static void call(void) {
    mph_buffer_t path = mph_take_buffer(MPH_BUFFER_NAME);
    mp_obj_t function = look_up(path.bytes, path.length);
    mp_obj_t arguments = take_value();
    mp_obj_t result;
    if (mp_obj_is_type(arguments, &mp_type_dict)) {
        const mp_map_t *map = mp_obj_dict_get_map(arguments);
        mp_obj_t *pairs = m_new(mp_obj_t, 2 * map->used + 1);
        size_t count = 0;
        for (size_t i = 0; i < map->alloc; i++) {
            if (mp_map_slot_is_filled(map, i)) {
                // Parameters are compared with interned names.
                pairs[2 * count] = MP_OBJ_NEW_QSTR(mp_obj_str_get_qstr(map->table[i].key));
                pairs[2 * count + 1] = map->table[i].value;
                count += 1;
            }
        }
        result = mp_call_function_n_kw(function, 0, count, pairs);
    } else {
        size_t count;
        mp_obj_t *items;
        mp_obj_get_array(arguments, &count, &items);
        result = mp_call_function_n_kw(function, count, 0, items);
    }
    mph_report_value(result);
}

static void evaluate(void) {
    mph_buffer_t source = mph_take_buffer(MPH_BUFFER_SOURCE);
    mph_report_value(mph_compile_and_run(take_name(), source, MP_PARSE_EVAL_INPUT));
}

// Puts folders before those where `import` looks for modules.
static void search_first(mp_obj_t folders) {
    mp_obj_t path = mp_binary_op(MP_BINARY_OP_ADD, folders, mp_sys_path);
    size_t count;
    mp_obj_t *items;
    mp_obj_list_get(path, &count, &items);
    mp_obj_list_set_len(mp_sys_path, 0);
    for (size_t i = 0; i < count; i++) {
        mp_obj_list_append(mp_sys_path, items[i]);
    }
}

void mph_perform(uint32_t operation) {
    switch (operation) {
        case MPH_OPERATION_INSTALL:
            mph_install(take_value());
            break;
        case MPH_OPERATION_SET: {
            qstr name = take_name();
            mp_store_global(name, take_value());
            break;
        }
        case MPH_OPERATION_GET: {
            mph_buffer_t path = mph_take_buffer(MPH_BUFFER_NAME);
            send_object(look_up(path.bytes, path.length));
            break;
        }
        case MPH_OPERATION_CALL:
            call();
            break;
        case MPH_OPERATION_EVAL:
            evaluate();
            break;
        case MPH_OPERATION_CHECK:
            mph_check();
            break;
        case MPH_OPERATION_FEED:
            mph_feed();
            break;
        case MPH_OPERATION_COMPLETE:
            mph_complete();
            break;
        case MPH_OPERATION_SEARCH:
            search_first(take_value());
            break;
        default:
            mp_raise_ValueError(MP_ERROR_TEXT("no such operation"));
    }
}
