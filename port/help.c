// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Upstream's help(), with words of our own; and for a function of the host it
// says how that is called and what it does.

#define mp_builtin_help_obj upstream_help_obj
extern const struct _mp_obj_fun_builtin_var_t upstream_help_obj;
#include "py/builtinhelp.c"
#undef mp_builtin_help_obj

#include "port/hostcall.h"

const char mph_help_text[] =
    "This is MicroPython in a sandbox: no files, no network, no other process.\n"
    "\n"
    "help(thing)          what a thing has, or how a function of the host is called\n"
    "help('modules')      what can be imported\n"
    "import host          host.functions() lists what the host lends\n"
    "import sandbox       sandbox.limits() and sandbox.left() tell what may be used\n"
;

static mp_obj_t help(size_t n_args, const mp_obj_t *args) {
    if (n_args == 0 || !mp_obj_is_type(args[0], &mph_type_function)) {
        return mp_builtin_help(n_args, args);
    }
    const mph_function_t *function = MP_OBJ_TO_PTR(args[0]);
    mp_obj_print_helper(MP_PYTHON_PRINTER, function->signature, PRINT_STR);
    mp_print_str(MP_PYTHON_PRINTER, "\n");
    if (function->doc != mp_const_none) {
        mp_obj_print_helper(MP_PYTHON_PRINTER, function->doc, PRINT_STR);
        mp_print_str(MP_PYTHON_PRINTER, "\n");
    }
    return mp_const_none;
}
MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(mp_builtin_help_obj, 0, 1, help);
