// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The text of files: lines and characters are found in the bytes that are read
// ahead, and only then decoded. So a text file's place is always that of a byte.

#include <string.h>

#include "py/objstr.h"
#include "py/runtime.h"

#include "port/file.h"
#include "port/textcodec.h"

// What is taken may be up to so many bytes for one character: more are read ahead
// before it is looked at.
#define LONGEST_CHARACTER (4)

// ---- marks at the beginning ----

static const uint8_t mark[] = { 0xef, 0xbb, 0xbf };

// Skips the mark, or what a file has of it that ends in it, if this is where one may be.
static void skip_mark(mph_file_t *file) {
    if (file->encoding != MPH_ENCODING_UTF_8_SIG || mph_file_tell(file) != 0) {
        return;
    }
    while (file->end - file->start < sizeof(mark) && mph_file_fill(file)) {
    }
    size_t length = MIN(file->end - file->start, sizeof(mark));
    if (length > 0 && memcmp(file->bytes + file->start, mark, length) == 0) {
        file->start += length;
    }
}

// ---- reading ----

mp_obj_t mph_file_line(const mp_obj_type_t *type, const uint8_t *bytes, size_t length) {
    mp_obj_str_t *line = mp_obj_malloc(mp_obj_str_t, type);
    uint8_t *copy = m_new(uint8_t, length + MPH_FILE_SLACK);
    if (length > 256) {
        memcpy(copy, bytes, length);
    } else {
        // The engine's own copy is a call out of the compiled code.
        for (size_t at = 0; at < length; at += 8) {
            uint64_t word;
            memcpy(&word, bytes + at, 8);
            *(volatile uint64_t *)(copy + at) = word;
        }
    }
    copy[length] = '\0';
    line->hash = 0; // computed if it is needed
    line->len = length;
    line->data = copy;
    return MP_OBJ_FROM_PTR(line);
}

// Whether bytes of the buffer are text as they are.
static bool is_plain(const mph_file_t *file) {
    return !file->maybe_high && (!file->maybe_cr || file->newline != MPH_NEWLINE_UNIVERSAL);
}

// The usual line: all of it is in the buffer, and is text as it is but for its end.
// MP_OBJ_NULL if it is another.
static mp_obj_t usual_line(mph_file_t *file, size_t length) {
    const uint8_t *bytes = file->bytes + file->start;
    if (file->maybe_high && !mph_is_text(bytes, length, file->encoding)) {
        return MP_OBJ_NULL;
    }
    file->start += length;
    if (file->newline == MPH_NEWLINE_UNIVERSAL && file->maybe_cr) {
        length -= length > 1 && bytes[length - 2] == '\r' && bytes[length - 1] == '\n';
    }
    mp_obj_t line = mph_file_line(&mp_type_str, bytes, length);
    if (file->newline == MPH_NEWLINE_UNIVERSAL) {
        // It is new, so that it may still be written to.
        ((uint8_t *)((mp_obj_str_t *)MP_OBJ_TO_PTR(line))->data)[length - 1] = '\n';
    }
    return line;
}

// Makes text of bytes, which go away.
static mp_obj_t decode(const mph_file_t *file, vstr_t *bytes) {
    if (file->newline == MPH_NEWLINE_UNIVERSAL) {
        mph_translate_newlines(bytes);
    }
    mph_decode_text(bytes, file->encoding, file->errors);
    return mp_obj_new_str_from_utf8_vstr(bytes);
}

static inline bool ends_at_cr(const mph_file_t *file) {
    return file->newline != MPH_NEWLINE_LF && file->maybe_cr;
}

// Finds where the line that begins at bytes[start] ends, with what ends it; 0 if that
// is not in the buffer. `*more` is set where that cannot be told without what follows.
static size_t end_of_line(const mph_file_t *file, bool *more) {
    const uint8_t *bytes = file->bytes + file->start;
    size_t length = file->end - file->start;
    *more = false;
    if (file->newline == MPH_NEWLINE_CR || file->newline == MPH_NEWLINE_CRLF) {
        for (size_t from = 0; from < length; ) {
            const uint8_t *cr = memchr(bytes + from, '\r', length - from);
            if (cr == NULL) {
                return 0;
            }
            size_t after = cr - bytes + 1;
            if (file->newline == MPH_NEWLINE_CR) {
                return after;
            }
            if (after == length) {
                *more = true;
                return 0;
            }
            if (bytes[after] == '\n') {
                return after + 1;
            }
            from = after;
        }
        return 0;
    }
    size_t lf = mph_find_byte(bytes, length, '\n');
    size_t end = lf == length ? 0 : lf + 1;
    if (!ends_at_cr(file)) {
        return end;
    }
    const uint8_t *cr = memchr(bytes, '\r', end == 0 ? length : end - 1);
    if (cr == NULL) {
        return end;
    }
    size_t after = cr - bytes + 1;
    if (after == length) {
        *more = true;
        return 0;
    }
    return bytes[after] == '\n' ? after + 1 : after;
}

// How many bytes the next so many characters take, of those that are in the buffer,
// and counts those characters down. Characters that may go on beyond the buffer are
// left, unless nothing follows.
static size_t take_characters(const mph_file_t *file, size_t length, size_t *limit, bool last) {
    const uint8_t *bytes = file->bytes + file->start;
    bool plain = is_plain(file);
    if (plain) {
        size_t count = MIN(length, *limit);
        *limit -= count;
        return count;
    }
    size_t at = 0;
    while (at < length && *limit > 0 && (last || length - at >= LONGEST_CHARACTER)) {
        size_t count = 1;
        if (bytes[at] == '\r' && file->newline == MPH_NEWLINE_UNIVERSAL) {
            count = at + 1 < length && bytes[at + 1] == '\n' ? 2 : 1;
        } else if (bytes[at] >= 0x80 && file->encoding <= MPH_ENCODING_UTF_8_SIG) {
            count = mph_utf8_length(bytes + at, length - at);
        }
        at += count;
        *limit -= 1;
    }
    return at;
}

mp_obj_t mph_file_read_line(mph_file_t *file, size_t limit) {
    mph_file_flush(file);
    skip_mark(file);
    bool last = false;
    vstr_t line;
    bool begun = false;
    for (;;) {
        bool more = false;
        size_t unread = file->end - file->start;
        size_t end = unread == 0 ? 0 : end_of_line(file, &more);
        if (more && last) {
            end = unread; // a line that ends with \r at the end of the file, or goes on to it
        }
        if (end > 0 && !begun && limit >= end && !last) {
            mp_obj_t string = usual_line(file, end);
            if (string != MP_OBJ_NULL) {
                return string;
            }
        }
        if (!begun) {
            vstr_init(&line, MIN(unread, 120) + 8);
            begun = true;
        }
        if (end > 0 || last) {
            size_t length = end > 0 ? end : unread;
            if (limit < length) {
                length = take_characters(file, length, &limit, true);
            }
            vstr_add_strn(&line, (const char *)file->bytes + file->start, length);
            file->start += length;
            return decode(file, &line);
        }
        // All of the buffer is of the line, but for what may belong to what follows.
        size_t length = take_characters(file, unread, &limit, false);
        if (more && length == unread) {
            length -= 1;
            limit += 1;
        }
        vstr_add_strn(&line, (const char *)file->bytes + file->start, length);
        file->start += length;
        if (limit == 0) {
            return decode(file, &line);
        }
        last = !mph_file_fill(file);
    }
}

mp_obj_t mph_file_read_text(mph_file_t *file, size_t limit) {
    mph_file_flush(file);
    skip_mark(file);
    vstr_t text;
    if (limit == SIZE_MAX) {
        size_t hint = mph_file_size_hint(file);
        vstr_init(&text, hint + 2); // what it becomes ends in a NUL
        for (size_t wanted = hint + 1; ; wanted = MAX(hint / 8, 1024)) {
            uint8_t *room = (uint8_t *)vstr_add_len(&text, wanted);
            size_t count = mph_file_read(file, room, wanted);
            vstr_cut_tail_bytes(&text, wanted - count);
            if (count < wanted) {
                return decode(file, &text);
            }
        }
    }
    vstr_init(&text, MIN(limit, 1024) + 1);
    for (bool last = false; limit > 0; last = !mph_file_fill(file)) {
        size_t unread = file->end - file->start;
        size_t count = take_characters(file, unread, &limit, last);
        vstr_add_strn(&text, (const char *)file->bytes + file->start, count);
        file->start += count;
        if (last) {
            break;
        }
    }
    return decode(file, &text);
}

// ---- writing ----

void mph_file_write_text(mph_file_t *file, const uint8_t *text, size_t length) {
    if (file->encoding == MPH_ENCODING_UTF_8_SIG && length > 0 && mph_file_tell(file) == 0) {
        mph_file_write(file, mark, sizeof(mark));
    }
    bool translate = file->newline >= MPH_NEWLINE_CR;
    bool encode = file->encoding > MPH_ENCODING_UTF_8_SIG;
    if (translate || encode) {
        vstr_t bytes;
        vstr_init(&bytes, length + 1);
        vstr_add_strn(&bytes, (const char *)text, length);
        if (encode) {
            mph_encode_text(&bytes, file->encoding, file->errors);
        }
        if (translate) {
            mph_replace_newlines(&bytes, file->newline == MPH_NEWLINE_CR ? "\r" : "\r\n");
        }
        mph_file_write(file, (const uint8_t *)bytes.buf, bytes.len);
        vstr_clear(&bytes);
    } else {
        mph_file_write(file, text, length);
    }
    if (file->by_lines && memchr(text, '\n', length) != NULL) {
        mph_file_flush(file);
    }
}
