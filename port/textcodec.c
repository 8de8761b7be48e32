// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What the text of files is encoded as: the names of what is known, what is done about
// errors, what needs no decoding, and ends of lines. strcodec.c decodes and encodes.

#include <string.h>

#include "py/objstr.h"
#include "py/runtime.h"

#include "port/exceptions.h"
#include "port/text.h"
#include "port/textcodec.h"

// ---- names ----

static const struct {
    const char *name; // with hyphens for all separators
    uint8_t encoding;
} encodings[] = {
    // What each is called in an attribute comes first.
    { "utf-8", MPH_ENCODING_UTF_8 },
    { "utf-8-sig", MPH_ENCODING_UTF_8_SIG },
    { "ascii", MPH_ENCODING_ASCII },
    { "latin-1", MPH_ENCODING_LATIN_1 },
    { "utf8", MPH_ENCODING_UTF_8 },
    { "u8", MPH_ENCODING_UTF_8 },
    { "utf", MPH_ENCODING_UTF_8 },
    { "utf8-sig", MPH_ENCODING_UTF_8_SIG },
    { "us-ascii", MPH_ENCODING_ASCII },
    { "646", MPH_ENCODING_ASCII },
    { "latin1", MPH_ENCODING_LATIN_1 },
    { "latin", MPH_ENCODING_LATIN_1 },
    { "l1", MPH_ENCODING_LATIN_1 },
    { "iso-8859-1", MPH_ENCODING_LATIN_1 },
    { "iso8859-1", MPH_ENCODING_LATIN_1 },
    { "8859", MPH_ENCODING_LATIN_1 },
    { "cp819", MPH_ENCODING_LATIN_1 },
};

static const struct {
    const char *name;
    uint8_t errors;
} error_handlers[] = {
    { "strict", MPH_ERRORS_STRICT },
    { "ignore", MPH_ERRORS_IGNORE },
    { "replace", MPH_ERRORS_REPLACE },
    { "backslashreplace", MPH_ERRORS_BACKSLASHREPLACE },
};

enum mph_encoding mph_encoding_named(mp_obj_t name_in) {
    size_t length;
    const char *given = mp_obj_str_get_data(name_in, &length);
    char name[16];
    if (length < sizeof(name)) {
        for (size_t i = 0; i < length; i++) {
            name[i] = given[i] == '_' || given[i] == ' ' ? '-' : unichar_tolower(given[i]);
        }
        name[length] = '\0';
        for (size_t i = 0; i < MP_ARRAY_SIZE(encodings); i++) {
            if (strcmp(encodings[i].name, name) == 0) {
                return encodings[i].encoding;
            }
        }
    }
    mp_raise_msg_varg(&mp_type_LookupError, MP_ERROR_TEXT("unknown encoding: %s (known are utf-8, utf-8-sig, ascii and latin-1)"), given);
}

enum mph_errors mph_errors_named(mp_obj_t name_in) {
    const char *name = mp_obj_str_get_str(name_in);
    for (size_t i = 0; i < MP_ARRAY_SIZE(error_handlers); i++) {
        if (strcmp(error_handlers[i].name, name) == 0) {
            return error_handlers[i].errors;
        }
    }
    mp_raise_msg_varg(&mp_type_LookupError, MP_ERROR_TEXT("unknown error handler name '%s' (known are strict, ignore, replace and backslashreplace)"), name);
}

const char *mph_encoding_name(enum mph_encoding encoding) {
    return encoding == MPH_ENCODING_NONE ? NULL : encodings[encoding - 1].name;
}

const char *mph_errors_name(enum mph_errors errors) {
    return error_handlers[errors].name;
}

// ---- UTF-8 ----

// The length of a character that there can be; 0 if it is none. `*bad` is then how many
// bytes there could have been the beginning of one.
static size_t valid_length(const uint8_t *bytes, size_t length, size_t *bad) {
    uint8_t first = bytes[0];
    *bad = 1;
    if (first < 0x80) {
        return 1;
    }
    // The second byte has a narrower range after some first bytes: no longer forms than
    // needed, no surrogates, nothing beyond U+10FFFF.
    size_t needed = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    uint8_t low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    uint8_t high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    for (size_t i = 1; i < needed; i++) {
        if (i >= length || bytes[i] < low || bytes[i] > high) {
            *bad = i;
            return 0;
        }
        low = 0x80;
        high = 0xbf;
    }
    return needed;
}

size_t mph_utf8_length(const uint8_t *bytes, size_t length) {
    size_t bad;
    size_t valid = valid_length(bytes, length, &bad);
    return valid != 0 ? valid : bad;
}

// How many bytes from here on are ASCII.
static size_t ascii_length(const uint8_t *bytes, size_t length) {
    size_t at = 0;
    for (; length - at >= 8; at += 8) {
        uint64_t word;
        memcpy(&word, bytes + at, 8);
        if ((word & UINT64_C(0x8080808080808080)) != 0) {
            break;
        }
    }
    while (at < length && bytes[at] < 0x80) {
        at += 1;
    }
    return at;
}

// ---- decoding and encoding ----

// The first place from `at` on where the text differs from the bytes.
static size_t first_difference(const uint8_t *bytes, size_t length, size_t at, enum mph_encoding encoding) {
    for (;;) {
        at += ascii_length(bytes + at, length - at);
        if (at == length || encoding > MPH_ENCODING_UTF_8_SIG) {
            return at;
        }
        size_t bad;
        size_t valid = valid_length(bytes + at, length - at, &bad);
        if (valid == 0) {
            return at;
        }
        at += valid;
    }
}

bool mph_is_text(const uint8_t *bytes, size_t length, enum mph_encoding encoding) {
    return first_difference(bytes, length, 0, encoding) == length;
}

// A mark of the order of bytes was looked at when the file was opened.
static mp_obj_t codec_of(enum mph_encoding encoding) {
    bool is_utf_8 = encoding == MPH_ENCODING_NONE || encoding == MPH_ENCODING_UTF_8_SIG;
    return mp_obj_new_str_from_cstr(is_utf_8 ? "utf-8" : mph_encoding_name(encoding));
}

static void replace(vstr_t *by, mp_obj_t with) {
    mp_buffer_info_t buffer;
    mp_get_buffer_raise(with, &buffer, MP_BUFFER_READ);
    vstr_reset(by);
    vstr_add_strn(by, buffer.buf, buffer.len);
}

void mph_decode_text(vstr_t *bytes, enum mph_encoding encoding, enum mph_errors errors) {
    if (!mph_is_text((const uint8_t *)bytes->buf, bytes->len, encoding)) {
        mp_obj_t data = mp_obj_new_bytes((const byte *)bytes->buf, bytes->len);
        replace(bytes, mph_str_from_bytes(data, codec_of(encoding), mp_obj_new_str_from_cstr(mph_errors_name(errors))));
    }
}

void mph_encode_text(vstr_t *text, enum mph_encoding encoding, enum mph_errors errors) {
    mp_obj_t data = mp_obj_new_str_of_type(&mp_type_str, (const byte *)text->buf, text->len);
    replace(text, mph_str_to_bytes(data, codec_of(encoding), mp_obj_new_str_from_cstr(mph_errors_name(errors))));
}

// ---- ends of lines ----

void mph_translate_newlines(vstr_t *bytes) {
    char *to = memchr(bytes->buf, '\r', bytes->len);
    if (to == NULL) {
        return;
    }
    const char *end = bytes->buf + bytes->len;
    for (const char *from = to; from < end; from++) {
        if (*from != '\r') {
            *to++ = *from;
        } else {
            *to++ = '\n';
            from += from + 1 < end && from[1] == '\n';
        }
    }
    bytes->len = to - bytes->buf;
}

void mph_replace_newlines(vstr_t *bytes, const char *newline) {
    vstr_t replaced;
    vstr_init(&replaced, bytes->len + 16);
    for (size_t from = 0; from < bytes->len; ) {
        const char *lf = memchr(bytes->buf + from, '\n', bytes->len - from);
        size_t end = lf == NULL ? bytes->len : (size_t)(lf - bytes->buf);
        vstr_add_strn(&replaced, bytes->buf + from, end - from);
        if (lf != NULL) {
            vstr_add_str(&replaced, newline);
        }
        from = end + 1;
    }
    vstr_clear(bytes);
    *bytes = replaced;
}
