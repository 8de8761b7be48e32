// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Files as streams of MicroPython's, for print(), json and their kin.

#include "py/mperrno.h"
#include "py/runtime.h"
#include "py/stream.h"

#include "port/file.h"

static mp_uint_t stream_read(mp_obj_t self_in, void *bytes, mp_uint_t size, int *errcode) {
    (void)errcode; // what goes wrong is raised
    mph_file_check_readable(MP_OBJ_TO_PTR(self_in));
    return mph_file_read(MP_OBJ_TO_PTR(self_in), bytes, size);
}

static mp_uint_t stream_write(mp_obj_t self_in, const void *bytes, mp_uint_t size, int *errcode) {
    (void)errcode;
    mph_file_t *file = MP_OBJ_TO_PTR(self_in);
    mph_file_check_writable(file);
    if (mph_file_is_text(file)) {
        mph_file_write_text(file, bytes, size);
    } else {
        mph_file_write(file, bytes, size);
    }
    return size;
}

static mp_uint_t stream_ioctl(mp_obj_t self_in, mp_uint_t request, uintptr_t arg, int *errcode) {
    mph_file_t *file = MP_OBJ_TO_PTR(self_in);
    switch (request) {
        case MP_STREAM_FLUSH:
            mph_file_check_open(file);
            mph_file_flush(file);
            return 0;
        case MP_STREAM_SEEK: {
            struct mp_stream_seek_t *seek = (struct mp_stream_seek_t *)arg;
            seek->offset = mph_file_seek_from(file, seek->offset, seek->whence);
            return 0;
        }
        case MP_STREAM_POLL:
            return arg & (MP_STREAM_POLL_RD | MP_STREAM_POLL_WR);
        case MP_STREAM_CLOSE: {
            int number = mph_file_close(file);
            *errcode = number;
            return number == 0 ? 0 : MP_STREAM_ERROR;
        }
        default:
            *errcode = MP_EINVAL;
            return MP_STREAM_ERROR;
    }
}

const mp_stream_p_t mph_text_file_protocol = {
    .read = stream_read,
    .write = stream_write,
    .ioctl = stream_ioctl,
    .is_text = true,
};
const mp_stream_p_t mph_bytes_file_protocol = {
    .read = stream_read,
    .write = stream_write,
    .ioctl = stream_ioctl,
    .is_text = false,
};

