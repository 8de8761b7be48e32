// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Exceptions with a text that tells of objects.

#ifndef MPH_RAISE_H
#define MPH_RAISE_H

#include "py/obj.h"

// In the format, `%r` stands for the repr() of an mp_obj_t, `%t` for the name of
// its type, `%q` for a qstr, `%s` for a C string, `%d` for an int, `%u` for an
// unsigned, `%x` for one in hexadecimal, and `%%` for a percent sign.
MP_NORETURN void mph_raise(const mp_obj_type_t *type, const char *format, ...);

#endif // MPH_RAISE_H
