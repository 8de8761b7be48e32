// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Bytes to text and back.

#ifndef MPH_TEXTCODEC_H
#define MPH_TEXTCODEC_H

#include "py/misc.h"

#include "port/file.h"

// How many bytes the character takes that begins here, as UTF-8: where it is not one
// that there can be, as many as are replaced by one mark.
size_t mph_utf8_length(const uint8_t *bytes, size_t length);

// Whether bytes are UTF-8 already, and mean that in an encoding.
bool mph_is_text(const uint8_t *bytes, size_t length, enum mph_encoding encoding);

// Make UTF-8 of bytes, and the reverse, in place. Raise UnicodeDecodeError and
// UnicodeEncodeError.
void mph_decode_text(vstr_t *bytes, enum mph_encoding encoding, enum mph_errors errors);
void mph_encode_text(vstr_t *text, enum mph_encoding encoding, enum mph_errors errors);

// Makes \n of \r\n and \r.
void mph_translate_newlines(vstr_t *bytes);

// Makes `newline` of \n.
void mph_replace_newlines(vstr_t *bytes, const char *newline);

#endif // MPH_TEXTCODEC_H
