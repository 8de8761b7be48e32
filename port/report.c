// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Tells the host how a run ended. Text goes out in pieces as it is made, so
// that a full heap does not keep a MemoryError from being reported.

#include <string.h>

#include "py/mpprint.h"
#include "py/qstr.h"
#include "py/runtime.h"

#include "port/exception.h"
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
    mph_report_object(value);
}

// ---- exceptions ----

// So many are told of: the uncaught one and what led to it.
#define MOST_LINKS (8)

static mp_obj_t link_before(const mp_obj_t *links, size_t count, bool *is_cause) {
    mp_obj_t before = mph_exception_before(links[count - 1], is_cause);
    for (size_t i = 0; i < count; i++) {
        if (links[i] == before) {
            return MP_OBJ_NULL; // a program may have tied them into a ring
        }
    }
    return count < MOST_LINKS ? before : MP_OBJ_NULL;
}

static void report_calls(mp_obj_t exception) {
    const size_t *words;
    for (size_t i = mph_exception_calls(exception, &words); i >= 3; i -= 3) {
        size_t file_length, function_length;
        const char *file = (const char *)qstr_data(words[i - 3], &file_length);
        const char *function = (const char *)qstr_data(words[i - 1], &function_length);
        mph_host_frame(file, file_length, words[i - 2], function, function_length);
    }
}

// str() of an exception may run the program's own __str__, which may raise.
static bool print_message(const mp_print_t *print, mp_obj_t exception) {
    nlr_buf_t nlr;
    if (nlr_push(&nlr) == 0) {
        mp_obj_print_helper(print, exception, PRINT_STR);
        nlr_pop();
        return true;
    }
    return false;
}

void mph_report_exception(mp_obj_t exception) {
    mp_obj_t links[MOST_LINKS];
    enum mph_relation relation = MPH_RELATION_UNCAUGHT;
    for (size_t count = 0; exception != MP_OBJ_NULL; ) {
        mph_host_exception(relation);
        report_qstr(MPH_FIELD_ERROR_TYPE, mp_obj_get_type(exception)->name);
        report_calls(exception);
        mp_print_t print = printer_for(MPH_FIELD_ERROR_MESSAGE);
        if (!print_message(&print, exception)) {
            report_text(MPH_FIELD_ERROR_UNPRINTABLE, "", 0);
        }
        bool is_cause;
        links[count++] = exception;
        exception = link_before(links, count, &is_cause);
        relation = is_cause ? MPH_RELATION_CAUSE : MPH_RELATION_CONTEXT;
    }
}

// ---- sys.print_exception ----

// Calls that repeat are counted, not listed, as Python does: endless recursion
// would otherwise bury its cause under a thousand lines.
#define LISTED_REPEATS (3)

static void print_calls(const mp_print_t *print, mp_obj_t exception) {
    const size_t *words;
    size_t length = mph_exception_calls(exception, &words);
    if (length > 3 || (length == 3 && words[2] != MP_QSTRnull)) {
        mp_print_str(print, "Traceback (most recent call last):\n");
    }
    size_t repeats = 0;
    for (size_t i = length; i >= 3; i -= 3) {
        const size_t *call = &words[i - 3];
        bool repeated = i < length && memcmp(call, call + 3, 3 * sizeof(*call)) == 0;
        repeats = repeated ? repeats + 1 : 0;
        if (repeats < LISTED_REPEATS) {
            // Without what the host has added to the name, after a NUL byte.
            mp_printf(print, "  File \"%s\", line %d", qstr_str(call[0]), (int)call[1]);
            if (call[2] != MP_QSTRnull) {
                mp_printf(print, ", in %q", (qstr)call[2]);
            }
            mp_print_str(print, "\n");
        }
        bool last_of_its_kind = i < 6 || memcmp(call - 3, call, 3 * sizeof(*call)) != 0;
        if (repeats >= LISTED_REPEATS && last_of_its_kind) {
            size_t unlisted = repeats - LISTED_REPEATS + 1;
            mp_printf(print, "  [Previous line repeated %d more time%s]\n", (int)unlisted, unlisted == 1 ? "" : "s");
        }
    }
}

// Puts a colon in front of a message that is not empty.
typedef struct _colon_t {
    const mp_print_t *print;
    bool is_printed;
} colon_t;

static void print_after_colon(void *env, const char *text, size_t length) {
    colon_t *colon = env;
    if (length != 0 && !colon->is_printed) {
        colon->is_printed = true;
        mp_print_str(colon->print, ": ");
    }
    colon->print->print_strn(colon->print->data, text, length);
}

static void print_one(const mp_print_t *print, mp_obj_t exception) {
    print_calls(print, exception);
    mp_print_str(print, qstr_str(mp_obj_get_type(exception)->name));
    colon_t colon = { print, false };
    mp_print_t message = { &colon, print_after_colon };
    if (!print_message(&message, exception)) {
        mp_print_str(&message, "<exception str() failed>");
    }
    mp_print_str(print, "\n");
}

// What sys.print_exception prints, and what an exception in a __del__ does: as
// Python does, but without source lines, which only the host has.
void __wrap_mp_obj_print_exception(const mp_print_t *print, mp_obj_t exception);
void __wrap_mp_obj_print_exception(const mp_print_t *print, mp_obj_t exception) {
    mp_obj_t links[MOST_LINKS];
    bool is_cause[MOST_LINKS];
    size_t count = 0;
    while (exception != MP_OBJ_NULL) {
        links[count++] = exception;
        exception = link_before(links, count, &is_cause[count - 1]);
    }
    while (count-- > 0) {
        print_one(print, links[count]);
        if (count > 0) {
            mp_print_str(print, is_cause[count - 1]
                ? "\nThe above exception was the direct cause of the following exception:\n\n"
                : "\nDuring handling of the above exception, another exception occurred:\n\n");
        }
    }
}
