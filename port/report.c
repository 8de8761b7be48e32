// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Tells the host how a run ended. Text goes out in pieces as it is made, so
// that a full heap does not keep a MemoryError from being reported.

#include "py/mpprint.h"
#include "py/objexcept.h"
#include "py/runtime.h"

#include "port/port.h"

static void report_strn(void *env, const char *text, size_t length) {
    mph_host_report((uint32_t)(uintptr_t)env, text, length);
}

static void report_text(enum mph_field field, const char *text, size_t length) {
    mph_host_report(field, text, length);
}

static void report_qstr(enum mph_field field, qstr name) {
    size_t length;
    const char *text = (const char *)qstr_data(name, &length);
    report_text(field, text, length);
}

static mp_print_t printer_for(enum mph_field field) {
    return (mp_print_t) { (void *)(uintptr_t)field, report_strn };
}

void mph_report_value(mp_obj_t value) {
    mp_print_t print = printer_for(MPH_FIELD_VALUE_REPR);
    mp_obj_print_helper(&print, value, PRINT_REPR);
    report_qstr(MPH_FIELD_VALUE_TYPE, mp_obj_get_type(value)->name);
}

// Printing an exception may run the program's own __str__, which may raise.
static void report_printed(enum mph_field field, mp_obj_t exception) {
    mp_print_t print = printer_for(field);
    nlr_buf_t nlr;
    if (nlr_push(&nlr) == 0) {
        if (field == MPH_FIELD_TRACEBACK) {
            mp_obj_print_exception(&print, exception);
        } else {
            mp_obj_print_helper(&print, exception, PRINT_STR);
        }
        nlr_pop();
    } else {
        mp_print_str(&print, field == MPH_FIELD_TRACEBACK ? "<exception str() failed>\n" : "<exception str() failed>");
    }
}

void mph_report_exception(mp_obj_t exception) {
    report_qstr(MPH_FIELD_ERROR_TYPE, mp_obj_get_type(exception)->name);
    report_printed(MPH_FIELD_TRACEBACK, exception);
    report_printed(MPH_FIELD_ERROR_MESSAGE, exception);
}
