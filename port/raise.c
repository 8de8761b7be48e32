// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Exceptions with a text that tells of objects.

#include <stdarg.h>

#include "py/objstr.h"
#include "py/runtime.h"

#include "port/raise.h"

MP_NORETURN void mph_raise(const mp_obj_type_t *type, const char *format, ...) {
    vstr_t text;
    mp_print_t print;
    vstr_init_print(&text, 80, &print);
    va_list args;
    va_start(args, format);
    for (; *format != 0; format++) {
        if (*format != '%') {
            vstr_add_byte(&text, *format);
            continue;
        }
        switch (*++format) {
            case 'r':
                mp_obj_print_helper(&print, va_arg(args, mp_obj_t), PRINT_REPR);
                break;
            case 't':
                mp_print_str(&print, mp_obj_get_type_str(va_arg(args, mp_obj_t)));
                break;
            case 'q':
                mp_print_str(&print, qstr_str(va_arg(args, qstr)));
                break;
            case 's':
                mp_print_str(&print, va_arg(args, const char *));
                break;
            case 'd':
                mp_printf(&print, "%d", va_arg(args, int));
                break;
            case 'x':
                mp_printf(&print, "0x%x", va_arg(args, unsigned));
                break;
            case 'u':
                mp_printf(&print, "%u", va_arg(args, unsigned));
                break;
            default:
                vstr_add_byte(&text, *format);
                break;
        }
    }
    va_end(args);
    mp_obj_t message = mp_obj_new_str_from_vstr(&text);
    nlr_raise(mp_obj_exception_make_new(type, 1, 0, &message));
}
