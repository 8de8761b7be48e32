// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// time.struct_time, a tuple of nine numbers that have names, and the calendar that
// it comes from. Local time is UTC.

#include <math.h>
#include <string.h>

#include "py/builtin.h"
#include "py/mphal.h"
#include "py/objlist.h"
#include "py/objtuple.h"
#include "py/runtime.h"

#include "port/collections.h"
#include "port/structtime.h"

#define FIELDS (9)

static const uint16_t names[FIELDS] = {
    MP_QSTR_tm_year, MP_QSTR_tm_mon, MP_QSTR_tm_mday, MP_QSTR_tm_hour, MP_QSTR_tm_min,
    MP_QSTR_tm_sec, MP_QSTR_tm_wday, MP_QSTR_tm_yday, MP_QSTR_tm_isdst,
};

static mp_obj_t new_struct_time(const mp_obj_t *items) {
    mp_obj_tuple_t *self = mp_obj_malloc_var(mp_obj_tuple_t, items, mp_obj_t, FIELDS, &mph_type_struct_time);
    self->len = FIELDS;
    memcpy(self->items, items, FIELDS * sizeof(mp_obj_t));
    return MP_OBJ_FROM_PTR(self);
}

static mp_obj_t struct_time_make_new(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    (void)type;
    mp_arg_check_num(n_args, n_kw, 1, 1, false);
    size_t count;
    mp_obj_t *items;
    mp_obj_list_get(mph_list_of(args[0]), &count, &items);
    if (count < FIELDS) {
        mp_raise_msg_varg(&mp_type_TypeError, MP_ERROR_TEXT("time.struct_time() takes an at least 9-sequence (%u-sequence given)"), (unsigned)count);
    }
    return new_struct_time(items);
}

static void struct_time_print(const mp_print_t *print, mp_obj_t self_in, mp_print_kind_t kind) {
    (void)kind;
    const mp_obj_tuple_t *self = MP_OBJ_TO_PTR(self_in);
    mp_print_str(print, "time.struct_time(");
    for (size_t i = 0; i < FIELDS; i++) {
        mp_printf(print, "%s%q=", i == 0 ? "" : ", ", (qstr)names[i]);
        mp_obj_print_helper(print, self->items[i], PRINT_REPR);
    }
    mp_print_str(print, ")");
}

static void struct_time_attr(mp_obj_t self_in, qstr attr, mp_obj_t *dest) {
    const mp_obj_tuple_t *self = MP_OBJ_TO_PTR(self_in);
    if (dest[0] != MP_OBJ_NULL) {
        return; // nothing can be set
    }
    for (size_t i = 0; i < FIELDS; i++) {
        if (names[i] == attr) {
            dest[0] = self->items[i];
            return;
        }
    }
    if (attr == MP_QSTR_tm_gmtoff) {
        dest[0] = MP_OBJ_NEW_SMALL_INT(0);
    } else if (attr == MP_QSTR_tm_zone) {
        dest[0] = MP_OBJ_NEW_QSTR(MP_QSTR_UTC);
    }
}

MP_DEFINE_CONST_OBJ_TYPE(
    mph_type_struct_time,
    MP_QSTR_struct_time,
    MP_TYPE_FLAG_EQ_CHECKS_OTHER_TYPE,
    make_new, struct_time_make_new,
    print, struct_time_print,
    unary_op, mp_obj_tuple_unary_op,
    binary_op, mp_obj_tuple_binary_op,
    attr, struct_time_attr,
    subscr, mp_obj_tuple_subscr,
    iter, mp_obj_tuple_getiter,
    parent, &mp_type_tuple
    );

// ---- the calendar ----

static int64_t floor_divide(int64_t a, int64_t b) {
    return a / b - (a % b < 0);
}

// Years begin in March here, so that a leap day is the last of its year.
int64_t mph_days_of_date(int64_t year, int64_t month, int64_t day) {
    year += floor_divide(month - 3, 12);
    month = (month - 3) - 12 * floor_divide(month - 3, 12);
    int64_t days = 365 * year + floor_divide(year, 4) - floor_divide(year, 100) + floor_divide(year, 400);
    return days + (153 * month + 2) / 5 + day - 1 - 719468;
}

static void date_of_days(int64_t days, int64_t *year, int64_t *month, int64_t *day) {
    days += 719468;
    int64_t era = floor_divide(days, 146097); // of 400 years
    int64_t of_era = days - 146097 * era;
    int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t march_month = (5 * of_year + 2) / 153;
    *day = of_year - (153 * march_month + 2) / 5 + 1;
    *month = march_month < 10 ? march_month + 3 : march_month - 9;
    *year = year_of_era + 400 * era + (*month <= 2);
}

static mp_obj_t struct_time_of(int64_t seconds) {
    int64_t days = floor_divide(seconds, 86400);
    int64_t rest = seconds - 86400 * days;
    int64_t year, month, day;
    date_of_days(days, &year, &month, &day);
    int64_t values[FIELDS] = {
        year, month, day, rest / 3600, rest / 60 % 60, rest % 60,
        days + 3 - 7 * floor_divide(days + 3, 7), // 1970 began on a Thursday
        days - mph_days_of_date(year, 1, 1) + 1, 0,
    };
    mp_obj_t items[FIELDS];
    for (size_t i = 0; i < FIELDS; i++) {
        items[i] = MP_OBJ_NEW_SMALL_INT(values[i]);
    }
    return new_struct_time(items);
}

static mp_obj_t time_gmtime(size_t n_args, const mp_obj_t *args) {
    if (n_args == 0 || args[0] == mp_const_none) {
        return struct_time_of(mp_hal_time_ns() / 1000000000);
    }
    double seconds = floor(mp_obj_get_float(args[0]));
    if (isnan(seconds)) {
        mp_raise_ValueError(MP_ERROR_TEXT("Invalid value NaN (not a number)"));
    }
    const double limit = 6.7e13; // the years up to two million
    if (!(seconds > -limit && seconds < limit)) {
        mp_raise_msg(&mp_type_OverflowError, MP_ERROR_TEXT("timestamp out of range for platform time_t"));
    }
    return struct_time_of((int64_t)seconds);
}
MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(mph_time_gmtime_obj, 0, 1, time_gmtime);

static mp_obj_t time_mktime(mp_obj_t tuple) {
    size_t count;
    mp_obj_t *items;
    mp_obj_list_get(mph_list_of(tuple), &count, &items);
    if (count < 8) {
        mp_raise_TypeError(MP_ERROR_TEXT("mktime needs a tuple of length 8 or 9"));
    }
    int64_t values[6];
    for (size_t i = 0; i < 6; i++) {
        values[i] = mp_obj_get_int(items[i]);
    }
    int64_t days = mph_days_of_date(values[0], values[1], values[2]);
    return mp_obj_new_float((double)(days * 86400 + values[3] * 3600 + values[4] * 60 + values[5]));
}
MP_DEFINE_CONST_FUN_OBJ_1(mph_time_mktime_obj, time_mktime);

// ---- the module ----

// What is about text comes from a frozen module, when it is asked for.
void mph_time_attr(mp_obj_t module, qstr attr, mp_obj_t *dest) {
    (void)module;
    if (dest[0] != MP_OBJ_NULL) {
        return; // nothing can be set
    }
    switch (attr) {
        case MP_QSTR_strftime:
        case MP_QSTR_strptime:
        case MP_QSTR_asctime:
        case MP_QSTR_ctime:
        case MP_QSTR_get_clock_info:
            mp_load_method_maybe(mp_import_name(MP_QSTR__timetext, mp_const_none, MP_OBJ_NEW_SMALL_INT(0)), attr, dest);
            break;
        case MP_QSTR_tzname: {
            mp_obj_t name[2] = { MP_OBJ_NEW_QSTR(MP_QSTR_UTC), MP_OBJ_NEW_QSTR(MP_QSTR_UTC) };
            dest[0] = mp_obj_new_tuple(2, name);
        }
    }
}

MP_REGISTER_MODULE_DELEGATION(mp_module_time, mph_time_attr);
