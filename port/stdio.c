// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// sys.stdin, sys.stdout and sys.stderr, and their `buffer`s, which carry bytes.

#include <string.h>

#include "py/mperrno.h"
#include "py/mphal.h"
#include "py/runtime.h"
#include "py/stream.h"

#include "port/builtins.h"
#include "port/host.h"

enum { FD_STDIN, FD_STDOUT, FD_STDERR };

typedef struct _stdio_obj_t {
    mp_obj_base_t base;
    int fd;
} stdio_obj_t;

// Input comes in blocks: one call to the host for each byte would be slow. Not
// on the heap, so that it needs no root.
static struct {
    uint16_t start;
    uint16_t end;
    byte bytes[4096];
} input;

static void stdio_print(const mp_print_t *print, mp_obj_t self_in, mp_print_kind_t kind) {
    (void)kind;
    static const char *const names[] = { "stdin", "stdout", "stderr" };
    const stdio_obj_t *self = MP_OBJ_TO_PTR(self_in);
    mp_printf(print, "<%s '<%s>'>", mp_obj_get_type_str(self_in), names[self->fd]);
}

static mp_uint_t stdio_read(mp_obj_t self_in, void *bytes, mp_uint_t size, int *errcode) {
    const stdio_obj_t *self = MP_OBJ_TO_PTR(self_in);
    if (self->fd != FD_STDIN) {
        *errcode = MP_EPERM;
        return MP_STREAM_ERROR;
    }
    if (size == 0) {
        return 0;
    }
    if (input.start == input.end) {
        input.start = input.end = 0;
        int length = mph_stdin_read(input.bytes, sizeof(input.bytes), errcode);
        if (length < 0) {
            return MP_STREAM_ERROR;
        }
        input.end = length;
    }
    mp_uint_t length = MIN(size, (mp_uint_t)(input.end - input.start));
    memcpy(bytes, input.bytes + input.start, length);
    input.start += length;
    return length;
}

static mp_uint_t stdio_write(mp_obj_t self_in, const void *bytes, mp_uint_t size, int *errcode) {
    const stdio_obj_t *self = MP_OBJ_TO_PTR(self_in);
    if (self->fd == FD_STDIN) {
        *errcode = MP_EPERM;
        return MP_STREAM_ERROR;
    }
    mph_host_print(self->fd == FD_STDOUT ? MPH_STREAM_STDOUT : MPH_STREAM_STDERR, bytes, size);
    mp_handle_pending(true); // it may have been one byte too many
    return size;
}

static mp_uint_t stdio_ioctl(mp_obj_t self_in, mp_uint_t request, uintptr_t arg, int *errcode) {
    (void)self_in;
    switch (request) {
        case MP_STREAM_POLL:
            return mp_hal_stdio_poll(arg);
        case MP_STREAM_FLUSH:
        case MP_STREAM_CLOSE:
            return 0;
        default:
            *errcode = MP_EINVAL;
            return MP_STREAM_ERROR;
    }
}

static void stdio_attr(mp_obj_t self_in, qstr attr, mp_obj_t *dest);

static const mp_rom_map_elem_t stdio_locals_table[] = {
    { MP_ROM_QSTR(MP_QSTR_read), MP_ROM_PTR(&mp_stream_read_obj) },
    { MP_ROM_QSTR(MP_QSTR_readinto), MP_ROM_PTR(&mp_stream_readinto_obj) },
    { MP_ROM_QSTR(MP_QSTR_readline), MP_ROM_PTR(&mp_stream_unbuffered_readline_obj) },
    { MP_ROM_QSTR(MP_QSTR_readlines), MP_ROM_PTR(&mp_stream_unbuffered_readlines_obj) },
    { MP_ROM_QSTR(MP_QSTR_write), MP_ROM_PTR(&mp_stream_write_obj) },
    { MP_ROM_QSTR(MP_QSTR_flush), MP_ROM_PTR(&mp_stream_flush_obj) },
    { MP_ROM_QSTR(MP_QSTR_close), MP_ROM_PTR(&mp_identity_obj) },
    { MP_ROM_QSTR(MP_QSTR___enter__), MP_ROM_PTR(&mp_identity_obj) },
    { MP_ROM_QSTR(MP_QSTR___exit__), MP_ROM_PTR(&mp_stream___exit___obj) },
};
static MP_DEFINE_CONST_DICT(stdio_locals, stdio_locals_table);

static const mp_stream_p_t text_protocol = {
    .read = stdio_read,
    .write = stdio_write,
    .ioctl = stdio_ioctl,
    .is_text = true,
};
static const mp_stream_p_t bytes_protocol = {
    .read = stdio_read,
    .write = stdio_write,
    .ioctl = stdio_ioctl,
    .is_text = false,
};

static MP_DEFINE_CONST_OBJ_TYPE(
    text_type, MP_QSTR_TextIOWrapper, MP_TYPE_FLAG_ITER_IS_STREAM,
    print, stdio_print,
    attr, stdio_attr,
    protocol, &text_protocol,
    locals_dict, &stdio_locals
    );
static MP_DEFINE_CONST_OBJ_TYPE(
    bytes_type, MP_QSTR_FileIO, MP_TYPE_FLAG_ITER_IS_STREAM,
    print, stdio_print,
    protocol, &bytes_protocol,
    locals_dict, &stdio_locals
    );

static const stdio_obj_t buffers[] = {
    { { &bytes_type }, FD_STDIN },
    { { &bytes_type }, FD_STDOUT },
    { { &bytes_type }, FD_STDERR },
};

const stdio_obj_t mp_sys_stdin_obj = { { &text_type }, FD_STDIN };
const stdio_obj_t mp_sys_stdout_obj = { { &text_type }, FD_STDOUT };
const stdio_obj_t mp_sys_stderr_obj = { { &text_type }, FD_STDERR };

static void stdio_attr(mp_obj_t self_in, qstr attr, mp_obj_t *dest) {
    const stdio_obj_t *self = MP_OBJ_TO_PTR(self_in);
    if (dest[0] == MP_OBJ_NULL && attr == MP_QSTR_buffer) {
        dest[0] = MP_OBJ_FROM_PTR(&buffers[self->fd]);
    } else {
        dest[1] = MP_OBJ_SENTINEL; // go on with the type's own names
    }
}

mp_obj_t mph_stdout(void) {
    return MP_OBJ_FROM_PTR(&mp_sys_stdout_obj);
}
