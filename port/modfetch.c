// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// fetch(): a request on the network, which the host makes if it allows it. What
// comes of it is an object of the frozen module _fetch.

#include "py/builtin.h"
#include "py/objstr.h"
#include "py/runtime.h"

#include "port/host.h"
#include "port/hostcall.h"

#define LOCAL_BYTES (512)

// Bytes of any kind as `bytes`, which is what crosses; anything else as it is.
static mp_obj_t plain_body(mp_obj_t body) {
    mp_buffer_info_t buffer;
    if (mp_obj_is_str_or_bytes(body) || !mp_get_buffer(body, &buffer, MP_BUFFER_READ)) {
        return body;
    }
    return mp_obj_new_bytes(buffer.buf, buffer.len);
}

static mp_obj_t fetch(size_t n_args, const mp_obj_t *args, mp_map_t *keywords) {
    static const mp_arg_t allowed[] = {
        { MP_QSTR_url, MP_ARG_REQUIRED | MP_ARG_OBJ, { .u_obj = MP_OBJ_NULL } },
        { MP_QSTR_method, MP_ARG_OBJ, { .u_rom_obj = MP_ROM_QSTR(MP_QSTR_GET) } },
        { MP_QSTR_headers, MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
        { MP_QSTR_body, MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
        { MP_QSTR_timeout, MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
        { MP_QSTR_redirects, MP_ARG_OBJ, { .u_rom_obj = MP_ROM_TRUE } },
    };
    mp_arg_val_t values[MP_ARRAY_SIZE(allowed)];
    mp_arg_parse_all(n_args, args, keywords, MP_ARRAY_SIZE(allowed), allowed, values);
    uint8_t local[LOCAL_BYTES];
    mph_out_t out = MPH_OUT(local);
    mph_encode_small_array(&out, MP_ARRAY_SIZE(allowed));
    for (size_t i = 0; i < MP_ARRAY_SIZE(allowed); i++) {
        mp_obj_t value = values[i].u_obj;
        if (allowed[i].qst == MP_QSTR_body) {
            value = plain_body(value);
        }
        mph_encode(&out, value, i + 1);
    }
    mp_obj_t answer = mph_host_answer(mph_host_fetch((char *)out.bytes, out.length, out.room), out.bytes, out.room);
    size_t count;
    mp_obj_t *items;
    mp_obj_get_array(answer, &count, &items);
    mp_obj_t module = mp_import_name(MP_QSTR__fetch, mp_const_none, MP_OBJ_NEW_SMALL_INT(0));
    return mp_call_function_n_kw(mp_load_attr(module, MP_QSTR_Response), count, 0, items);
}
MP_DEFINE_CONST_FUN_OBJ_KW(mph_fetch_obj, 0, fetch);
