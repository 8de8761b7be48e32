// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The file system of what is granted, below upstream's own layer for file systems:
// whatever a program mounts by that has its place before it.

#include <string.h>
#include <wasi/api.h>

#include "py/mperrno.h"
#include "py/objstr.h"
#include "py/runtime.h"
#include "extmod/vfs.h"

#include "port/exception.h"
#include "port/file.h"
#include "port/vfs.h"

// Upstream's text, in which these are for file systems that a program mounts. Its
// tables name them, and those names are ours.
#define mp_vfs_import_stat upstream_import_stat
#define mp_vfs_open upstream_open
#define mp_vfs_open_obj upstream_open_obj
#define mp_vfs_chdir upstream_chdir
#define mp_vfs_chdir_obj upstream_chdir_obj
#define mp_vfs_getcwd upstream_getcwd
#define mp_vfs_getcwd_obj upstream_getcwd_obj
#define mp_vfs_ilistdir upstream_ilistdir
#define mp_vfs_ilistdir_obj upstream_ilistdir_obj
#define mp_vfs_listdir upstream_listdir
#define mp_vfs_listdir_obj upstream_listdir_obj
#define mp_vfs_mkdir upstream_mkdir
#define mp_vfs_mkdir_obj upstream_mkdir_obj
#define mp_vfs_remove upstream_remove
#define mp_vfs_remove_obj upstream_remove_obj
#define mp_vfs_rename upstream_rename
#define mp_vfs_rename_obj upstream_rename_obj
#define mp_vfs_rmdir upstream_rmdir
#define mp_vfs_rmdir_obj upstream_rmdir_obj
#define mp_vfs_stat upstream_stat
#define mp_vfs_stat_obj upstream_stat_obj
#include "extmod/vfs.c"
#undef mp_vfs_import_stat
#undef mp_vfs_open
#undef mp_vfs_open_obj
#undef mp_vfs_chdir
#undef mp_vfs_chdir_obj
#undef mp_vfs_getcwd
#undef mp_vfs_getcwd_obj
#undef mp_vfs_ilistdir
#undef mp_vfs_ilistdir_obj
#undef mp_vfs_listdir
#undef mp_vfs_listdir_obj
#undef mp_vfs_mkdir
#undef mp_vfs_mkdir_obj
#undef mp_vfs_remove
#undef mp_vfs_remove_obj
#undef mp_vfs_rename
#undef mp_vfs_rename_obj
#undef mp_vfs_rmdir
#undef mp_vfs_rmdir_obj
#undef mp_vfs_stat
#undef mp_vfs_stat_obj

// The folder in which relative paths start, as a str; MP_OBJ_NULL for /.
MP_REGISTER_ROOT_POINTER(mp_obj_t mph_folder);

bool mph_files_are_granted(void) {
    // Once known it stays so.
    static enum { UNKNOWN, GRANTED, REFUSED } known;
    if (known == UNKNOWN) {
        __wasi_filestat_t stat;
        known = __wasi_fd_filestat_get(MPH_ROOT_NUMBER, &stat) == __WASI_ERRNO_SUCCESS ? GRANTED : REFUSED;
    }
    return known == GRANTED;
}

MP_NORETURN void mph_raise_path_error(uint32_t wasi, const mph_path_t *path, const mph_path_t *second) {
    mp_obj_t second_file = second == NULL ? MP_OBJ_NULL : second->given;
    if (!mph_files_are_granted()) {
        mph_raise_oserror_text(MP_EACCES, "No files are granted to this program", path->given, second_file);
    }
    if (wasi == __WASI_ERRNO_NOTCAPABLE) {
        mph_raise_oserror_text(MP_EACCES, "Not granted", path->given, second_file);
    }
    mph_raise_oserror(mph_errno(wasi), path->given, second_file);
}

// ---- paths ----

static bool is_mounted(const char *whole) {
    if (MP_STATE_VM(vfs_mount_table) == NULL) {
        return false;
    }
    const char *rest;
    const mp_vfs_mount_t *mount = mp_vfs_lookup_path(whole, &rest);
    return mount != MP_VFS_NONE && mount != MP_VFS_ROOT;
}

// What stands for a path: a str, bytes, or what an object's __fspath__ gives.
static mp_obj_t plain_path(mp_obj_t path) {
    if (mp_obj_is_str_or_bytes(path)) {
        return path;
    }
    mp_obj_t method[2];
    mp_load_method_maybe(path, MP_QSTR___fspath__, method);
    mp_obj_t plain = method[0] == MP_OBJ_NULL ? MP_OBJ_NULL : mp_call_method_n_kw(0, 0, method);
    if (plain == MP_OBJ_NULL || !mp_obj_is_str_or_bytes(plain)) {
        mp_raise_msg_varg(&mp_type_TypeError, MP_ERROR_TEXT("expected str, bytes or os.PathLike object, not %s"), mp_obj_get_type_str(path));
    }
    return plain;
}

bool mph_path(mp_obj_t given, mph_path_t *path) {
    path->given = plain_path(given);
    size_t length;
    const char *text = mp_obj_str_get_data(path->given, &length);
    if (memchr(text, '\0', length) != NULL) {
        mp_raise_ValueError(MP_ERROR_TEXT("embedded null byte"));
    }
    bool relative = length > 0 && text[0] != '/';
    if (relative && MP_STATE_VM(vfs_cur) != MP_VFS_ROOT) {
        path->whole = path->given;
        return false;
    }
    vstr_t whole;
    vstr_init(&whole, length + 32);
    if (relative && MP_STATE_VM(mph_folder) != MP_OBJ_NULL) {
        vstr_add_str(&whole, mp_obj_str_get_str(MP_STATE_VM(mph_folder)));
    }
    if (relative) {
        vstr_add_char(&whole, '/');
    }
    vstr_add_strn(&whole, text, length);
    path->whole = mp_obj_new_str_from_vstr(&whole);
    path->text = mp_obj_str_get_data(path->whole, &path->length);
    return !is_mounted(path->text);
}

mp_obj_t mph_open_mounted(size_t n_args, const mp_obj_t *args) {
    return upstream_open(n_args, args, (mp_map_t *)&mp_const_empty_map);
}

// ---- import ----

mp_import_stat_t mp_vfs_import_stat(const char *text) {
    if (MP_STATE_VM(vfs_mount_table) == NULL && !mph_files_are_granted()) {
        return MP_IMPORT_STAT_NO_EXIST;
    }
    mph_path_t path;
    if (!mph_path(mp_obj_new_str_copy(&mp_type_bytes, (const byte *)text, strlen(text)), &path)) {
        return upstream_import_stat(text);
    }
    __wasi_filestat_t stat;
    if (mph_stat(&path, true, &stat) != __WASI_ERRNO_SUCCESS) {
        return MP_IMPORT_STAT_NO_EXIST;
    }
    return stat.filetype == __WASI_FILETYPE_DIRECTORY ? MP_IMPORT_STAT_DIR
           : stat.filetype == __WASI_FILETYPE_REGULAR_FILE ? MP_IMPORT_STAT_FILE : MP_IMPORT_STAT_NO_EXIST;
}

// ---- the current folder ----

mp_obj_t mp_vfs_chdir(mp_obj_t path_in) {
    mph_path_t path;
    if (!mph_path(path_in, &path)) {
        return upstream_chdir(path.whole);
    }
    __wasi_filestat_t stat = { .filetype = __WASI_FILETYPE_DIRECTORY };
    if (strcmp(path.text, "/") != 0) {
        mph_check_path(mph_stat(&path, true, &stat), &path, NULL);
    }
    if (stat.filetype != __WASI_FILETYPE_DIRECTORY) {
        mph_raise_oserror(MP_ENOTDIR, path.given, MP_OBJ_NULL);
    }
    // What is granted has one name for each folder, but for . and .. and slashes.
    vstr_t whole;
    vstr_init(&whole, path.length);
    for (const char *name = path.text; *name != '\0'; ) {
        size_t length = strcspn(name, "/");
        if (length == 2 && name[0] == '.' && name[1] == '.') {
            while (whole.len > 0 && whole.buf[--whole.len] != '/') {
            }
        } else if (length > 0 && !(length == 1 && name[0] == '.')) {
            vstr_add_char(&whole, '/');
            vstr_add_strn(&whole, name, length);
        }
        name += length + (name[length] == '/');
    }
    if (MP_STATE_VM(vfs_mount_table) != NULL) {
        upstream_chdir(MP_OBJ_NEW_QSTR(MP_QSTR__slash_));
    }
    MP_STATE_VM(vfs_cur) = MP_VFS_ROOT;
    MP_STATE_VM(mph_folder) = whole.len == 0 ? MP_OBJ_NULL : mp_obj_new_str_from_vstr(&whole);
    return mp_const_none;
}
MP_DEFINE_CONST_FUN_OBJ_1(mp_vfs_chdir_obj, mp_vfs_chdir);

mp_obj_t mp_vfs_getcwd(void) {
    if (MP_STATE_VM(vfs_cur) != MP_VFS_ROOT) {
        return upstream_getcwd();
    }
    mp_obj_t folder = MP_STATE_VM(mph_folder);
    return folder == MP_OBJ_NULL ? MP_OBJ_NEW_QSTR(MP_QSTR__slash_) : folder;
}
MP_DEFINE_CONST_FUN_OBJ_0(mp_vfs_getcwd_obj, mp_vfs_getcwd);
