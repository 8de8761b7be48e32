// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Tells the host how a run ended. Text goes out in pieces as it is made, so
// that a full heap does not keep a MemoryError from being reported.

#include <string.h>

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

// Calls that repeat are counted, not listed, as Python does: endless recursion
// would otherwise bury its cause under a thousand lines.
#define LISTED_REPEATS (3)

static void print_traceback(const mp_print_t *print, mp_obj_t exception) {
    if (!mp_obj_is_exception_instance(exception)) {
        return;
    }
    size_t length, *values; // file, line and function of each call, innermost first
    mp_obj_exception_get_traceback(exception, &length, &values);
    if (length == 0) {
        return;
    }
    mp_print_str(print, "Traceback (most recent call last):\n");
    size_t repeats = 0;
    for (size_t i = length; i >= 3; i -= 3) {
        const size_t *call = &values[i - 3];
        bool repeated = i < length && memcmp(call, call + 3, 3 * sizeof(*call)) == 0;
        repeats = repeated ? repeats + 1 : 0;
        if (repeats < LISTED_REPEATS) {
            mp_printf(print, "  File \"%q\", line %d", (qstr)call[0], (int)call[1]);
            if (call[2] != MP_QSTRnull) {
                mp_printf(print, ", in %q", (qstr)call[2]);
            }
            mp_print_str(print, "\n");
        }
        bool last_of_its_kind = i == 3 || memcmp(call - 3, call, 3 * sizeof(*call)) != 0;
        if (repeats >= LISTED_REPEATS && last_of_its_kind) {
            size_t unlisted = repeats - LISTED_REPEATS + 1;
            mp_printf(print, "  [Previous line repeated %d more time%s]\n", (int)unlisted, unlisted == 1 ? "" : "s");
        }
    }
}

// Printing an exception may run the program's own __str__, which may raise.
static void report_printed(enum mph_field field, mp_obj_t exception) {
    mp_print_t print = printer_for(field);
    nlr_buf_t nlr;
    if (nlr_push(&nlr) == 0) {
        if (field == MPH_FIELD_TRACEBACK) {
            print_traceback(&print, exception);
            mp_obj_print_helper(&print, exception, PRINT_EXC);
            mp_print_str(&print, "\n");
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
