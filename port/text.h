// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Texts: str, and what is like it in most methods, bytes and bytearray. Upstream's
// objstr.c has their operators and how they are made; str*.c here their methods.

#ifndef MPH_TEXT_H
#define MPH_TEXT_H

#include "py/objstr.h"

#include "port/unicode.h"

// ---- what a str knows of itself ----

// In `hash` of an mp_obj_str_t, beside the hash: that each character has one byte.
#define MPH_STR_ASCII ((size_t)1 << 16)
// That there is room behind it: strappend.c.
#define MPH_STR_HAS_ROOM ((size_t)1 << 17)

// Longer texts get their hash when it is asked for.
#define MPH_STR_HASHED_BYTES (64)

static inline bool mph_str_is_ascii(mp_obj_t text) {
    if (!mp_obj_is_qstr(text) && ((mp_obj_str_t *)MP_OBJ_TO_PTR(text))->hash & MPH_STR_ASCII) {
        return true;
    }
    GET_STR_DATA_LEN(text, data, bytes);
    return mph_is_ascii(data, bytes);
}

// Of one character, given as UTF-8.
mp_obj_t mph_str_of_character(const byte *character, size_t bytes);

// In characters.
size_t mph_str_length(mp_obj_t text);

// As repr() has it, or ascii().
void mph_str_print_quoted(const mp_print_t *print, const byte *text, size_t bytes, bool ascii_only);

// Appends a text with what is not ASCII escaped.
void mph_add_ascii(vstr_t *to, const byte *text, size_t bytes);

// The bytes of a text, and the reverse: strcodec.c. What cannot be encoded or
// decoded is handled as `errors` says, or raised.
mp_obj_t mph_str_to_bytes(mp_obj_t text, mp_obj_t encoding, mp_obj_t errors);
mp_obj_t mph_str_from_bytes(mp_obj_t bytes, mp_obj_t encoding, mp_obj_t errors);

// objbytes.c: bytes of anything that they can be made of; and of the arguments of
// bytes() and bytearray().
mp_obj_t mph_bytes_of(mp_obj_t object);
mp_obj_t mph_bytes_from_args(size_t n_args, size_t n_kw, const mp_obj_t *args);

// ---- str, bytes and bytearray alike ----

// Data that stays where it is only as long as no program runs: it may be that of a
// bytearray.
typedef struct _mph_text_t {
    const mp_obj_type_t *type; // of the first that it was taken from, or a base of that
    const byte *data;
    size_t length; // in bytes
} mph_text_t;

static inline bool mph_text_is_str(const mph_text_t *text) {
    return text->type == &mp_type_str;
}

// Of an object whose method was called.
mph_text_t mph_text_of(mp_obj_t self);

// Of an argument that has to be of the same kind. `method` begins the message of the
// TypeError that is raised if it is not.
mph_text_t mph_text_argument(const mph_text_t *self, mp_obj_t argument, const char *method);

// Whether it is of that kind.
bool mph_text_is_like(const mph_text_t *self, mp_obj_t argument);

// Another of the same type.
mp_obj_t mph_text_new(const mph_text_t *like, const byte *data, size_t length);
mp_obj_t mph_text_from_vstr(const mph_text_t *like, vstr_t *text);

// Its characters, or its bytes.
size_t mph_text_count(const mph_text_t *text);

// The next character, or byte, from `*at` on.
unichar mph_text_next(const mph_text_t *text, const byte **at);

// Appends one to what becomes a text of that type.
void mph_text_add(const mph_text_t *like, vstr_t *to, unichar c);

// The part between two bounds, each given or not, as slices have them; and whether
// there is one, as there is none with a start behind the end.
bool mph_text_part(const mph_text_t *text, size_t n_bounds, const mp_obj_t *bounds, mph_text_t *part);

// The sum of a long str and a shorter one; MP_OBJ_NULL where it is not worth while.
mp_obj_t mph_str_append(mp_obj_t left, const mph_text_t *text, const mph_text_t *more);

// Where one text is in another, forwards or backwards; NULL when it is not.
const byte *mph_text_find(const mph_text_t *in, const mph_text_t *what, bool backwards);

#endif // MPH_TEXT_H
