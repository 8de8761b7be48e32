// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Which kind of OSError an error number is raised as, and what Python says of it.
// What the host refuses, or could not reach, is raised so.

#include <string.h>

#include "py/mperrno.h"
#include "py/objexcept.h"
#include "py/objstr.h"
#include "py/runtime.h"

#include "port/exception.h"
#include "port/exceptions.h"

bool mph_is_oserror(const mp_obj_type_t *type) {
    while (type != &mp_type_OSError && MP_OBJ_TYPE_HAS_SLOT(type, parent)) {
        type = MP_OBJ_TYPE_GET_SLOT(type, parent);
    }
    return type == &mp_type_OSError;
}

// What each error number is called.
static const struct {
    int16_t number;
    const char *text;
    const mp_obj_type_t *type; // NULL: OSError itself
} errors[] = {
    { MP_EPERM, "Operation not permitted", &mp_type_PermissionError },
    { MP_ENOENT, "No such file or directory", &mp_type_FileNotFoundError },
    { MP_EINTR, "Interrupted system call", &mp_type_InterruptedError },
    { MP_EIO, "Input/output error", NULL },
    { MP_EBADF, "Bad file descriptor", NULL },
    { MP_EAGAIN, "Resource temporarily unavailable", &mp_type_BlockingIOError },
    { MP_ENOMEM, "Cannot allocate memory", NULL },
    { MP_EACCES, "Permission denied", &mp_type_PermissionError },
    { MP_EBUSY, "Device or resource busy", NULL },
    { MP_EEXIST, "File exists", &mp_type_FileExistsError },
    { MP_EXDEV, "Invalid cross-device link", NULL },
    { MP_ENOTDIR, "Not a directory", &mp_type_NotADirectoryError },
    { MP_EISDIR, "Is a directory", &mp_type_IsADirectoryError },
    { MP_EINVAL, "Invalid argument", NULL },
    { MP_EMFILE, "Too many open files", NULL },
    { MP_EFBIG, "File too large", NULL },
    { MP_ENOSPC, "No space left on device", NULL },
    { MP_EROFS, "Read-only file system", NULL },
    { MP_EPIPE, "Broken pipe", &mp_type_BrokenPipeError },
    { MP_ENAMETOOLONG, "File name too long", NULL },
    { MP_ENOTEMPTY, "Directory not empty", NULL },
    { MP_ELOOP, "Too many levels of symbolic links", NULL },
    { MP_EILSEQ, "Invalid or incomplete multibyte or wide character", NULL },
    { MP_EOPNOTSUPP, "Operation not supported", NULL },
    { MP_ECONNABORTED, "Software caused connection abort", &mp_type_ConnectionAbortedError },
    { MP_ECONNRESET, "Connection reset by peer", &mp_type_ConnectionResetError },
    { MP_ETIMEDOUT, "Connection timed out", &mp_type_TimeoutError },
    { MP_ECONNREFUSED, "Connection refused", &mp_type_ConnectionRefusedError },
    { MP_EDQUOT, "Disk quota exceeded", NULL },
};

const mp_obj_type_t *mph_oserror_type(const mp_obj_type_t *type, mp_obj_t number) {
    if (type == &mp_type_OSError && mp_obj_is_small_int(number)) {
        for (size_t i = 0; i < MP_ARRAY_SIZE(errors); i++) {
            if (errors[i].number == MP_OBJ_SMALL_INT_VALUE(number) && errors[i].type != NULL) {
                return errors[i].type;
            }
        }
    }
    return type;
}

static mp_obj_t text_object(const char *text) {
    return mp_obj_new_str_copy(&mp_type_str, (const byte *)text, strlen(text));
}

MP_NORETURN void mph_raise_oserror_text(int number, const char *text, mp_obj_t file, mp_obj_t second_file) {
    mp_obj_t items[] = { MP_OBJ_NEW_SMALL_INT(number), text_object(text), file, mp_const_none, second_file };
    size_t count = file == MP_OBJ_NULL ? 2 : second_file == MP_OBJ_NULL ? 3 : 5;
    nlr_raise(mp_obj_exception_make_new(&mp_type_OSError, count, 0, items));
}

MP_NORETURN void mph_raise_oserror(int number, mp_obj_t file, mp_obj_t second_file) {
    for (size_t i = 0; i < MP_ARRAY_SIZE(errors); i++) {
        if (errors[i].number == number) {
            mph_raise_oserror_text(number, errors[i].text, file, second_file);
        }
    }
    mph_raise_oserror_text(number, "Unknown error", file, second_file);
}
