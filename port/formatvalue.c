// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// format(): any value as a format specification has it.

#include <string.h>

#include "py/objtype.h"
#include "py/runtime.h"
#include "py/unicode.h"

#include "port/format.h"
#include "port/raise.h"
#include "port/text.h"

// Appends what str() gives.
static void add_str(vstr_t *to, mp_obj_t value) {
    mp_print_t print = { to, (mp_print_strn_t)vstr_add_strn };
    mp_obj_print_helper(&print, value, PRINT_STR);
}

static void format_str(vstr_t *to, mp_obj_t value, const mph_spec_t *spec) {
    if (spec->sign != 0) {
        mp_raise_ValueError(spec->sign == ' '
            ? MP_ERROR_TEXT("Space not allowed in string format specifier") : MP_ERROR_TEXT("Sign not allowed in string format specifier"));
    }
    if (spec->align == '=' && !spec->is_zero_padded) {
        mp_raise_ValueError(MP_ERROR_TEXT("'=' alignment not allowed in string format specifier"));
    }
    if (spec->is_alternate) {
        mp_raise_ValueError(MP_ERROR_TEXT("Alternate form (#) not allowed in string format specifier"));
    }
    if (spec->grouping != 0) {
        mph_raise(&mp_type_ValueError, "Cannot specify '%s' with 's'.", spec->grouping == ',' ? "," : "_");
    }
    GET_STR_DATA_LEN(value, text, length);
    const byte *end = text + length;
    if (spec->precision >= 0) {
        const byte *at = text;
        for (int left = spec->precision; left > 0 && at < end; left--) {
            at = utf8_next_char(at);
        }
        end = at;
    }
    mph_spec_t left = *spec;
    left.align = spec->align == '=' ? '<' : spec->align;
    mph_spec_pad(to, &left, '<', (const char *)text, end - text);
}

// Whether the program's own class says how; then it has appended that.
static bool format_by_method(vstr_t *to, mp_obj_t value, const byte *spec, size_t length) {
    mp_obj_t method[3];
    mp_load_method_maybe(value, MP_QSTR___format__, method);
    if (method[0] == MP_OBJ_NULL) {
        return false;
    }
    method[2] = mp_obj_new_str((const char *)spec, length);
    mp_obj_t text = mp_call_method_n_kw(1, 0, method);
    if (!mp_obj_is_str(text)) {
        mph_raise(&mp_type_TypeError, "__format__ must return a str, not %t", text);
    }
    GET_STR_DATA_LEN(text, data, bytes);
    vstr_add_strn(to, (const char *)data, bytes);
    return true;
}

void mph_format(vstr_t *to, mp_obj_t value, const byte *spec, size_t length) {
    if (mp_obj_is_instance_type(mp_obj_get_type(value))) {
        if (format_by_method(to, value, spec, length)) {
            return;
        }
        if (length == 0) {
            add_str(to, value);
            return;
        }
        static const mp_obj_type_t *const native[] = { &mp_type_str, &mp_type_int, &mp_type_float };
        for (size_t i = 0; i < MP_ARRAY_SIZE(native); i++) {
            mp_obj_t base = mp_obj_cast_to_native_base(value, MP_OBJ_FROM_PTR(native[i]));
            if (base != MP_OBJ_NULL) {
                value = base;
                break;
            }
        }
    }
    if (length == 0) {
        add_str(to, value);
    } else if (mph_format_is_number(value)) {
        mph_spec_t parsed = mph_spec_parse(spec, length, value);
        mph_format_number(to, value, &parsed);
    } else if (mp_obj_is_str(value)) {
        mph_spec_t parsed = mph_spec_parse(spec, length, value);
        if (parsed.type != 0 && parsed.type != 's') {
            char type[] = { parsed.type, 0 };
            mph_raise(&mp_type_ValueError, "Unknown format code '%s' for object of type '%t'", type, value);
        }
        format_str(to, value, &parsed);
    } else if (!format_by_method(to, value, spec, length)) {
        mph_raise(&mp_type_TypeError, "unsupported format string passed to %t.__format__", value);
    }
}
