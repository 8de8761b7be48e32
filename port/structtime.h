// SPDX-License-Identifier: Apache-2.0 OR MIT

#ifndef MPH_STRUCTTIME_H
#define MPH_STRUCTTIME_H

#include "py/obj.h"

// time.struct_time: see structtime.c.
extern const mp_obj_type_t mph_type_struct_time;

// Seconds since 1970 as such an object; None: now.
MP_DECLARE_CONST_FUN_OBJ_VAR_BETWEEN(mph_time_gmtime_obj);
MP_DECLARE_CONST_FUN_OBJ_1(mph_time_mktime_obj);

// What the module time has beside what is in its table.
void mph_time_attr(mp_obj_t module, qstr attr, mp_obj_t *dest);

// Days since 1970-01-01 of a date; the month may be any number.
int64_t mph_days_of_date(int64_t year, int64_t month, int64_t day);

#endif // MPH_STRUCTTIME_H
