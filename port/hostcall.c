// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// A call of a function of the host: its arguments are checked for their number
// and names, and encoded; the host checks their types.
// Each call works in memory of its own, on the stack as long as that is enough.

#include <string.h>

#include "py/objlist.h"
#include "py/objstr.h"
#include "py/runtime.h"

#include "port/codec.h"
#include "port/host.h"
#include "port/hostcall.h"

#define LOCAL_BYTES (256)

// ---- wrong arguments, in the words that CPython has for them ----

static MP_NORETURN void wrong_count(const mph_function_t *function, size_t given) {
    size_t most = function->parameters;
    const char *plural = most == 1 ? "" : "s";
    const char *was = given == 1 ? "was" : "were";
    if (function->required < most) {
        mp_raise_msg_varg(&mp_type_TypeError, MP_ERROR_TEXT("%q() takes from %u to %u positional arguments but %u %s given"),
            function->name, (unsigned)function->required, (unsigned)most, (unsigned)given, was);
    }
    mp_raise_msg_varg(&mp_type_TypeError, MP_ERROR_TEXT("%q() takes %u positional argument%s but %u %s given"),
        function->name, (unsigned)most, plural, (unsigned)given, was);
}

static const mp_obj_t *parameter_names(const mph_function_t *function) {
    return ((const mp_obj_list_t *)MP_OBJ_TO_PTR(function->names))->items;
}

static MP_NORETURN void missing(const mph_function_t *function, const mp_obj_t *values, size_t count) {
    if (function->names == mp_const_none) {
        wrong_count(function, function->required - count);
    }
    vstr_t text;
    mp_print_t print;
    vstr_init_print(&text, 64, &print);
    mp_printf(&print, "%q() missing %u required positional argument%s: ", function->name,
        (unsigned)count, count == 1 ? "" : "s");
    for (size_t i = 0, named = 0; i < function->required; i++) {
        if (values[i] == MP_OBJ_NULL) {
            named += 1;
            if (named > 1) {
                mp_print_str(&print, count == 2 ? " and " : named == count ? ", and " : ", ");
            }
            mp_obj_print_helper(&print, parameter_names(function)[i], PRINT_REPR);
        }
    }
    nlr_raise(mp_obj_new_exception_arg1(&mp_type_TypeError, mp_obj_new_str_from_vstr(&text)));
}

// ---- a call ----

// Puts keyword arguments in their places and encodes all. What is missing in
// between is encoded as such, and the host puts in the default.
static __attribute__((noinline)) void encode_bound(mph_out_t *out, const mph_function_t *function, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    mp_obj_t values[MPH_MAX_PARAMETERS] = { MP_OBJ_NULL };
    if (n_args > function->parameters) {
        wrong_count(function, n_args);
    }
    if (n_kw != 0 && function->names == mp_const_none) {
        mp_raise_msg_varg(&mp_type_TypeError, MP_ERROR_TEXT("%q() takes no keyword arguments"), function->name);
    }
    memcpy(values, args, n_args * sizeof(*args));
    for (size_t i = 0; i < n_kw; i++) {
        mp_obj_t name = args[n_args + 2 * i];
        size_t at = 0;
        while (at < function->parameters && !mp_obj_equal(parameter_names(function)[at], name)) {
            at += 1;
        }
        if (at == function->parameters) {
            mp_raise_msg_varg(&mp_type_TypeError, MP_ERROR_TEXT("%q() got an unexpected keyword argument '%s'"),
                function->name, mp_obj_str_get_str(name));
        }
        if (values[at] != MP_OBJ_NULL) {
            mp_raise_msg_varg(&mp_type_TypeError, MP_ERROR_TEXT("%q() got multiple values for argument '%s'"),
                function->name, mp_obj_str_get_str(name));
        }
        values[at] = args[n_args + 2 * i + 1];
    }
    size_t absent = 0;
    size_t count = 0; // up to the last that is given
    for (size_t i = 0; i < function->parameters; i++) {
        if (values[i] != MP_OBJ_NULL) {
            count = i + 1;
        } else if (i < function->required) {
            absent += 1;
        }
    }
    if (absent != 0) {
        missing(function, values, absent);
    }
    mph_encode_small_array(out, count);
    for (size_t i = 0; i < count; i++) {
        if (values[i] == MP_OBJ_NULL) {
            mph_encode_absent(out);
        } else {
            mph_encode(out, values[i], i + 1);
        }
    }
}

// Raises what the host wants raised: the name of a type, and a message.
static MP_NORETURN void raise_encoded(const uint8_t *bytes, size_t length) {
    size_t count;
    mp_obj_t *items;
    mp_obj_get_array(mph_decode(bytes, length), &count, &items);
    if (count != 2) {
        mp_raise_ValueError(MP_ERROR_TEXT("the host sent a value that cannot be read"));
    }
    mp_obj_t type = mph_exception_type(items[0]);
    mp_obj_t message = items[1];
    if (type == MP_OBJ_NULL) {
        type = MP_OBJ_FROM_PTR(&mp_type_HostError);
        vstr_t text;
        mp_print_t print;
        vstr_init_print(&text, 64, &print);
        mp_obj_print_helper(&print, items[0], PRINT_STR);
        mp_print_str(&print, ": ");
        mp_obj_print_helper(&print, items[1], PRINT_STR);
        message = mp_obj_new_str_from_vstr(&text);
    }
    nlr_raise(mp_call_function_1(type, message));
}

mp_obj_t mph_take_answer(const mph_out_t *out, int32_t answer) {
    // The time may be over, or a limit on calls reached.
    if (MP_STATE_THREAD(mp_pending_exception) != MP_OBJ_NULL) {
        mp_handle_pending(true);
    }
    size_t length = answer < 0 ? -(size_t)answer : (size_t)answer;
    const uint8_t *reply = out->bytes;
    if (length > out->room) {
        char *bytes = m_new(char, length);
        mph_host_reply(bytes, length);
        reply = (const uint8_t *)bytes;
    }
    if (answer < 0) {
        raise_encoded(reply, length);
    }
    return mph_decode(reply, length);
}

static mp_obj_t function_call(mp_obj_t self, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    const mph_function_t *function = MP_OBJ_TO_PTR(self);
    uint8_t local[LOCAL_BYTES];
    mph_out_t out = MPH_OUT(local);
    if (n_kw == 0 && n_args >= function->required && n_args <= function->parameters) {
        mph_encode_small_array(&out, n_args);
        for (size_t i = 0; i < n_args; i++) {
            mph_encode(&out, args[i], i + 1);
        }
    } else {
        encode_bound(&out, function, n_args, n_kw, args);
    }
    return mph_take_answer(&out, mph_host_call(function->number, (char *)out.bytes, out.length, out.room));
}

// ---- what it looks like ----

static void function_print(const mp_print_t *print, mp_obj_t self, mp_print_kind_t kind) {
    (void)kind;
    const mph_function_t *function = MP_OBJ_TO_PTR(self);
    mp_print_str(print, "<host function ");
    mp_obj_print_helper(print, function->signature, PRINT_STR);
    mp_print_str(print, ">");
}

static void function_attr(mp_obj_t self, qstr attribute, mp_obj_t *destination) {
    const mph_function_t *function = MP_OBJ_TO_PTR(self);
    if (destination[0] != MP_OBJ_NULL) {
        return; // nothing can be stored
    }
    if (attribute == MP_QSTR___name__) {
        destination[0] = MP_OBJ_NEW_QSTR(function->name);
    } else if (attribute == MP_QSTR___doc__) {
        destination[0] = function->doc;
    }
}

MP_DEFINE_CONST_OBJ_TYPE(
    mph_type_function,
    MP_QSTR_host_function,
    MP_TYPE_FLAG_NONE,
    print, function_print,
    call, function_call,
    attr, function_attr
    );
