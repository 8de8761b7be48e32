// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What a program sees of an open file: a TextIOWrapper, or a FileIO for bytes. Both
// buffer by themselves, so that there is nothing below them.

#include <string.h>

#include "py/mperrno.h"
#include "py/objstr.h"
#include "py/runtime.h"
#include "py/stream.h"

#include "port/exception.h"
#include "port/file.h"

// An optional number of bytes or characters: SIZE_MAX if it is None or negative.
static size_t limit_of(size_t n_args, const mp_obj_t *args) {
    if (n_args < 2 || args[1] == mp_const_none) {
        return SIZE_MAX;
    }
    mp_int_t limit = mp_obj_get_int(args[1]);
    return limit < 0 ? SIZE_MAX : (size_t)limit;
}

// ---- reading ----

static mp_obj_t read_bytes(mph_file_t *file, size_t limit) {
    size_t hint = mph_file_size_hint(file);
    vstr_t bytes;
    size_t wanted = MIN(limit, hint + 1);
    vstr_init(&bytes, wanted + 1); // what it becomes ends in a NUL
    while (bytes.len < limit) {
        uint8_t *room = (uint8_t *)vstr_add_len(&bytes, wanted);
        size_t count = mph_file_read(file, room, wanted);
        vstr_cut_tail_bytes(&bytes, wanted - count);
        if (count < wanted) {
            break;
        }
        wanted = MIN(limit - bytes.len, MAX(hint / 8, 1024));
    }
    return mp_obj_new_bytes_from_vstr(&bytes);
}

static mp_obj_t file_read(size_t n_args, const mp_obj_t *args) {
    mph_file_t *file = MP_OBJ_TO_PTR(args[0]);
    mph_file_check_readable(file);
    size_t limit = limit_of(n_args, args);
    return mph_file_is_text(file) ? mph_file_read_text(file, limit) : read_bytes(file, limit);
}
static MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(file_read_obj, 1, 2, file_read);

static mp_obj_t read_line_of_bytes(mph_file_t *file, size_t limit) {
    mph_file_flush(file);
    size_t unread = file->end - file->start;
    const uint8_t *first = file->bytes + file->start;
    size_t most = MIN(unread, limit);
    size_t end = mph_find_byte(first, most, '\n');
    if (end < most) {
        file->start += end + 1;
        return mph_file_line(&mp_type_bytes, first, end + 1);
    }
    vstr_t line;
    vstr_init(&line, 64);
    do {
        const uint8_t *bytes = file->bytes + file->start;
        size_t length = MIN(file->end - file->start, limit - line.len);
        const uint8_t *lf = length == 0 ? NULL : memchr(bytes, '\n', length);
        if (lf != NULL) {
            length = lf - bytes + 1;
        }
        vstr_add_strn(&line, (const char *)bytes, length);
        file->start += length;
        if (lf != NULL) {
            break;
        }
    } while (line.len < limit && mph_file_fill(file));
    return mp_obj_new_bytes_from_vstr(&line);
}

static mp_obj_t read_line(mph_file_t *file, size_t limit) {
    return mph_file_is_text(file) ? mph_file_read_line(file, limit) : read_line_of_bytes(file, limit);
}

static mp_obj_t file_readline(size_t n_args, const mp_obj_t *args) {
    mph_file_t *file = MP_OBJ_TO_PTR(args[0]);
    mph_file_check_readable(file);
    return read_line(file, limit_of(n_args, args));
}
static MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(file_readline_obj, 1, 2, file_readline);

static mp_obj_t file_next(mp_obj_t self_in) {
    mph_file_t *file = MP_OBJ_TO_PTR(self_in);
    mph_file_check_readable(file);
    mp_obj_t line = read_line(file, SIZE_MAX);
    bool at_end = mp_obj_is_qstr(line)
        ? line == MP_OBJ_NEW_QSTR(MP_QSTR_)
        : ((mp_obj_str_t *)MP_OBJ_TO_PTR(line))->len == 0;
    return at_end ? MP_OBJ_STOP_ITERATION : line;
}

static mp_obj_t file_readlines(size_t n_args, const mp_obj_t *args) {
    mph_file_t *file = MP_OBJ_TO_PTR(args[0]);
    mph_file_check_readable(file);
    size_t hint = limit_of(n_args, args);
    mp_obj_t lines = mp_obj_new_list(0, NULL);
    for (size_t total = 0; hint == 0 || total <= hint; ) {
        mp_obj_t line = file_next(args[0]);
        if (line == MP_OBJ_STOP_ITERATION) {
            break;
        }
        size_t length;
        (void)mp_obj_str_get_data(line, &length);
        total += length;
        mp_obj_list_append(lines, line);
        mp_handle_pending(true);
    }
    return lines;
}
static MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(file_readlines_obj, 1, 2, file_readlines);

// How much is read may be said, too, as elsewhere in MicroPython.
static mp_obj_t file_readinto(size_t n_args, const mp_obj_t *args) {
    mph_file_t *file = MP_OBJ_TO_PTR(args[0]);
    mph_file_check_readable(file);
    mp_buffer_info_t buffer;
    mp_get_buffer_raise(args[1], &buffer, MP_BUFFER_WRITE);
    size_t most = limit_of(n_args - 1, args + 1);
    return mp_obj_new_int_from_uint(mph_file_read(file, buffer.buf, MIN(buffer.len, most)));
}
static MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(file_readinto_obj, 2, 3, file_readinto);

// ---- writing ----

static mp_obj_t file_write(mp_obj_t self_in, mp_obj_t data) {
    mph_file_t *file = MP_OBJ_TO_PTR(self_in);
    mph_file_check_writable(file);
    if (mph_file_is_text(file)) {
        if (!mp_obj_is_str(data)) {
            mp_raise_msg_varg(&mp_type_TypeError, MP_ERROR_TEXT("write() argument must be str, not %s"), mp_obj_get_type_str(data));
        }
        size_t length;
        const char *text = mp_obj_str_get_data(data, &length);
        mph_file_write_text(file, (const uint8_t *)text, length);
        return mp_obj_new_int_from_uint(utf8_charlen((const byte *)text, length));
    }
    if (mp_obj_is_str(data)) {
        mp_raise_TypeError(MP_ERROR_TEXT("a bytes-like object is required, not 'str'"));
    }
    mp_buffer_info_t buffer;
    mp_get_buffer_raise(data, &buffer, MP_BUFFER_READ);
    mph_file_write(file, buffer.buf, buffer.len);
    return mp_obj_new_int_from_uint(buffer.len);
}
static MP_DEFINE_CONST_FUN_OBJ_2(file_write_obj, file_write);

static mp_obj_t file_writelines(mp_obj_t self_in, mp_obj_t lines) {
    mph_file_check_writable(MP_OBJ_TO_PTR(self_in));
    mp_obj_iter_buf_t buffer;
    mp_obj_t iterator = mp_getiter(lines, &buffer);
    for (mp_obj_t line; (line = mp_iternext(iterator)) != MP_OBJ_STOP_ITERATION; ) {
        file_write(self_in, line);
        mp_handle_pending(true);
    }
    return mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_2(file_writelines_obj, file_writelines);

static mp_obj_t file_flush(mp_obj_t self_in) {
    mph_file_check_open(MP_OBJ_TO_PTR(self_in));
    mph_file_flush(MP_OBJ_TO_PTR(self_in));
    return mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_1(file_flush_obj, file_flush);

// ---- places ----

static mp_obj_t file_tell(mp_obj_t self_in) {
    mph_file_check_open(MP_OBJ_TO_PTR(self_in));
    return mp_obj_new_int_from_ull(mph_file_tell(MP_OBJ_TO_PTR(self_in)));
}
static MP_DEFINE_CONST_FUN_OBJ_1(file_tell_obj, file_tell);

uint64_t mph_file_seek_from(mph_file_t *file, int64_t offset, mp_int_t whence) {
    mph_file_check_open(file);
    if (whence < MP_SEEK_SET || whence > MP_SEEK_END) {
        mp_raise_msg_varg(&mp_type_ValueError, MP_ERROR_TEXT("invalid whence (%d, should be 0, 1 or 2)"), (int)whence);
    }
    // In text a number of bytes says nothing, but where it was asked for.
    if (mph_file_is_text(file) && whence != MP_SEEK_SET && offset != 0) {
        mp_raise_msg(&mp_type_UnsupportedOperation, whence == MP_SEEK_CUR ? MP_ERROR_TEXT("can't do nonzero cur-relative seeks") : MP_ERROR_TEXT("can't do nonzero end-relative seeks"));
    }
    int64_t base = whence == MP_SEEK_SET ? 0 : whence == MP_SEEK_CUR ? mph_file_tell(file) : mph_file_size(file);
    int64_t place;
    if (__builtin_add_overflow(base, offset, &place) || place < 0) {
        if (mph_file_is_text(file)) {
            mp_raise_ValueError(MP_ERROR_TEXT("negative seek position"));
        }
        mph_raise_oserror(MP_EINVAL, MP_OBJ_NULL, MP_OBJ_NULL);
    }
    mph_file_seek(file, place);
    return place;
}

static mp_obj_t file_seek(size_t n_args, const mp_obj_t *args) {
    mp_int_t whence = n_args == 3 ? mp_obj_get_int(args[2]) : MP_SEEK_SET;
    return mp_obj_new_int_from_ull(mph_file_seek_from(MP_OBJ_TO_PTR(args[0]), mp_obj_get_ll(args[1]), whence));
}
static MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(file_seek_obj, 2, 3, file_seek);

static mp_obj_t file_truncate(size_t n_args, const mp_obj_t *args) {
    mph_file_t *file = MP_OBJ_TO_PTR(args[0]);
    mph_file_check_writable(file);
    bool given = n_args == 2 && args[1] != mp_const_none;
    int64_t size = given ? mp_obj_get_ll(args[1]) : (int64_t)mph_file_tell(file);
    if (size < 0) {
        mph_raise_oserror(MP_EINVAL, MP_OBJ_NULL, MP_OBJ_NULL);
    }
    mph_file_truncate(file, size);
    return mp_obj_new_int_from_ull(size);
}
static MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(file_truncate_obj, 1, 2, file_truncate);

// ---- its end ----

static mp_obj_t file_close(mp_obj_t self_in) {
    int number = mph_file_close(MP_OBJ_TO_PTR(self_in));
    if (number != 0) {
        mph_raise_oserror(number, MP_OBJ_NULL, MP_OBJ_NULL);
    }
    return mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_1(file_close_obj, file_close);

// The collector calls it while it runs: nothing may be raised or allocated.
static mp_obj_t file_del(mp_obj_t self_in) {
    (void)mph_file_close(MP_OBJ_TO_PTR(self_in));
    return mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_1(file_del_obj, file_del);

static mp_obj_t file_enter(mp_obj_t self_in) {
    mph_file_check_open(MP_OBJ_TO_PTR(self_in));
    return self_in;
}
static MP_DEFINE_CONST_FUN_OBJ_1(file_enter_obj, file_enter);

static mp_obj_t file_exit(size_t n_args, const mp_obj_t *args) {
    (void)n_args;
    return file_close(args[0]);
}
static MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(file_exit_obj, 4, 4, file_exit);

// ---- what it is ----

static mp_obj_t file_readable(mp_obj_t self_in) {
    const mph_file_t *file = MP_OBJ_TO_PTR(self_in);
    mph_file_check_open(file);
    return mp_obj_new_bool(file->readable);
}
static MP_DEFINE_CONST_FUN_OBJ_1(file_readable_obj, file_readable);

static mp_obj_t file_writable(mp_obj_t self_in) {
    const mph_file_t *file = MP_OBJ_TO_PTR(self_in);
    mph_file_check_open(file);
    return mp_obj_new_bool(file->writable);
}
static MP_DEFINE_CONST_FUN_OBJ_1(file_writable_obj, file_writable);

static mp_obj_t file_seekable(mp_obj_t self_in) {
    mph_file_check_open(MP_OBJ_TO_PTR(self_in));
    return mp_const_true;
}
static MP_DEFINE_CONST_FUN_OBJ_1(file_seekable_obj, file_seekable);

static mp_obj_t file_isatty(mp_obj_t self_in) {
    mph_file_check_open(MP_OBJ_TO_PTR(self_in));
    return mp_const_false;
}
static MP_DEFINE_CONST_FUN_OBJ_1(file_isatty_obj, file_isatty);

static mp_obj_t file_fileno(mp_obj_t self_in) {
    mph_file_check_open(MP_OBJ_TO_PTR(self_in));
    mp_raise_msg(&mp_type_UnsupportedOperation, MP_ERROR_TEXT("fileno"));
}
static MP_DEFINE_CONST_FUN_OBJ_1(file_fileno_obj, file_fileno);

static mp_obj_t text_or_none(const char *text) {
    return text == NULL ? mp_const_none : mp_obj_new_str(text, strlen(text));
}

static void file_attr(mp_obj_t self_in, qstr attr, mp_obj_t *dest) {
    const mph_file_t *file = MP_OBJ_TO_PTR(self_in);
    if (dest[0] != MP_OBJ_NULL) {
        return; // none can be set
    }
    switch (attr) {
        case MP_QSTR_closed:
            dest[0] = mp_obj_new_bool(file->number == MPH_FILE_CLOSED);
            return;
        case MP_QSTR_name:
            dest[0] = file->name;
            return;
        case MP_QSTR_mode:
            dest[0] = MP_OBJ_NEW_QSTR(file->mode);
            return;
        case MP_QSTR_encoding:
        case MP_QSTR_errors:
            if (mph_file_is_text(file)) {
                dest[0] = text_or_none(attr == MP_QSTR_encoding ? mph_encoding_name(file->encoding) : mph_errors_name(file->errors));
                return;
            }
            break;
        default:
            break;
    }
    dest[1] = MP_OBJ_SENTINEL; // go on with the type's own names
}

static void file_print(const mp_print_t *print, mp_obj_t self_in, mp_print_kind_t kind) {
    (void)kind;
    const mph_file_t *file = MP_OBJ_TO_PTR(self_in);
    mp_printf(print, "<_io.%s name=", mp_obj_get_type_str(self_in));
    mp_obj_print_helper(print, file->name, PRINT_REPR);
    mp_printf(print, " mode='%q'", file->mode);
    if (mph_file_is_text(file)) {
        mp_printf(print, " encoding='%s'", mph_encoding_name(file->encoding));
    }
    mp_print_str(print, ">");
}

static const mp_rom_map_elem_t file_locals_table[] = {
    { MP_ROM_QSTR(MP_QSTR_read), MP_ROM_PTR(&file_read_obj) },
    { MP_ROM_QSTR(MP_QSTR_readline), MP_ROM_PTR(&file_readline_obj) },
    { MP_ROM_QSTR(MP_QSTR_readlines), MP_ROM_PTR(&file_readlines_obj) },
    { MP_ROM_QSTR(MP_QSTR_write), MP_ROM_PTR(&file_write_obj) },
    { MP_ROM_QSTR(MP_QSTR_writelines), MP_ROM_PTR(&file_writelines_obj) },
    { MP_ROM_QSTR(MP_QSTR_flush), MP_ROM_PTR(&file_flush_obj) },
    { MP_ROM_QSTR(MP_QSTR_tell), MP_ROM_PTR(&file_tell_obj) },
    { MP_ROM_QSTR(MP_QSTR_seek), MP_ROM_PTR(&file_seek_obj) },
    { MP_ROM_QSTR(MP_QSTR_truncate), MP_ROM_PTR(&file_truncate_obj) },
    { MP_ROM_QSTR(MP_QSTR_close), MP_ROM_PTR(&file_close_obj) },
    { MP_ROM_QSTR(MP_QSTR_readable), MP_ROM_PTR(&file_readable_obj) },
    { MP_ROM_QSTR(MP_QSTR_writable), MP_ROM_PTR(&file_writable_obj) },
    { MP_ROM_QSTR(MP_QSTR_seekable), MP_ROM_PTR(&file_seekable_obj) },
    { MP_ROM_QSTR(MP_QSTR_isatty), MP_ROM_PTR(&file_isatty_obj) },
    { MP_ROM_QSTR(MP_QSTR_fileno), MP_ROM_PTR(&file_fileno_obj) },
    { MP_ROM_QSTR(MP_QSTR___del__), MP_ROM_PTR(&file_del_obj) },
    { MP_ROM_QSTR(MP_QSTR___enter__), MP_ROM_PTR(&file_enter_obj) },
    { MP_ROM_QSTR(MP_QSTR___exit__), MP_ROM_PTR(&file_exit_obj) },
    // Those of bytes only come last.
    { MP_ROM_QSTR(MP_QSTR_readinto), MP_ROM_PTR(&file_readinto_obj) },
    { MP_ROM_QSTR(MP_QSTR_read1), MP_ROM_PTR(&file_read_obj) },
};
static MP_DEFINE_CONST_DICT(bytes_locals, file_locals_table);
static const mp_obj_dict_t text_locals = {
    .base = { &mp_type_dict },
    .map = {
        .all_keys_are_qstrs = 1,
        .is_fixed = 1,
        .is_ordered = 1,
        .used = MP_ARRAY_SIZE(file_locals_table) - 2,
        .alloc = MP_ARRAY_SIZE(file_locals_table) - 2,
        .table = (mp_map_elem_t *)(mp_rom_map_elem_t *)file_locals_table,
    },
};

MP_DEFINE_CONST_OBJ_TYPE(
    mph_type_text_file, MP_QSTR_TextIOWrapper, MP_TYPE_FLAG_ITER_IS_ITERNEXT,
    print, file_print, attr, file_attr,
    iter, file_next,
    protocol, &mph_text_file_protocol,
    locals_dict, &text_locals
    );
MP_DEFINE_CONST_OBJ_TYPE(
    mph_type_bytes_file, MP_QSTR_FileIO, MP_TYPE_FLAG_ITER_IS_ITERNEXT,
    print, file_print, attr, file_attr,
    iter, file_next,
    protocol, &mph_bytes_file_protocol,
    locals_dict, &bytes_locals
    );
