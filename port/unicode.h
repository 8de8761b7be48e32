// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What is known of characters beyond what upstream asks for (py/misc.h).

#ifndef MPH_UNICODE_H
#define MPH_UNICODE_H

#include "py/misc.h"

bool mph_is_alphabetic(unichar c);
bool mph_is_decimal(unichar c);
bool mph_is_digit(unichar c);
bool mph_is_numeric(unichar c);
bool mph_is_space(unichar c);
bool mph_is_printable(unichar c);
bool mph_is_upper(unichar c);
bool mph_is_lower(unichar c);
bool mph_is_title(unichar c); // one that stands for two letters, the first of which is upper
bool mph_begins_identifier(unichar c);
bool mph_continues_identifier(unichar c);

unichar mph_to_lower(unichar c);

// Up to three characters, and how many they are.
size_t mph_to_upper(unichar c, unichar upper[3]);

// As the first of a word.
size_t mph_to_title(unichar c, unichar title[3]);

// Writes a character as UTF-8; gives how many bytes it has.
size_t mph_put_utf8(byte *to, unichar c);

// Whether each byte of a text is a character.
bool mph_is_ascii(const byte *text, size_t bytes);

#endif // MPH_UNICODE_H
