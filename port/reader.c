// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The text of a module that is imported from a file: read as a whole, so that whatever
// goes wrong is raised, and no part of a module is taken for all of it.

#include <string.h>

#include "py/builtin.h"
#include "py/reader.h"
#include "py/runtime.h"
#include "py/stream.h"

#define PIECE_BYTES (4096)

void mp_reader_new_file(mp_reader_t *reader, qstr filename) {
    mp_obj_t arguments[] = { MP_OBJ_NEW_QSTR(filename), MP_OBJ_NEW_QSTR(MP_QSTR_rb) };
    mp_obj_t file = mp_vfs_open(MP_ARRAY_SIZE(arguments), arguments, (mp_map_t *)&mp_const_empty_map);
    const mp_stream_p_t *stream = mp_get_stream_raise(file, MP_STREAM_OP_READ);
    vstr_t text;
    vstr_init(&text, PIECE_BYTES);
    for (;;) {
        int error;
        mp_uint_t length = stream->read(file, vstr_add_len(&text, PIECE_BYTES), PIECE_BYTES, &error);
        if (length == MP_STREAM_ERROR) {
            mp_raise_OSError(error);
        }
        vstr_cut_tail_bytes(&text, PIECE_BYTES - length);
        if (length == 0) {
            break;
        }
    }
    mp_stream_close(file);
    const byte *start = (const byte *)text.buf;
    size_t length = text.len;
    if (length >= 3 && memcmp(start, "\xef\xbb\xbf", 3) == 0) {
        start += 3; // some editors begin a file so
        length -= 3;
    }
    mp_reader_new_mem(reader, start, length, 0); // the collector frees it
}
