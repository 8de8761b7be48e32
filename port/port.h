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

// finalvalue.c: whether the last statement is one that has others in it.
bool mph_ends_in_compound(const mp_parse_tree_t *tree);

// report.c
void mph_report_value(mp_obj_t value);
void mph_report_exception(mp_obj_t exception);

// main.c: what the host has handed over in a buffer, which is empty then.
typedef struct _mph_buffer_t {
    char *bytes;
    size_t length;
} mph_buffer_t;
mph_buffer_t mph_take_buffer(enum mph_buffer index);

// main.c: makes sys.argv what the host has handed over.
void mph_set_argv(void);

// main.c: runs a text in the module __main__ and gives its value. Of a single
// input, as it is typed at a prompt, each expression's value is printed but the
// last, which is given.
mp_obj_t mph_compile_and_run(qstr file, mph_buffer_t source, mp_parse_input_kind_t kind);

// feed.c: programs that come line by line: tells what one lacks, and runs it if
// that is nothing.
void mph_check(void);
void mph_feed(void);

// complete.c: what the last word may become.
void mph_complete(void);

// modhost.c
void mph_host_module_init(void);
void mph_install(mp_obj_t entries);

// perform.c: sends a value if it can cross; then does what the host asks for.
void mph_report_object(mp_obj_t value);
void mph_perform(uint32_t operation);

#endif // MPH_PORT_H
