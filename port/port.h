// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What the port's own files share.

#ifndef MPH_PORT_H
#define MPH_PORT_H

#include "py/obj.h"
#include "py/parse.h"

#include "port/host.h"

// interrupt.c
void mph_interrupt_init(void);
extern struct mph_control mph_control;

// finalvalue.c: makes the module that is compiled from `tree` keep the value
// of its last statement, if that is an expression; then takes it.
void mph_keep_final_value(mp_parse_tree_t *tree);
mp_obj_t mph_take_final_value(void); // MP_OBJ_NULL when there is none

// report.c
void mph_report_value(mp_obj_t value);
void mph_report_exception(mp_obj_t exception);

#endif // MPH_PORT_H
