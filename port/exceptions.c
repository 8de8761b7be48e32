// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The exceptions of CPython's that upstream does not have, and the text of those
// about codecs.

#include "py/objexcept.h"
#include "py/objstr.h"
#include "py/runtime.h"
#include "py/unicode.h"

#include "port/exceptions.h"
#include "port/number.h"

MPH_EXCEPTIONS(MP_DEFINE_EXCEPTION)

// What is at a place of the object: a character, or a byte; -1 where nothing is.
static int64_t unit_at(mp_obj_t object, int64_t at) {
    if (mp_obj_is_str(object)) {
        GET_STR_DATA_LEN(object, text, bytes);
        const byte *end = text + bytes;
        for (; at > 0 && text < end; at--) {
            text = utf8_next_char(text);
        }
        return text < end ? (int64_t)utf8_get_char(text) : -1;
    }
    mp_buffer_info_t buffer;
    bool is_there = mp_get_buffer(object, &buffer, MP_BUFFER_READ) && at >= 0 && at < (int64_t)buffer.len;
    return is_there ? ((const byte *)buffer.buf)[at] : -1;
}

bool mph_print_codec_error(const mp_print_t *print, const mp_obj_type_t *type, size_t n_args, const mp_obj_t *args) {
    int64_t start, end;
    bool decodes = type == &mp_type_UnicodeDecodeError;
    if ((!decodes && type != &mp_type_UnicodeEncodeError) || n_args != 5 || !mp_obj_is_str(args[0]) || !mp_obj_is_str(args[4])
        || mph_fit_int64(args[2], &start) != MPH_FITS || mph_fit_int64(args[3], &end) != MPH_FITS) {
        return false;
    }
    mp_printf(print, "'%s' codec can't %s ", mp_obj_str_get_str(args[0]), decodes ? "decode" : "encode");
    int64_t unit = unit_at(args[1], start);
    if (end - start == 1 && unit >= 0) {
        const char *format = decodes ? "byte 0x%02x" : unit < 0x100 ? "character '\\x%02x'" : unit < 0x10000 ? "character '\\u%04x'" : "character '\\U%08x'";
        mp_printf(print, format, (unsigned)unit);
        mp_printf(print, " in position %d: ", (int)start);
    } else {
        mp_printf(print, "%s in position %d-%d: ", decodes ? "bytes" : "characters", (int)start, (int)end - 1);
    }
    mp_print_str(print, mp_obj_str_get_str(args[4]));
    return true;
}
