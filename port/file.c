// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The bytes of open files, which go through a buffer.
//
// Files are read and written at places that are named in each call, so that the
// host keeps none. All files are in a list, so that what is in their buffers is
// written when a run ends, and before anything else is asked of the file system.

#include <string.h>
#include <wasi/api.h>

#include "py/gc.h"
#include "py/mperrno.h"
#include "py/runtime.h"

#include "port/exception.h"
#include "port/file.h"

#define BUFFER_BYTES (8192)

// What is raised where a file was not opened for what is asked of it.
MP_DEFINE_EXCEPTION(UnsupportedOperation, OSError)

int mph_errno(uint32_t wasi) {
    static const uint8_t numbers[] = {
        [__WASI_ERRNO_ACCES] = MP_EACCES,
        [__WASI_ERRNO_AGAIN] = MP_EAGAIN,
        [__WASI_ERRNO_BADF] = MP_EBADF,
        [__WASI_ERRNO_BUSY] = MP_EBUSY,
        [__WASI_ERRNO_DQUOT] = MP_EDQUOT,
        [__WASI_ERRNO_EXIST] = MP_EEXIST,
        [__WASI_ERRNO_FBIG] = MP_EFBIG,
        [__WASI_ERRNO_ILSEQ] = MP_EILSEQ,
        [__WASI_ERRNO_INVAL] = MP_EINVAL,
        [__WASI_ERRNO_ISDIR] = MP_EISDIR,
        [__WASI_ERRNO_LOOP] = MP_ELOOP,
        [__WASI_ERRNO_MFILE] = MP_EMFILE,
        [__WASI_ERRNO_NAMETOOLONG] = MP_ENAMETOOLONG,
        [__WASI_ERRNO_NOENT] = MP_ENOENT,
        [__WASI_ERRNO_NOSPC] = MP_ENOSPC,
        [__WASI_ERRNO_NOTCAPABLE] = MP_EACCES,
        [__WASI_ERRNO_NOTDIR] = MP_ENOTDIR,
        [__WASI_ERRNO_NOTEMPTY] = MP_ENOTEMPTY,
        [__WASI_ERRNO_NOTSUP] = MP_EOPNOTSUPP,
        [__WASI_ERRNO_ROFS] = MP_EROFS,
        [__WASI_ERRNO_XDEV] = MP_EXDEV,
    };
    int number = wasi < MP_ARRAY_SIZE(numbers) ? numbers[wasi] : 0;
    return number != 0 ? number : MP_EIO;
}

// ---- the list ----

// The links are inverted, and the first is no root: the list keeps no file alive.
static uintptr_t first_file;

static inline mph_file_t *shown(uintptr_t hidden) {
    return hidden == 0 ? NULL : (mph_file_t *)~hidden;
}

static inline uintptr_t hidden(mph_file_t *file) {
    return file == NULL ? 0 : ~(uintptr_t)file;
}

void mph_file_enlist(mph_file_t *file) {
    file->previous = 0;
    file->next = first_file;
    if (first_file != 0) {
        shown(first_file)->previous = hidden(file);
    }
    first_file = hidden(file);
}

static void strike_off(mph_file_t *file) {
    mph_file_t *next = shown(file->next);
    mph_file_t *previous = shown(file->previous);
    if (next != NULL) {
        next->previous = hidden(previous);
    }
    if (previous != NULL) {
        previous->next = hidden(next);
    } else {
        first_file = hidden(next);
    }
}

// ---- checks ----

void mph_file_check_open(const mph_file_t *file) {
    if (file->number == MPH_FILE_CLOSED) {
        mp_raise_ValueError(MP_ERROR_TEXT("I/O operation on closed file."));
    }
}

void mph_file_check_readable(const mph_file_t *file) {
    mph_file_check_open(file);
    if (!file->readable) {
        mp_raise_msg(&mp_type_UnsupportedOperation, MP_ERROR_TEXT("not readable"));
    }
}

void mph_file_check_writable(const mph_file_t *file) {
    mph_file_check_open(file);
    if (!file->writable) {
        mp_raise_msg(&mp_type_UnsupportedOperation, MP_ERROR_TEXT("not writable"));
    }
}

static void check(__wasi_errno_t error) {
    if (error != __WASI_ERRNO_SUCCESS) {
        mph_raise_oserror(mph_errno(error), MP_OBJ_NULL, MP_OBJ_NULL);
    }
}

// ---- writing ----

static uint64_t size_of(const mph_file_t *file, __wasi_errno_t *error) {
    __wasi_filestat_t stat = { .size = 0 };
    *error = __wasi_fd_filestat_get(file->number, &stat);
    return stat.size;
}

// Writes bytes at the file's offset, and moves that on. `*left` is what it could not
// write.
static __wasi_errno_t write_out(mph_file_t *file, const uint8_t *bytes, size_t length, size_t *left) {
    for (*left = length; length > 0; *left = length) {
        __wasi_ciovec_t vector = { bytes, length };
        __wasi_size_t written = 0;
        __wasi_errno_t error = __wasi_fd_pwrite(file->number, &vector, 1, file->offset, &written);
        if (error != __WASI_ERRNO_SUCCESS) {
            return error;
        }
        if (written == 0 || written > length) {
            return __WASI_ERRNO_IO;
        }
        bytes += written;
        length -= written;
        file->offset += written;
    }
    __wasi_errno_t error = __WASI_ERRNO_SUCCESS;
    if (file->append) {
        file->offset = size_of(file, &error);
    }
    return error;
}

// Writes what is in the buffer. What cannot be written is dropped, or kept.
static __wasi_errno_t flush(mph_file_t *file, bool keep) {
    if (!file->dirty) {
        return __WASI_ERRNO_SUCCESS;
    }
    size_t length = file->end;
    size_t left;
    file->dirty = false;
    file->start = 0;
    file->end = 0;
    __wasi_errno_t error = write_out(file, file->bytes, length, &left);
    if (error != __WASI_ERRNO_SUCCESS && keep && left > 0) {
        memmove(file->bytes, file->bytes + (length - left), left);
        file->end = left;
        file->dirty = true;
    }
    return error;
}

void mph_file_flush(mph_file_t *file) {
    if (file->dirty) {
        check(flush(file, false));
        mp_handle_pending(true);
    }
}

void mph_files_write_out(void) {
    for (mph_file_t *file = shown(first_file); file != NULL; file = shown(file->next)) {
        (void)flush(file, true); // who wrote it learns of what goes wrong
    }
}

int mph_files_end(mp_obj_t *name) {
    __wasi_errno_t error = __WASI_ERRNO_SUCCESS;
    for (mph_file_t *file = shown(first_file); file != NULL; file = shown(file->next)) {
        __wasi_errno_t here = flush(file, false);
        if (error == __WASI_ERRNO_SUCCESS && here != __WASI_ERRNO_SUCCESS) {
            error = here;
            *name = file->name;
        }
    }
    return error == __WASI_ERRNO_SUCCESS ? 0 : mph_errno(error);
}

static void make_buffer(mph_file_t *file) {
    if (file->bytes == NULL) {
        file->bytes = m_new(uint8_t, BUFFER_BYTES + MPH_FILE_SLACK);
        file->capacity = BUFFER_BYTES;
    }
}

// Forgets what was read ahead.
static void drop_unread(mph_file_t *file) {
    if (!file->dirty) {
        file->offset = mph_file_tell(file);
        file->start = 0;
        file->end = 0;
    }
}

void mph_file_write(mph_file_t *file, const uint8_t *bytes, size_t length) {
    drop_unread(file);
    if (length >= BUFFER_BYTES || file->unbuffered) {
        mph_file_flush(file);
        size_t left;
        check(write_out(file, bytes, length, &left));
        mp_handle_pending(true);
        return;
    }
    make_buffer(file);
    if (length > file->capacity - file->end) {
        mph_file_flush(file);
    }
    memcpy(file->bytes + file->end, bytes, length);
    file->end += length;
    file->dirty = file->end > 0;
}

// ---- reading ----

// Reads once, at the file's offset, and moves that on.
static size_t read_once(mph_file_t *file, uint8_t *bytes, size_t length) {
    __wasi_iovec_t vector = { bytes, length };
    __wasi_size_t count = 0;
    check(__wasi_fd_pread(file->number, &vector, 1, file->offset, &count));
    mp_handle_pending(true);
    file->offset += count;
    return count;
}

bool mph_file_fill(mph_file_t *file) {
    mph_file_flush(file);
    make_buffer(file);
    size_t unread = file->end - file->start;
    if (unread == 0) {
        file->maybe_high = false;
        file->maybe_cr = false;
    } else if (file->start > 0) {
        memmove(file->bytes, file->bytes + file->start, unread);
    }
    file->start = 0;
    file->end = unread;
    if (unread == file->capacity) {
        return true; // who asks looks for less than that
    }
    size_t count = read_once(file, file->bytes + unread, file->capacity - unread);
    const uint8_t *bytes = file->bytes + unread;
    file->end += count;
    if (!file->maybe_high) {
        // Eight bytes at once; those beyond the end do no harm, as the buffer's size is
        // a multiple of that.
        uint64_t high = 0;
        for (size_t i = unread / 8 * 8; i < file->end; i += 8) {
            uint64_t word;
            memcpy(&word, file->bytes + i, 8);
            high |= word;
        }
        file->maybe_high = (high & UINT64_C(0x8080808080808080)) != 0;
    }
    file->maybe_cr = file->maybe_cr || memchr(bytes, '\r', count) != NULL;
    return count > 0;
}

size_t mph_file_size_hint(mph_file_t *file) {
    __wasi_errno_t error;
    uint64_t size = size_of(file, &error);
    uint64_t at = mph_file_tell(file);
    return error != __WASI_ERRNO_SUCCESS || size < at ? 0 : size - at > SIZE_MAX / 2 ? SIZE_MAX / 2 : size - at;
}

size_t mph_file_read(mph_file_t *file, uint8_t *bytes, size_t length) {
    mph_file_flush(file);
    size_t done = 0;
    while (done < length) {
        size_t unread = file->end - file->start;
        size_t wanted = length - done;
        if (unread > 0) {
            size_t count = MIN(unread, wanted);
            memcpy(bytes + done, file->bytes + file->start, count);
            file->start += count;
            done += count;
        } else if (wanted >= BUFFER_BYTES || file->unbuffered) {
            file->start = 0;
            file->end = 0;
            size_t count = read_once(file, bytes + done, wanted);
            if (count == 0) {
                break;
            }
            done += count;
        } else if (!mph_file_fill(file)) {
            break;
        }
    }
    return done;
}

// ---- places ----

uint64_t mph_file_tell(const mph_file_t *file) {
    return file->dirty ? file->offset + file->end : file->offset - (file->end - file->start);
}

void mph_file_seek(mph_file_t *file, uint64_t offset) {
    mph_file_flush(file);
    uint64_t buffered_from = file->offset - file->end;
    if (offset >= buffered_from && offset <= file->offset) {
        file->start = offset - buffered_from;
        return;
    }
    file->offset = offset;
    file->start = 0;
    file->end = 0;
}

uint64_t mph_file_size(mph_file_t *file) {
    mph_file_flush(file);
    __wasi_errno_t error;
    uint64_t size = size_of(file, &error);
    check(error);
    return size;
}

void mph_file_truncate(mph_file_t *file, uint64_t size) {
    mph_file_flush(file);
    drop_unread(file);
    check(__wasi_fd_filestat_set_size(file->number, size));
    mp_handle_pending(true);
}

int mph_file_close(mph_file_t *file) {
    if (file->number == MPH_FILE_CLOSED) {
        return 0;
    }
    __wasi_errno_t flushed = flush(file, false);
    __wasi_errno_t closed = __wasi_fd_close(file->number);
    strike_off(file);
    file->number = MPH_FILE_CLOSED;
    file->bytes = NULL;
    file->start = 0;
    file->end = 0;
    __wasi_errno_t error = flushed != __WASI_ERRNO_SUCCESS ? flushed : closed;
    return error == __WASI_ERRNO_SUCCESS ? 0 : mph_errno(error);
}
