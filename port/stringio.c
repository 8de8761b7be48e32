// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What StringIO and BytesIO have beyond upstream's: lines without asking for each byte,
// their other methods, and errors for what they do not take. Places in a StringIO
// are those of bytes, as they are in files.

#include <string.h>

#include "py/builtin.h"
#include "py/objstr.h"
#include "py/objstringio.h"
#include "py/runtime.h"
#include "py/stream.h"

#include "port/number.h"
#include "port/raise.h"
#include "port/stringio.h"

static mp_obj_stringio_t *opened(mp_obj_t self_in) {
    mp_obj_stringio_t *self = MP_OBJ_TO_PTR(self_in);
    if (self->vstr == NULL) {
        mp_raise_ValueError(MP_ERROR_TEXT("I/O operation on closed file."));
    }
    return self;
}

static bool is_text(const mp_obj_stringio_t *self) {
    return self->base.type == &mp_type_stringio;
}

mp_obj_t mph_stringio_initial(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args) {
    bool text = type == &mp_type_stringio;
    mp_obj_t initial = n_args > 0 ? args[0] : MP_OBJ_NULL;
    mp_arg_check_num(n_args, 0, 0, text ? 2 : 1, false);
    for (size_t i = 0; i < n_kw; i++) {
        mp_obj_t name = args[n_args + 2 * i];
        if (name == MP_OBJ_NEW_QSTR(text ? MP_QSTR_initial_value : MP_QSTR_initial_bytes)) {
            initial = args[n_args + 2 * i + 1];
        } else if (!text || name != MP_OBJ_NEW_QSTR(MP_QSTR_newline)) {
            mp_raise_TypeError(MP_ERROR_TEXT("unexpected keyword argument"));
        }
    }
    if (initial == MP_OBJ_NULL || initial == mp_const_none || mp_obj_is_int(initial)) {
        return initial == mp_const_none ? MP_OBJ_NULL : initial; // a number is the room that upstream's makes
    }
    if (text && !mp_obj_is_str(initial)) {
        mph_raise(&mp_type_TypeError, "initial_value must be str or None, not %t", initial);
    }
    if (!text && mp_obj_is_str(initial)) {
        mp_raise_TypeError(MP_ERROR_TEXT("a bytes-like object is required, not 'str'"));
    }
    return initial;
}

static mp_obj_t new_piece(const mp_obj_stringio_t *self, const char *from, size_t length) {
    return is_text(self) ? mp_obj_new_str(from, length) : mp_obj_new_bytes((const byte *)from, length);
}

// The rest of the line, of at most so many characters or bytes if that is not negative.
static mp_obj_t take_line(mp_obj_stringio_t *self, int64_t most) {
    size_t left = self->vstr->len > self->pos ? self->vstr->len - self->pos : 0;
    const char *from = self->vstr->buf + self->pos;
    const char *newline = left > 0 ? memchr(from, '\n', left) : NULL;
    size_t length = newline != NULL ? (size_t)(newline - from) + 1 : left;
    if (most >= 0 && is_text(self)) {
        size_t end = 0;
        for (int64_t i = 0; i < most && end < length; i++) {
            do {
                end++;
            } while (end < length && UTF8_IS_CONT(from[end]));
        }
        length = end;
    } else if (most >= 0 && (uint64_t)most < length) {
        length = (size_t)most;
    }
    self->pos += length;
    return new_piece(self, self->vstr->buf + self->pos - length, length);
}

static mp_obj_t readline(size_t n_args, const mp_obj_t *args) {
    int64_t most = n_args > 1 && args[1] != mp_const_none ? mph_get_int64(args[1]) : -1;
    return take_line(opened(args[0]), most);
}
static MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(readline_obj, 1, 2, readline);

static bool at_end(const mp_obj_stringio_t *self) {
    return self->pos >= self->vstr->len;
}

mp_obj_t mph_stringio_next(mp_obj_t self_in) {
    mp_obj_stringio_t *self = opened(self_in);
    return at_end(self) ? MP_OBJ_STOP_ITERATION : take_line(self, -1);
}

static mp_obj_t readlines(size_t n_args, const mp_obj_t *args) {
    mp_obj_stringio_t *self = opened(args[0]);
    int64_t hint = n_args > 1 && args[1] != mp_const_none ? mph_get_int64(args[1]) : 0;
    size_t start = self->pos;
    mp_obj_t lines = mp_obj_new_list(0, NULL);
    while (!at_end(self) && (hint <= 0 || (int64_t)(self->pos - start) < hint)) {
        mp_obj_list_append(lines, take_line(self, -1));
    }
    return lines;
}
static MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(readlines_obj, 1, 2, readlines);

static mp_obj_t read(size_t n_args, const mp_obj_t *args) {
    opened(args[0]);
    if (n_args > 1 && args[1] == mp_const_none) {
        n_args = 1;
    }
    return mp_call_function_n_kw(MP_OBJ_FROM_PTR(&mp_stream_read_obj), n_args, 0, args);
}
static MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(read_obj, 1, 2, read);

static mp_obj_t write(mp_obj_t self_in, mp_obj_t data) {
    mp_obj_stringio_t *self = opened(self_in);
    if (is_text(self) && !mp_obj_is_str(data)) {
        mph_raise(&mp_type_TypeError, "string argument expected, got '%t'", data);
    }
    mp_buffer_info_t buffer;
    if ((!is_text(self) && mp_obj_is_str(data)) || !mp_get_buffer(data, &buffer, MP_BUFFER_READ)) {
        mph_raise(&mp_type_TypeError, "a bytes-like object is required, not '%t'", data);
    }
    mp_obj_t written = mp_stream_write(self_in, buffer.buf, buffer.len, MP_STREAM_RW_WRITE);
    return is_text(self) ? mp_obj_len(data) : written;
}
static MP_DEFINE_CONST_FUN_OBJ_2(write_obj, write);

static mp_obj_t writelines(mp_obj_t self, mp_obj_t lines_in) {
    mp_obj_iter_buf_t iter_buf;
    mp_obj_t lines = mp_getiter(lines_in, &iter_buf);
    mp_obj_t line;
    while ((line = mp_iternext(lines)) != MP_OBJ_STOP_ITERATION) {
        write(self, line);
    }
    return mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_2(writelines_obj, writelines);

static mp_obj_t truncate(size_t n_args, const mp_obj_t *args) {
    mp_obj_stringio_t *self = opened(args[0]);
    int64_t size = n_args > 1 && args[1] != mp_const_none ? mph_get_int64(args[1]) : (int64_t)self->pos;
    if (size < 0) {
        mp_raise_msg_varg(&mp_type_ValueError, is_text(self) ? MP_ERROR_TEXT("Negative size value %d") : MP_ERROR_TEXT("negative size value %d"), (int)size);
    }
    if ((uint64_t)size < self->vstr->len) {
        self->vstr->len = (size_t)size;
    }
    return mph_new_int64(size);
}
static MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(truncate_obj, 1, 2, truncate);

static mp_obj_t getvalue(mp_obj_t self_in) {
    const mp_obj_stringio_t *self = opened(self_in);
    return new_piece(self, self->vstr->buf, self->vstr->len);
}
static MP_DEFINE_CONST_FUN_OBJ_1(getvalue_obj, getvalue);

// A view of what is there now; CPython's also changes it.
static mp_obj_t getbuffer(mp_obj_t self) {
    mp_obj_t value = getvalue(self);
    return mp_call_function_1(MP_OBJ_FROM_PTR(&mp_type_memoryview), value);
}
static MP_DEFINE_CONST_FUN_OBJ_1(getbuffer_obj, getbuffer);

static mp_obj_t yes(mp_obj_t self) {
    opened(self);
    return mp_const_true;
}
static MP_DEFINE_CONST_FUN_OBJ_1(yes_obj, yes);

static mp_obj_t isatty(mp_obj_t self) {
    opened(self);
    return mp_const_false;
}
static MP_DEFINE_CONST_FUN_OBJ_1(isatty_obj, isatty);

void mph_stringio_attr(mp_obj_t self_in, qstr attr, mp_obj_t *dest) {
    if (dest[0] == MP_OBJ_NULL) {
        if (attr == MP_QSTR_closed) {
            dest[0] = mp_obj_new_bool(((mp_obj_stringio_t *)MP_OBJ_TO_PTR(self_in))->vstr == NULL);
        } else {
            dest[1] = MP_OBJ_SENTINEL; // look among the methods
        }
    }
}

#define METHODS \
    { MP_ROM_QSTR(MP_QSTR___enter__), MP_ROM_PTR(&mp_identity_obj) }, \
    { MP_ROM_QSTR(MP_QSTR___exit__), MP_ROM_PTR(&mp_stream___exit___obj) }, \
    { MP_ROM_QSTR(MP_QSTR_close), MP_ROM_PTR(&mp_stream_close_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_flush), MP_ROM_PTR(&mp_stream_flush_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_getvalue), MP_ROM_PTR(&getvalue_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_isatty), MP_ROM_PTR(&isatty_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_read), MP_ROM_PTR(&read_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_readable), MP_ROM_PTR(&yes_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_readinto), MP_ROM_PTR(&mp_stream_readinto_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_readline), MP_ROM_PTR(&readline_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_readlines), MP_ROM_PTR(&readlines_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_seek), MP_ROM_PTR(&mp_stream_seek_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_seekable), MP_ROM_PTR(&yes_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_tell), MP_ROM_PTR(&mp_stream_tell_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_truncate), MP_ROM_PTR(&truncate_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_writable), MP_ROM_PTR(&yes_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_write), MP_ROM_PTR(&write_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_writelines), MP_ROM_PTR(&writelines_obj) }

static const mp_rom_map_elem_t stringio_locals_table[] = { METHODS };
MP_DEFINE_CONST_DICT(mph_stringio_locals, stringio_locals_table);

static const mp_rom_map_elem_t bytesio_locals_table[] = {
    METHODS,
    { MP_ROM_QSTR(MP_QSTR_getbuffer), MP_ROM_PTR(&getbuffer_obj) },
    { MP_ROM_QSTR(MP_QSTR_read1), MP_ROM_PTR(&mp_stream_read1_obj) },
};
MP_DEFINE_CONST_DICT(mph_bytesio_locals, bytesio_locals_table);
