// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Open files. file.c moves bytes between a file's buffer and the host, filetext.c
// makes text of them, fileobject.c is what programs see, fileopen.c opens them.

#ifndef MPH_FILE_H
#define MPH_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "py/obj.h"

enum mph_encoding {
    MPH_ENCODING_NONE, // bytes
    MPH_ENCODING_UTF_8,
    MPH_ENCODING_UTF_8_SIG, // with a mark at the beginning of the file
    MPH_ENCODING_ASCII,
    MPH_ENCODING_LATIN_1,
};

// What becomes of what cannot be decoded or encoded.
enum mph_errors {
    MPH_ERRORS_STRICT,
    MPH_ERRORS_IGNORE,
    MPH_ERRORS_REPLACE,
    MPH_ERRORS_BACKSLASHREPLACE,
};

// Where lines end, and what is made of that.
enum mph_newline {
    MPH_NEWLINE_UNIVERSAL, // at \n, \r or \r\n, which become \n
    MPH_NEWLINE_ANY,       // at \n, \r or \r\n, which stay
    MPH_NEWLINE_LF,        // at \n
    MPH_NEWLINE_CR,        // at \r, which \n becomes when it is written
    MPH_NEWLINE_CRLF,      // at \r\n, likewise
};

typedef struct _mph_file_t {
    mp_obj_base_t base;
    uint32_t number; // the host's for it, or MPH_FILE_CLOSED
    // Its neighbours in the list of open files, hidden from the collector.
    uintptr_t next;
    uintptr_t previous;
    bool readable;
    bool writable;
    bool append;
    bool by_lines; // is written out at the end of each line
    bool unbuffered;
    uint8_t encoding;
    uint8_t errors;
    uint8_t newline;
    // What is true of the unread bytes in the buffer.
    bool maybe_high; // one may not be ASCII
    bool maybe_cr;   // one may be \r
    // If `dirty`, bytes[0..end) are to be written at `offset`. Otherwise bytes[start..end)
    // are read ahead, and `offset` is the place in the file after them.
    bool dirty;
    uint32_t start;
    uint32_t end;
    uint32_t capacity;
    uint8_t *bytes;
    uint64_t offset;
    mp_obj_t name;
    qstr mode;
} mph_file_t;

#define MPH_FILE_CLOSED UINT32_MAX

extern const mp_obj_type_t mph_type_text_file;
extern const mp_obj_type_t mph_type_bytes_file;

extern const mp_obj_type_t mp_type_UnsupportedOperation;

// filestream.c
extern const struct _mp_stream_p_t mph_text_file_protocol;
extern const struct _mp_stream_p_t mph_bytes_file_protocol;

static inline bool mph_file_is_text(const mph_file_t *file) {
    return file->encoding != MPH_ENCODING_NONE;
}

// ---- file.c ----

// Python's number for one of WASI's.
int mph_errno(uint32_t wasi);

// Takes an open file into the list.
void mph_file_enlist(mph_file_t *file);

// Raises ValueError if it is closed.
void mph_file_check_open(const mph_file_t *file);

// Raise UnsupportedOperation if it was not opened for that.
void mph_file_check_readable(const mph_file_t *file);
void mph_file_check_writable(const mph_file_t *file);

// Reads ahead, keeping what is unread. False at the end of the file.
bool mph_file_fill(mph_file_t *file);

// How many bytes there are from where it is to its end, as far as that is known.
size_t mph_file_size_hint(mph_file_t *file);

// Reads up to so many bytes past the buffer if that saves copying. Gives fewer only
// at the end of the file.
size_t mph_file_read(mph_file_t *file, uint8_t *bytes, size_t length);

void mph_file_write(mph_file_t *file, const uint8_t *bytes, size_t length);

// Writes what is in the buffer. What cannot be written is dropped.
void mph_file_flush(mph_file_t *file);

// Writes what is in the buffers of all files, so that whatever is asked of the file
// system next sees it. What cannot be written stays there.
void mph_files_write_out(void);

// Likewise when a run ends. Gives the first error number, and the name of the file; what
// cannot be written is dropped.
int mph_files_end(mp_obj_t *name);

// Where it is.
uint64_t mph_file_tell(const mph_file_t *file);

void mph_file_seek(mph_file_t *file, uint64_t offset);

// The size of the file as it is now.
uint64_t mph_file_size(mph_file_t *file);

void mph_file_truncate(mph_file_t *file, uint64_t size);

// Writes what is in the buffer, and closes it, if it is open. Gives the first error
// number, and raises nothing, since the collector calls it, too.
int mph_file_close(mph_file_t *file);

// A buffer has so many bytes more than its capacity, so that whole words can be read of
// what is in it.
#define MPH_FILE_SLACK (8)

// Where the first such byte of a buffer's is, or `length`. A word at a time, and without
// a call: lines are short.
static inline size_t mph_find_byte(const uint8_t *bytes, size_t length, uint8_t wanted) {
    const uint64_t ones = UINT64_C(0x0101010101010101);
    for (size_t at = 0; at < length; at += 8) {
        uint64_t word;
        memcpy(&word, bytes + at, 8);
        word ^= ones * wanted;
        // The lowest bit that is set is that of the first byte that is zero.
        uint64_t zeros = (word - ones) & ~word & (ones << 7);
        if (zeros != 0) {
            size_t found = at + __builtin_ctzll(zeros) / 8;
            return found < length ? found : length;
        }
    }
    return length;
}

// ---- fileobject.c ----

// Goes to a place from the beginning, from where it is, or from the end. Gives where it
// is then.
uint64_t mph_file_seek_from(mph_file_t *file, int64_t offset, mp_int_t whence);

// ---- filetext.c ----

// A new str or bytes with these bytes of a buffer in it.
mp_obj_t mph_file_line(const mp_obj_type_t *type, const uint8_t *bytes, size_t length);

// Reads one line, of at most so many characters; an empty string at the end.
mp_obj_t mph_file_read_line(mph_file_t *file, size_t limit);

// Reads so many characters, or all.
mp_obj_t mph_file_read_text(mph_file_t *file, size_t limit);

// Writes text, which is UTF-8.
void mph_file_write_text(mph_file_t *file, const uint8_t *text, size_t length);

// Raise LookupError if there is none of the name.
enum mph_encoding mph_encoding_named(mp_obj_t name);
enum mph_errors mph_errors_named(mp_obj_t name);

const char *mph_encoding_name(enum mph_encoding encoding);
const char *mph_errors_name(enum mph_errors errors);

// ---- vfs.c ----

// A path in the file system of what is granted.
typedef struct _mph_path_t {
    mp_obj_t given; // as the program wrote it
    mp_obj_t whole; // a str, from / on
    const char *text;
    size_t length;
} mph_path_t;

// Reads a path. False: it leads to a file system that the program itself has
// mounted, which takes `whole`.
bool mph_path(mp_obj_t given, mph_path_t *path);

// Raises the OSError for one of WASI's error numbers.
MP_NORETURN void mph_raise_path_error(uint32_t wasi, const mph_path_t *path, const mph_path_t *second);

// Where all paths start from: see the host's src/wasi/directory.rs.
#define MPH_ROOT_NUMBER (3)

// Whether files are granted at all.
bool mph_files_are_granted(void);

// os.lstat
MP_DECLARE_CONST_FUN_OBJ_1(mph_lstat_obj);

// Opens a file of a file system that the program itself has mounted.
mp_obj_t mph_open_mounted(size_t n_args, const mp_obj_t *args);

#endif // MPH_FILE_H
