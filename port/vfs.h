// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What the two halves of the file system share: vfs.c has paths, vfsfiles.c has what is
// done with what they lead to.

#ifndef MPH_VFS_H
#define MPH_VFS_H

#include <wasi/api.h>

#include "extmod/vfs.h"

#include "port/file.h"

// Upstream's, for file systems that a program mounts.
mp_import_stat_t upstream_import_stat(const char *path);
mp_obj_t upstream_open(size_t n_args, const mp_obj_t *args, mp_map_t *kw_args);
mp_obj_t upstream_chdir(mp_obj_t path_in);
mp_obj_t upstream_getcwd(void);
mp_obj_t upstream_ilistdir(size_t n_args, const mp_obj_t *args);
mp_obj_t upstream_listdir(size_t n_args, const mp_obj_t *args);
mp_obj_t upstream_mkdir(mp_obj_t path_in);
mp_obj_t upstream_remove(mp_obj_t path_in);
mp_obj_t upstream_rename(mp_obj_t old_path_in, mp_obj_t new_path_in);
mp_obj_t upstream_rmdir(mp_obj_t path_in);
mp_obj_t upstream_stat(mp_obj_t path_in);

// Asks the host about a path.
__wasi_errno_t mph_stat(const mph_path_t *path, bool follow, __wasi_filestat_t *stat);

// Raises what a call on paths came to, if that was no success.
void mph_check_path(__wasi_errno_t error, const mph_path_t *path, const mph_path_t *second);

#endif // MPH_VFS_H
