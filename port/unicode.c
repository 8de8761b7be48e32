// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Characters and UTF-8, in place of upstream's, which knows the letters of ASCII
// only. What is beyond ASCII is in tables (unicodetables.h).

#include <string.h>

#include "py/unicode.h"

#include "port/unicode.h"
#include "port/unicodetables.h"

// ---- ASCII ----

static bool is_ascii_letter(unichar c) {
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

bool unichar_isspace(unichar c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool unichar_isalpha(unichar c) {
    return is_ascii_letter(c);
}

bool unichar_isdigit(unichar c) {
    return c >= '0' && c <= '9';
}

bool unichar_isxdigit(unichar c) {
    return unichar_isdigit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
}

bool unichar_isident(unichar c) {
    return is_ascii_letter(c) || unichar_isdigit(c) || c == '_';
}

bool unichar_isalnum(unichar c) {
    return is_ascii_letter(c) || unichar_isdigit(c);
}

bool unichar_isupper(unichar c) {
    return c >= 'A' && c <= 'Z';
}

bool unichar_islower(unichar c) {
    return c >= 'a' && c <= 'z';
}

unichar unichar_tolower(unichar c) {
    return unichar_isupper(c) ? c + 0x20 : c;
}

unichar unichar_toupper(unichar c) {
    return unichar_islower(c) ? c - 0x20 : c;
}

mp_uint_t unichar_xdigit_value(unichar c) {
    return unichar_isdigit(c) ? c - '0' : (c | 0x20) - 'a' + 10;
}

// ---- UTF-8 ----

unichar utf8_get_char(const byte *at) {
    unichar c = *at++;
    if (!UTF8_IS_NONASCII(c)) {
        return c;
    }
    c &= c >= 0xf0 ? 0x07 : c >= 0xe0 ? 0x0f : 0x1f;
    while (UTF8_IS_CONT(*at)) {
        c = c << 6 | (*at++ & 0x3f);
    }
    return c;
}

const byte *utf8_next_char(const byte *at) {
    do {
        at += 1;
    } while (UTF8_IS_CONT(*at));
    return at;
}

// Of eight bytes, how many begin a character: all but those that are 10xxxxxx.
static inline size_t characters_in(uint64_t bytes) {
    const uint64_t lowest = UINT64_C(0x0101010101010101);
    uint64_t continued = bytes >> 7 & ~(bytes >> 6) & lowest;
    return 8 - (continued * lowest >> 56);
}

size_t utf8_charlen(const byte *text, size_t bytes) {
    size_t count = 0;
    for (; bytes >= 8; text += 8, bytes -= 8) {
        uint64_t word;
        memcpy(&word, text, sizeof(word));
        count += characters_in(word);
    }
    for (; bytes > 0; text++, bytes--) {
        count += !UTF8_IS_CONT(*text);
    }
    return count;
}

mp_uint_t utf8_ptr_to_index(const byte *text, const byte *at) {
    return utf8_charlen(text, at - text);
}

bool mph_is_ascii(const byte *text, size_t bytes) {
    for (; bytes >= 8; text += 8, bytes -= 8) {
        uint64_t word;
        memcpy(&word, text, sizeof(word));
        if (word & UINT64_C(0x8080808080808080)) {
            return false;
        }
    }
    for (; bytes > 0; text++, bytes--) {
        if (UTF8_IS_NONASCII(*text)) {
            return false;
        }
    }
    return true;
}

bool utf8_check(const byte *text, size_t bytes) {
    if (mph_is_ascii(text, bytes)) {
        return true;
    }
    const byte *end = text + bytes;
    while (text < end) {
        byte first = *text++;
        if (first < 0x80) {
            continue;
        }
        size_t more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
        if (first < 0xc2 || first > 0xf4 || (size_t)(end - text) < more) {
            return false;
        }
        // No form that is longer than it need be, and nothing beyond U+10FFFF.
        if ((first == 0xe0 && *text < 0xa0) || (first == 0xf0 && *text < 0x90) || (first == 0xf4 && *text > 0x8f)) {
            return false;
        }
        for (; more > 0; more--) {
            if (!UTF8_IS_CONT(*text++)) {
                return false;
            }
        }
    }
    return true;
}

size_t mph_put_utf8(byte *to, unichar c) {
    if (c < 0x80) {
        to[0] = c;
        return 1;
    }
    size_t more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    to[0] = (0xff00 >> (more + 1)) | c >> (6 * more);
    for (size_t i = 1; i <= more; i++) {
        to[i] = 0x80 | (c >> (6 * (more - i)) & 0x3f);
    }
    return more + 1;
}

// ---- sets of characters ----

#define EDGES_TO_A_START (32)
#define IS_IN(set, c) is_in(set##_edges, sizeof(set##_edges), set##_starts, MP_ARRAY_SIZE(set##_starts) / 2, c)

// Whether so many edges lie at or before a character that it is inside.
static bool is_in(const uint8_t *edges, size_t bytes, const uint32_t *starts, size_t n_starts, unichar c) {
    size_t start = n_starts;
    while (start > 0 && starts[2 * (start - 1)] > c) {
        start -= 1;
    }
    if (start == 0) {
        return false;
    }
    uint32_t edge = starts[2 * (start - 1)];
    size_t at = starts[2 * (start - 1) + 1];
    size_t passed = (start - 1) * EDGES_TO_A_START;
    while (at < bytes) {
        uint32_t distance = 0;
        for (unsigned shift = 0; ; shift += 7) {
            uint8_t part = edges[at++];
            distance |= (uint32_t)(part & 0x7f) << shift;
            if (part < 0x80) {
                break;
            }
        }
        edge += distance;
        if (edge > c) {
            break;
        }
        passed += 1;
    }
    return passed % 2 == 1;
}

bool mph_is_alphabetic(unichar c) {
    return c < 0x80 ? is_ascii_letter(c) : IS_IN(alphabetic, c);
}

bool mph_is_decimal(unichar c) {
    return c < 0x80 ? unichar_isdigit(c) : IS_IN(decimal, c);
}

bool mph_is_digit(unichar c) {
    return mph_is_decimal(c) || (c >= 0x80 && IS_IN(digit, c));
}

bool mph_is_numeric(unichar c) {
    return mph_is_digit(c) || (c >= 0x80 && IS_IN(numeric, c));
}

bool mph_is_space(unichar c) {
    return c < 0x80 ? unichar_isspace(c) || (c >= 0x1c && c <= 0x1f) : IS_IN(space, c);
}

bool mph_is_printable(unichar c) {
    return c < 0x80 ? c >= ' ' && c < 0x7f : IS_IN(printable, c);
}

bool mph_is_title(unichar c) {
    return c >= 0x80 && IS_IN(title, c);
}

bool mph_begins_identifier(unichar c) {
    return mph_is_alphabetic(c) || c == '_' || (c >= 0x80 && IS_IN(other_start, c));
}

bool mph_continues_identifier(unichar c) {
    return mph_begins_identifier(c) || mph_is_decimal(c) || (c >= 0x80 && IS_IN(mark, c));
}

// ---- upper and lower ----

typedef struct _case_run_t {
    int32_t first;
    int32_t last;
    int32_t to_upper; // both 0 where upper and lower follow each other
    int32_t to_lower;
} case_run_t;

static const case_run_t *run_of(unichar c) {
    const case_run_t *runs = (const case_run_t *)case_runs;
    const size_t count = MP_ARRAY_SIZE(case_runs) / 4;
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if ((int32_t)c > runs[middle].last) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    bool is_in_run = low < count && (int32_t)c >= runs[low].first;
    return is_in_run ? &runs[low] : NULL;
}

static int32_t distance_to(unichar c, bool upper) {
    const case_run_t *run = run_of(c);
    if (run == NULL) {
        return 0;
    }
    if (run->to_upper == 0 && run->to_lower == 0) {
        bool is_upper = (c - run->first) % 2 == 0;
        return is_upper == upper ? 0 : upper ? -1 : 1;
    }
    return upper ? run->to_upper : run->to_lower;
}

unichar mph_to_lower(unichar c) {
    return c < 0x80 ? unichar_tolower(c) : c + distance_to(c, false);
}

// Forms that are in a list: the character, then up to three, or zeros.
static size_t listed(const uint16_t *list, size_t length, unichar c, unichar form[3]) {
    size_t count = 0;
    for (size_t i = 0; i < length; i += 4) {
        if (list[i] == c) {
            while (count < 3 && list[i + 1 + count] != 0) {
                form[count] = list[i + 1 + count];
                count += 1;
            }
            break;
        }
    }
    return count;
}

size_t mph_to_upper(unichar c, unichar upper[3]) {
    if (c < 0x80) {
        upper[0] = unichar_toupper(c);
        return 1;
    }
    size_t count = listed(longer_upper, MP_ARRAY_SIZE(longer_upper), c, upper);
    if (count > 0) {
        return count;
    }
    upper[0] = c + distance_to(c, true);
    return 1;
}

size_t mph_to_title(unichar c, unichar title[3]) {
    size_t count = c < 0x80 ? 0 : listed(other_title, MP_ARRAY_SIZE(other_title), c, title);
    if (count == 0) {
        count = mph_to_upper(c, title);
        for (size_t i = 1; i < count; i++) {
            title[i] = mph_to_lower(title[i]);
        }
    }
    return count;
}

bool mph_is_upper(unichar c) {
    if (c < 0x80) {
        return unichar_isupper(c);
    }
    return (distance_to(c, false) != 0 && !mph_is_title(c)) || IS_IN(only_upper, c);
}

bool mph_is_lower(unichar c) {
    if (c < 0x80) {
        return unichar_islower(c);
    }
    return (distance_to(c, true) != 0 && !mph_is_title(c)) || IS_IN(only_lower, c);
}
