// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What os does with the files and folders that are granted: list, change and describe
// them.

#include <string.h>

#include "py/mperrno.h"
#include "py/objtuple.h"
#include "py/runtime.h"

#include "port/exception.h"
#include "port/vfs.h"

void mph_check_path(__wasi_errno_t error, const mph_path_t *path, const mph_path_t *second) {
    if (error != __WASI_ERRNO_SUCCESS) {
        mph_raise_path_error(error, path, second);
    }
    mp_handle_pending(true);
}

__wasi_errno_t mph_stat(const mph_path_t *path, bool follow, __wasi_filestat_t *stat) {
    mph_files_write_out();
    return __wasi_path_filestat_get(MPH_ROOT_NUMBER, follow ? __WASI_LOOKUPFLAGS_SYMLINK_FOLLOW : 0, path->text, stat);
}

// ---- listing ----

// More than an entry can have: 24 bytes and a name of 255, each of whose bytes may have
// become three.
#define ENTRIES_BYTES (4096)

static mp_obj_t entry_tuple(const __wasi_dirent_t *entry, const char *name, bool as_bytes) {
    mp_int_t kind = entry->d_type == __WASI_FILETYPE_DIRECTORY ? MP_S_IFDIR
        : entry->d_type == __WASI_FILETYPE_REGULAR_FILE ? MP_S_IFREG
        : entry->d_type == __WASI_FILETYPE_SYMBOLIC_LINK ? MP_S_IFREG | 0x2000 : 0;
    mp_obj_t items[] = {
        as_bytes ? mp_obj_new_bytes((const byte *)name, entry->d_namlen) : mp_obj_new_str(name, entry->d_namlen),
        MP_OBJ_NEW_SMALL_INT(kind),
        mp_obj_new_int_from_ull(entry->d_ino),
    };
    return mp_obj_new_tuple(MP_ARRAY_SIZE(items), items);
}

static void list_open_folder(__wasi_fd_t folder, const mph_path_t *path, mp_obj_t list) {
    uint8_t *bytes = m_new(uint8_t, ENTRIES_BYTES);
    __wasi_dircookie_t next = 0;
    __wasi_size_t used;
    do {
        mph_check_path(__wasi_fd_readdir(folder, bytes, ENTRIES_BYTES, next, &used), path, NULL);
        for (size_t at = 0; at + sizeof(__wasi_dirent_t) <= used; ) {
            __wasi_dirent_t entry;
            memcpy(&entry, bytes + at, sizeof(entry));
            at += sizeof(entry);
            if (entry.d_namlen > used - at) {
                break;
            }
            next = entry.d_next;
            mp_obj_list_append(list, entry_tuple(&entry, (const char *)bytes + at, !mp_obj_is_str(path->given)));
            at += entry.d_namlen;
        }
    } while (used == ENTRIES_BYTES);
}

typedef struct _close_on_exception_t {
    nlr_jump_callback_node_t callback;
    __wasi_fd_t number;
} close_on_exception_t;

static void close_number(void *context) {
    (void)__wasi_fd_close(((close_on_exception_t *)context)->number);
}

static void list_folder(const mph_path_t *path, mp_obj_t list) {
    mph_files_write_out();
    close_on_exception_t context = { .number = 0 };
    mph_check_path(__wasi_path_open(
        MPH_ROOT_NUMBER, __WASI_LOOKUPFLAGS_SYMLINK_FOLLOW, path->text,
        __WASI_OFLAGS_DIRECTORY, __WASI_RIGHTS_FD_READDIR, 0, 0, &context.number), path, NULL);
    nlr_push_jump_callback(&context.callback, close_number);
    list_open_folder(context.number, path, list);
    nlr_pop_jump_callback(true);
}

mp_obj_t mp_vfs_ilistdir(size_t n_args, const mp_obj_t *args) {
    mph_path_t path;
    mp_obj_t given = n_args == 1 && args[0] != mp_const_none ? args[0] : MP_OBJ_NEW_QSTR(MP_QSTR__dot_);
    if (!mph_path(given, &path)) {
        return upstream_ilistdir(n_args == 0 ? 0 : 1, n_args == 0 ? args : &path.whole);
    }
    mp_obj_t list = mp_obj_new_list(0, NULL);
    bool is_root = strspn(path.text, "/.") == path.length;
    if (is_root && MP_STATE_VM(vfs_mount_table) != NULL) {
        // What the program has mounted is there, too.
        mp_obj_t root = MP_OBJ_NEW_QSTR(MP_QSTR__slash_);
        mp_obj_t mounted = upstream_ilistdir(1, &root);
        for (mp_obj_t entry; (entry = mp_iternext(mounted)) != MP_OBJ_STOP_ITERATION; ) {
            mp_obj_list_append(list, entry);
        }
    }
    if (!is_root || mph_files_are_granted()) {
        list_folder(&path, list);
    }
    return mp_getiter(list, NULL);
}
MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(mp_vfs_ilistdir_obj, 0, 1, mp_vfs_ilistdir);

mp_obj_t mp_vfs_listdir(size_t n_args, const mp_obj_t *args) {
    mp_obj_t entries = mp_vfs_ilistdir(n_args, args);
    mp_obj_t names = mp_obj_new_list(0, NULL);
    for (mp_obj_t entry; (entry = mp_iternext(entries)) != MP_OBJ_STOP_ITERATION; ) {
        mp_obj_list_append(names, mp_obj_subscr(entry, MP_OBJ_NEW_SMALL_INT(0), MP_OBJ_SENTINEL));
    }
    return names;
}
MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(mp_vfs_listdir_obj, 0, 1, mp_vfs_listdir);

// ---- changing ----

mp_obj_t mp_vfs_mkdir(mp_obj_t path_in) {
    mph_path_t path;
    if (!mph_path(path_in, &path)) {
        return upstream_mkdir(path.whole);
    }
    mph_check_path(__wasi_path_create_directory(MPH_ROOT_NUMBER, path.text), &path, NULL);
    return mp_const_none;
}
MP_DEFINE_CONST_FUN_OBJ_1(mp_vfs_mkdir_obj, mp_vfs_mkdir);

mp_obj_t mp_vfs_remove(mp_obj_t path_in) {
    mph_path_t path;
    if (!mph_path(path_in, &path)) {
        return upstream_remove(path.whole);
    }
    mph_files_write_out();
    mph_check_path(__wasi_path_unlink_file(MPH_ROOT_NUMBER, path.text), &path, NULL);
    return mp_const_none;
}
MP_DEFINE_CONST_FUN_OBJ_1(mp_vfs_remove_obj, mp_vfs_remove);

mp_obj_t mp_vfs_rmdir(mp_obj_t path_in) {
    mph_path_t path;
    if (!mph_path(path_in, &path)) {
        return upstream_rmdir(path.whole);
    }
    mph_check_path(__wasi_path_remove_directory(MPH_ROOT_NUMBER, path.text), &path, NULL);
    return mp_const_none;
}
MP_DEFINE_CONST_FUN_OBJ_1(mp_vfs_rmdir_obj, mp_vfs_rmdir);

mp_obj_t mp_vfs_rename(mp_obj_t old_path_in, mp_obj_t new_path_in) {
    mph_path_t old_path;
    mph_path_t new_path;
    bool old_ours = mph_path(old_path_in, &old_path);
    bool new_ours = mph_path(new_path_in, &new_path);
    if (!old_ours && !new_ours) {
        return upstream_rename(old_path.whole, new_path.whole);
    }
    if (old_ours != new_ours) {
        mph_raise_oserror(MP_EXDEV, old_path.given, new_path.given);
    }
    mph_files_write_out();
    mph_check_path(__wasi_path_rename(MPH_ROOT_NUMBER, old_path.text, MPH_ROOT_NUMBER, new_path.text), &old_path, &new_path);
    return mp_const_none;
}
MP_DEFINE_CONST_FUN_OBJ_2(mp_vfs_rename_obj, mp_vfs_rename);

// ---- what is told of a file ----

// A tuple of so many numbers, with names for them. The times in nanoseconds follow.
#define STAT_ITEMS (10)

static const qstr stat_names[STAT_ITEMS] = {
    MP_QSTR_st_mode, MP_QSTR_st_ino, MP_QSTR_st_dev, MP_QSTR_st_nlink, MP_QSTR_st_uid, MP_QSTR_st_gid, MP_QSTR_st_size,
    MP_QSTR_st_atime, MP_QSTR_st_mtime, MP_QSTR_st_ctime,
};

// The items that are times are whole seconds, and have fractions where they are asked
// for by name.
#define FIRST_TIME (7)

static void stat_result_attr(mp_obj_t self_in, qstr attr, mp_obj_t *dest) {
    static const qstr exact_names[] = { MP_QSTR_st_atime_ns, MP_QSTR_st_mtime_ns, MP_QSTR_st_ctime_ns };
    const mp_obj_tuple_t *self = MP_OBJ_TO_PTR(self_in);
    if (dest[0] != MP_OBJ_NULL) {
        return; // none can be set
    }
    for (size_t i = 0; i < STAT_ITEMS; i++) {
        if (attr == stat_names[i]) {
            dest[0] = self->items[i];
        }
    }
    for (size_t i = 0; i < MP_ARRAY_SIZE(exact_names); i++) {
        mp_obj_t nanoseconds = self->items[STAT_ITEMS + i];
        if (attr == exact_names[i]) {
            dest[0] = nanoseconds;
        } else if (attr == stat_names[FIRST_TIME + i]) {
            dest[0] = mp_obj_new_float(mp_obj_get_float(nanoseconds) / MICROPY_FLOAT_CONST(1e9));
        }
    }
}

static void stat_result_print(const mp_print_t *print, mp_obj_t self_in, mp_print_kind_t kind) {
    (void)kind;
    mp_print_str(print, "os.stat_result");
    mp_obj_attrtuple_print_helper(print, stat_names, MP_OBJ_TO_PTR(self_in));
}

static MP_DEFINE_CONST_OBJ_TYPE(
    stat_result_type, MP_QSTR_stat_result, MP_TYPE_FLAG_ITER_IS_GETITER,
    print, stat_result_print,
    unary_op, mp_obj_tuple_unary_op,
    binary_op, mp_obj_tuple_binary_op,
    attr, stat_result_attr,
    subscr, mp_obj_tuple_subscr,
    iter, mp_obj_tuple_getiter
    );

static mp_obj_t stat_result(const __wasi_filestat_t *stat) {
    // What may be done with a file depends on its grant and not on bits.
    mp_int_t mode = stat->filetype == __WASI_FILETYPE_DIRECTORY ? 0040755
        : stat->filetype == __WASI_FILETYPE_REGULAR_FILE ? 0100644
        : stat->filetype == __WASI_FILETYPE_SYMBOLIC_LINK ? 0120777 : 0;
    mp_obj_t items[STAT_ITEMS + 3] = {
        MP_OBJ_NEW_SMALL_INT(mode),
        mp_obj_new_int_from_ull(stat->ino),
        mp_obj_new_int_from_ull(stat->dev),
        mp_obj_new_int_from_ull(stat->nlink),
        MP_OBJ_NEW_SMALL_INT(0),
        MP_OBJ_NEW_SMALL_INT(0),
        mp_obj_new_int_from_ull(stat->size),
    };
    const __wasi_timestamp_t times[] = { stat->atim, stat->mtim, stat->ctim };
    for (size_t i = 0; i < MP_ARRAY_SIZE(times); i++) {
        items[FIRST_TIME + i] = mp_obj_new_int_from_ull(times[i] / 1000000000);
        items[STAT_ITEMS + i] = mp_obj_new_int_from_ull(times[i]);
    }
    mp_obj_tuple_t *result = mp_obj_malloc_var(mp_obj_tuple_t, items, mp_obj_t, MP_ARRAY_SIZE(items), &stat_result_type);
    result->len = STAT_ITEMS;
    memcpy(result->items, items, sizeof(items));
    return MP_OBJ_FROM_PTR(result);
}

static mp_obj_t stat_path(mp_obj_t path_in, bool follow) {
    mph_path_t path;
    if (!mph_path(path_in, &path)) {
        return upstream_stat(path.whole);
    }
    __wasi_filestat_t stat = { .filetype = __WASI_FILETYPE_DIRECTORY };
    if (strcmp(path.text, "/") != 0 || mph_files_are_granted()) {
        mph_check_path(mph_stat(&path, follow, &stat), &path, NULL);
    }
    return stat_result(&stat);
}

mp_obj_t mp_vfs_stat(mp_obj_t path_in) {
    return stat_path(path_in, true);
}
MP_DEFINE_CONST_FUN_OBJ_1(mp_vfs_stat_obj, mp_vfs_stat);

static mp_obj_t mph_lstat(mp_obj_t path_in) {
    return stat_path(path_in, false);
}
MP_DEFINE_CONST_FUN_OBJ_1(mph_lstat_obj, mph_lstat);
