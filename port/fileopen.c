// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// open(), as Python has it.

#include <string.h>
#include <wasi/api.h>

#include "py/builtin.h"
#include "py/gc.h"
#include "py/mperrno.h"
#include "py/objstr.h"
#include "py/runtime.h"
#include "extmod/vfs.h"

#include "port/exception.h"
#include "port/file.h"

// What a mode asks for.
typedef struct _mode_t {
    char kind; // r, w, a or x
    bool updating;
    bool binary;
} open_mode_t;

static MP_NORETURN void bad_mode(const char *mode) {
    mp_raise_msg_varg(&mp_type_ValueError, MP_ERROR_TEXT("invalid mode: '%s'"), mode);
}

static open_mode_t parse_mode(const char *text) {
    open_mode_t mode = { 0 };
    bool is_text = false;
    for (const char *c = text; *c != '\0'; c++) {
        if (strchr(c + 1, *c) != NULL) {
            bad_mode(text);
        }
        switch (*c) {
            case 'r':
            case 'w':
            case 'a':
            case 'x':
                if (mode.kind != 0) {
                    mp_raise_ValueError(MP_ERROR_TEXT("must have exactly one of create/read/write/append mode"));
                }
                mode.kind = *c;
                break;
            case '+':
                mode.updating = true;
                break;
            case 'b':
                mode.binary = true;
                break;
            case 't':
                is_text = true;
                break;
            default:
                bad_mode(text);
        }
    }
    if (mode.binary && is_text) {
        mp_raise_ValueError(MP_ERROR_TEXT("can't have text and binary mode at once"));
    }
    if (mode.kind == 0) {
        mp_raise_ValueError(MP_ERROR_TEXT("Must have exactly one of create/read/write/append mode and at most one plus"));
    }
    return mode;
}

// Opens it at the host, and gives its number there. A program that leaves it to the
// collector to close its files may have some for it to find.
static uint32_t open_at_host(const mph_path_t *path, open_mode_t mode) {
    __wasi_oflags_t flags = 0;
    if (mode.kind != 'r') {
        flags |= __WASI_OFLAGS_CREAT;
    }
    if (mode.kind == 'w') {
        flags |= __WASI_OFLAGS_TRUNC;
    }
    if (mode.kind == 'x') {
        flags |= __WASI_OFLAGS_EXCL;
    }
    __wasi_rights_t rights = 0;
    if (mode.kind == 'r' || mode.updating) {
        rights |= __WASI_RIGHTS_FD_READ;
    }
    if (mode.kind != 'r' || mode.updating) {
        rights |= __WASI_RIGHTS_FD_WRITE;
    }
    __wasi_fdflags_t file_flags = mode.kind == 'a' ? __WASI_FDFLAGS_APPEND : 0;
    __wasi_fd_t number = 0;
    for (bool collected = false; ; collected = true) {
        __wasi_errno_t error = __wasi_path_open(
            MPH_ROOT_NUMBER, __WASI_LOOKUPFLAGS_SYMLINK_FOLLOW, path->text, flags, rights, 0, file_flags, &number);
        if (error == __WASI_ERRNO_SUCCESS) {
            return number;
        }
        if (error != __WASI_ERRNO_MFILE || collected) {
            mph_raise_path_error(error, path, NULL);
        }
        gc_collect();
    }
}

static enum mph_newline parse_newline(mp_obj_t newline_in) {
    if (newline_in == mp_const_none) {
        return MPH_NEWLINE_UNIVERSAL;
    }
    const char *newline = mp_obj_str_get_str(newline_in);
    static const char *const known[] = { "", "\n", "\r", "\r\n" };
    for (size_t i = 0; i < MP_ARRAY_SIZE(known); i++) {
        if (strcmp(newline, known[i]) == 0) {
            return MPH_NEWLINE_ANY + i;
        }
    }
    mp_raise_msg_varg(&mp_type_ValueError, MP_ERROR_TEXT("illegal newline value: %s"), newline);
}

static void refuse_in_binary(mp_obj_t value, const char *what) {
    if (value != mp_const_none) {
        mp_raise_msg_varg(&mp_type_ValueError, MP_ERROR_TEXT("binary mode doesn't take %s argument"), what);
    }
}

mp_obj_t mp_vfs_open(size_t n_args, const mp_obj_t *pos_args, mp_map_t *kw_args) {
    enum { ARG_file, ARG_mode, ARG_buffering, ARG_encoding, ARG_errors, ARG_newline, ARG_closefd, ARG_opener };
    static const mp_arg_t allowed[] = {
        { MP_QSTR_file, MP_ARG_OBJ | MP_ARG_REQUIRED, { .u_rom_obj = MP_ROM_NONE } },
        { MP_QSTR_mode, MP_ARG_OBJ, { .u_rom_obj = MP_ROM_QSTR(MP_QSTR_r) } },
        { MP_QSTR_buffering, MP_ARG_INT, { .u_int = -1 } },
        { MP_QSTR_encoding, MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
        { MP_QSTR_errors, MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
        { MP_QSTR_newline, MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
        { MP_QSTR_closefd, MP_ARG_BOOL, { .u_bool = true } },
        { MP_QSTR_opener, MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
    };
    mp_arg_val_t args[MP_ARRAY_SIZE(allowed)];
    mp_arg_parse_all(n_args, pos_args, kw_args, MP_ARRAY_SIZE(allowed), allowed, args);

    if (mp_obj_is_int(args[ARG_file].u_obj)) {
        // Files have no numbers that programs know.
        mph_raise_oserror(MP_EBADF, args[ARG_file].u_obj, MP_OBJ_NULL);
    }
    const char *mode_text = mp_obj_str_get_str(args[ARG_mode].u_obj);
    mph_path_t path;
    if (!mph_path(args[ARG_file].u_obj, &path)) {
        mp_obj_t mounted[] = { path.whole, args[ARG_mode].u_obj };
        return mph_open_mounted(2, mounted);
    }
    open_mode_t mode = parse_mode(mode_text);
    enum mph_encoding encoding = MPH_ENCODING_NONE;
    enum mph_errors errors = MPH_ERRORS_STRICT;
    if (mode.binary) {
        refuse_in_binary(args[ARG_encoding].u_obj, "an encoding");
        refuse_in_binary(args[ARG_errors].u_obj, "an errors");
        refuse_in_binary(args[ARG_newline].u_obj, "a newline");
    } else {
        encoding = args[ARG_encoding].u_obj == mp_const_none ? MPH_ENCODING_UTF_8 : mph_encoding_named(args[ARG_encoding].u_obj);
        if (args[ARG_errors].u_obj != mp_const_none) {
            errors = mph_errors_named(args[ARG_errors].u_obj);
        }
    }
    mp_int_t buffering = args[ARG_buffering].u_int;
    if (buffering == 0 && !mode.binary) {
        mp_raise_ValueError(MP_ERROR_TEXT("can't have unbuffered text I/O"));
    }
    if (!args[ARG_closefd].u_bool) {
        mp_raise_ValueError(MP_ERROR_TEXT("Cannot use closefd=False with file name"));
    }
    if (args[ARG_opener].u_obj != mp_const_none) {
        mp_raise_NotImplementedError(MP_ERROR_TEXT("opener: files are opened by the sandbox only"));
    }

    mph_file_t *file = mp_obj_malloc_with_finaliser(mph_file_t, mode.binary ? &mph_type_bytes_file : &mph_type_text_file);
    file->number = MPH_FILE_CLOSED;
    file->readable = mode.kind == 'r' || mode.updating;
    file->writable = mode.kind != 'r' || mode.updating;
    file->append = mode.kind == 'a';
    file->by_lines = buffering == 1 && !mode.binary;
    file->unbuffered = buffering == 0;
    file->encoding = encoding;
    file->errors = errors;
    file->newline = parse_newline(args[ARG_newline].u_obj);
    file->name = path.given;
    file->mode = mp_obj_str_get_qstr(args[ARG_mode].u_obj);
    mph_files_write_out();
    file->number = open_at_host(&path, mode);
    mph_file_enlist(file);
    if (file->append) {
        file->offset = mph_file_size(file);
    }
    mp_handle_pending(true);
    return MP_OBJ_FROM_PTR(file);
}
MP_DEFINE_CONST_FUN_OBJ_KW(mp_vfs_open_obj, 0, mp_vfs_open);
