// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Texts as bytes, and back: UTF-8, ASCII, Latin-1, UTF-16 and UTF-32.

#include <string.h>

#include "py/objexcept.h"
#include "py/objtuple.h"
#include "py/runtime.h"
#include "py/unicode.h"

#include "port/exceptions.h"
#include "port/raise.h"
#include "port/strmethods.h"
#include "port/text.h"

typedef enum _codec_t {
    UTF_8,
    UTF_8_SIG,
    ASCII,
    LATIN_1,
    UTF_16,
    UTF_16_LE,
    UTF_16_BE,
    UTF_32,
    UTF_32_LE,
    UTF_32_BE,
    UNKNOWN,
} codec_t;

typedef enum _handler_t {
    STRICT,
    IGNORE,
    REPLACE,
    BACKSLASH,
    XML_REFERENCE,
    SURROGATE_PASS,
} handler_t;

// Names without what may or may not be in them: `-`, `_` and blanks.
static const struct {
    const char *plain;
    const char *name; // as in messages
    codec_t codec;
} names[] = {
    { "utf8", "utf-8", UTF_8 }, { "u8", "utf-8", UTF_8 }, { "utf", "utf-8", UTF_8 },
    { "utf8sig", "utf-8-sig", UTF_8_SIG },
    { "ascii", "ascii", ASCII }, { "usascii", "ascii", ASCII }, { "646", "ascii", ASCII },
    { "latin1", "latin-1", LATIN_1 }, { "latin", "latin-1", LATIN_1 }, { "l1", "latin-1", LATIN_1 }, { "iso88591", "latin-1", LATIN_1 },
    { "utf16", "utf-16", UTF_16 }, { "u16", "utf-16", UTF_16 }, { "utf16le", "utf-16-le", UTF_16_LE }, { "utf16be", "utf-16-be", UTF_16_BE },
    { "utf32", "utf-32", UTF_32 }, { "u32", "utf-32", UTF_32 }, { "utf32le", "utf-32-le", UTF_32_LE }, { "utf32be", "utf-32-be", UTF_32_BE },
};

typedef struct _coding_t {
    codec_t codec;
    const char *name;
    handler_t handler;
    mp_obj_t object; // what is encoded or decoded
} coding_t;

static coding_t coding_of(mp_obj_t object, mp_obj_t encoding, mp_obj_t errors) {
    coding_t coding = { UTF_8, "utf-8", STRICT, object };
    if (encoding != mp_const_none) {
        char plain[12];
        size_t length = 0;
        for (const char *at = mp_obj_str_get_str(encoding); *at != 0; at++) {
            if (*at != '-' && *at != '_' && *at != ' ' && length < sizeof(plain) - 1) {
                plain[length++] = unichar_tolower(*at);
            }
        }
        plain[length] = 0;
        coding.codec = UNKNOWN;
        for (size_t i = 0; i < MP_ARRAY_SIZE(names); i++) {
            if (strcmp(plain, names[i].plain) == 0) {
                coding.codec = names[i].codec;
                coding.name = names[i].name;
            }
        }
        if (coding.codec == UNKNOWN) {
            mph_raise(&mp_type_LookupError, "unknown encoding: %s", mp_obj_str_get_str(encoding));
        }
    }
    if (errors != mp_const_none) {
        static const char *const handlers[] = { "strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "surrogatepass" };
        const char *name = mp_obj_str_get_str(errors);
        size_t i = 0;
        while (i < MP_ARRAY_SIZE(handlers) && strcmp(name, handlers[i]) != 0) {
            i += 1;
        }
        if (i == MP_ARRAY_SIZE(handlers)) {
            mph_raise(&mp_type_LookupError, "unknown error handler name '%s'", name);
        }
        coding.handler = i;
    }
    return coding;
}

static MP_NORETURN void raise(const mp_obj_type_t *type, const coding_t *coding, size_t start, size_t end, const char *reason) {
    mp_obj_t args[] = {
        mp_obj_new_str_from_cstr(coding->name), coding->object,
        mp_obj_new_int_from_uint(start), mp_obj_new_int_from_uint(end), mp_obj_new_str_from_cstr(reason),
    };
    nlr_raise(mp_obj_exception_make_new(type, MP_ARRAY_SIZE(args), 0, args));
}

static void add_utf8(vstr_t *to, unichar c) {
    byte encoded[4];
    vstr_add_strn(to, (const char *)encoded, mph_put_utf8(encoded, c));
}

// ---- decoding ----

static void handle_bytes(const coding_t *coding, vstr_t *to, const byte *data, size_t start, size_t end, const char *reason) {
    switch (coding->handler) {
        case IGNORE:
            break;
        case REPLACE:
            add_utf8(to, 0xfffd);
            break;
        case BACKSLASH: {
            mp_print_t print = { to, (mp_print_strn_t)vstr_add_strn };
            for (size_t i = start; i < end; i++) {
                mp_printf(&print, "\\x%02x", data[i]);
            }
            break;
        }
        default:
            raise(&mp_type_UnicodeDecodeError, coding, start, end, reason);
    }
}

// How many bytes the character at `data` has; 0 if it is none: then `*wrong` of them
// are what is wrong, and why.
static size_t utf8_bytes(const coding_t *coding, const byte *data, size_t left, size_t *wrong, const char **reason) {
    byte first = data[0];
    size_t bytes = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    *wrong = 1;
    *reason = "invalid start byte";
    if (bytes <= 1) {
        return bytes;
    }
    byte lowest = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    byte highest = first == 0xf4 ? 0x8f : first == 0xed && coding->handler != SURROGATE_PASS ? 0x9f : 0xbf;
    for (size_t i = 1; i < bytes; i++) {
        *wrong = i;
        if (i >= left) {
            *reason = "unexpected end of data";
            return 0;
        }
        if (data[i] < lowest || data[i] > highest) {
            *reason = "invalid continuation byte";
            return 0;
        }
        lowest = 0x80;
        highest = 0xbf;
    }
    return bytes;
}

static void decode_utf8(const coding_t *coding, vstr_t *to, const byte *data, size_t length) {
    for (size_t at = 0; at < length; ) {
        size_t wrong;
        const char *reason;
        size_t bytes = utf8_bytes(coding, data + at, length - at, &wrong, &reason);
        if (bytes > 0) {
            vstr_add_strn(to, (const char *)data + at, bytes);
            at += bytes;
        } else {
            handle_bytes(coding, to, data, at, at + wrong, reason);
            at += wrong;
        }
    }
}

static uint32_t unit_at(const byte *data, size_t bytes, bool is_big_endian) {
    uint32_t unit = 0;
    for (size_t i = 0; i < bytes; i++) {
        unit |= (uint32_t)data[is_big_endian ? bytes - 1 - i : i] << (8 * i);
    }
    return unit;
}

static void decode_units(const coding_t *coding, vstr_t *to, const byte *data, size_t length, size_t bytes, bool is_big_endian) {
    for (size_t at = 0; at < length; ) {
        if (length - at < bytes) {
            handle_bytes(coding, to, data, at, length, "truncated data");
            return;
        }
        uint32_t c = unit_at(data + at, bytes, is_big_endian);
        size_t taken = bytes;
        if (bytes == 2 && c >= 0xd800 && c < 0xdc00 && length - at >= 4) {
            uint32_t second = unit_at(data + at + 2, 2, is_big_endian);
            if (second >= 0xdc00 && second < 0xe000) {
                c = 0x10000 + ((c - 0xd800) << 10) + (second - 0xdc00);
                taken = 4;
            }
        }
        if (c > 0x10ffff || (c >= 0xd800 && c < 0xe000)) {
            handle_bytes(coding, to, data, at, at + taken, bytes == 2 ? "illegal encoding" : "code point not in range(0x110000)");
        } else {
            add_utf8(to, c);
        }
        at += taken;
    }
}

// The order of bytes that a mark at the start tells of, which is passed over.
static bool skip_mark(const byte **data, size_t *length, size_t bytes) {
    bool is_big_endian = false;
    if (*length >= bytes) {
        uint32_t little = unit_at(*data, bytes, false), big = unit_at(*data, bytes, true);
        is_big_endian = big == 0xfeff;
        if (little == 0xfeff || big == 0xfeff) {
            *data += bytes;
            *length -= bytes;
        }
    }
    return is_big_endian;
}

mp_obj_t mph_str_from_bytes(mp_obj_t bytes, mp_obj_t encoding, mp_obj_t errors) {
    coding_t coding = coding_of(bytes, encoding, errors);
    mp_buffer_info_t buffer;
    if (mp_obj_is_str(bytes) || !mp_get_buffer(bytes, &buffer, MP_BUFFER_READ)) {
        mph_raise(&mp_type_TypeError, "decoding to str: need a bytes-like object, %t found", bytes);
    }
    const byte *data = buffer.buf;
    size_t length = buffer.len;
    if (coding.codec == UTF_8_SIG && length >= 3 && memcmp(data, "\xef\xbb\xbf", 3) == 0) {
        data += 3;
        length -= 3;
    }
    if (coding.codec <= ASCII && mph_is_ascii(data, length)) {
        return mp_obj_new_str_of_type(&mp_type_str, data, length);
    }
    vstr_t text;
    vstr_init(&text, length + 1);
    switch (coding.codec) {
        case UTF_8:
        case UTF_8_SIG:
            decode_utf8(&coding, &text, data, length);
            break;
        case ASCII:
            for (size_t i = 0; i < length; i++) {
                if (data[i] < 0x80) {
                    vstr_add_byte(&text, data[i]);
                } else {
                    handle_bytes(&coding, &text, data, i, i + 1, "ordinal not in range(128)");
                }
            }
            break;
        case LATIN_1:
            for (size_t i = 0; i < length; i++) {
                add_utf8(&text, data[i]);
            }
            break;
        case UTF_16: {
            bool is_big_endian = skip_mark(&data, &length, 2);
            decode_units(&coding, &text, data, length, 2, is_big_endian);
            break;
        }
        case UTF_32: {
            bool is_big_endian = skip_mark(&data, &length, 4);
            decode_units(&coding, &text, data, length, 4, is_big_endian);
            break;
        }
        default: {
            bool is_big_endian = coding.codec == UTF_16_BE || coding.codec == UTF_32_BE;
            decode_units(&coding, &text, data, length, coding.codec < UTF_32 ? 2 : 4, is_big_endian);
            break;
        }
    }
    return mp_obj_new_str_from_utf8_vstr(&text);
}

// ---- encoding ----

static void add_unit(vstr_t *to, uint32_t unit, size_t bytes, bool is_big_endian) {
    for (size_t i = 0; i < bytes; i++) {
        vstr_add_byte(to, unit >> (8 * (is_big_endian ? bytes - 1 - i : i)));
    }
}

// Gives false for what it cannot encode.
static bool add_encoded(codec_t codec, vstr_t *to, unichar c, bool with_surrogates) {
    bool is_surrogate = c >= 0xd800 && c < 0xe000;
    if ((codec == ASCII && c >= 0x80) || (codec == LATIN_1 && c >= 0x100) || (codec != ASCII && codec != LATIN_1 && is_surrogate && !with_surrogates)) {
        return false;
    }
    switch (codec) {
        case ASCII:
        case LATIN_1:
            vstr_add_byte(to, c);
            break;
        case UTF_8:
        case UTF_8_SIG:
            add_utf8(to, c);
            break;
        case UTF_16:
        case UTF_16_LE:
        case UTF_16_BE:
            if (c >= 0x10000) {
                add_unit(to, 0xd800 + ((c - 0x10000) >> 10), 2, codec == UTF_16_BE);
                c = 0xdc00 + (c & 0x3ff);
            }
            add_unit(to, c, 2, codec == UTF_16_BE);
            break;
        default:
            add_unit(to, c, 4, codec == UTF_32_BE);
            break;
    }
    return true;
}

static void handle_character(const coding_t *coding, vstr_t *to, unichar c, size_t at) {
    vstr_t by;
    mp_print_t print;
    vstr_init_print(&by, 16, &print);
    switch (coding->handler) {
        case IGNORE:
            break;
        case REPLACE:
            mp_print_str(&print, "?");
            break;
        case BACKSLASH:
            mp_printf(&print, c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", (unsigned)c);
            break;
        case XML_REFERENCE:
            mp_printf(&print, "&#%u;", (unsigned)c);
            break;
        default:
            raise(&mp_type_UnicodeEncodeError, coding, at, at + 1,
                coding->codec == ASCII ? "ordinal not in range(128)" : coding->codec == LATIN_1 ? "ordinal not in range(256)" : "surrogates not allowed");
    }
    for (size_t i = 0; i < by.len; i++) {
        add_encoded(coding->codec, to, by.buf[i], false);
    }
    vstr_clear(&by);
}

mp_obj_t mph_str_to_bytes(mp_obj_t text_in, mp_obj_t encoding, mp_obj_t errors) {
    coding_t coding = coding_of(text_in, encoding, errors);
    mph_text_t text = mph_text_of(text_in);
    if (coding.codec <= LATIN_1 && coding.codec != UTF_8_SIG && mph_is_ascii(text.data, text.length)) {
        return mp_obj_new_bytes(text.data, text.length);
    }
    vstr_t bytes;
    vstr_init(&bytes, text.length + 4);
    if (coding.codec == UTF_8_SIG || coding.codec == UTF_16 || coding.codec == UTF_32) {
        add_encoded(coding.codec, &bytes, 0xfeff, false);
    }
    size_t number = 0;
    for (const byte *at = text.data, *end = at + text.length; at < end; number++) {
        unichar c = mph_text_next(&text, &at);
        if (!add_encoded(coding.codec, &bytes, c, coding.handler == SURROGATE_PASS)) {
            handle_character(&coding, &bytes, c, number);
        }
    }
    return mp_obj_new_bytes_from_vstr(&bytes);
}

// ---- methods ----

typedef mp_obj_t (*code_t)(mp_obj_t object, mp_obj_t encoding, mp_obj_t errors);

static mp_obj_t code(size_t n_args, const mp_obj_t *args, mp_map_t *kwargs, code_t code) {
    static const mp_arg_t allowed[] = {
        { MP_QSTR_encoding, MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
        { MP_QSTR_errors, MP_ARG_OBJ, { .u_rom_obj = MP_ROM_NONE } },
    };
    mp_arg_val_t given[2];
    mp_arg_parse_all(n_args - 1, args + 1, kwargs, MP_ARRAY_SIZE(allowed), allowed, given);
    return code(args[0], given[0].u_obj, given[1].u_obj);
}

static mp_obj_t str_encode(size_t n_args, const mp_obj_t *args, mp_map_t *kwargs) {
    return code(n_args, args, kwargs, mph_str_to_bytes);
}
MP_DEFINE_CONST_FUN_OBJ_KW(mph_str_encode_obj, 1, str_encode);

static mp_obj_t bytes_decode(size_t n_args, const mp_obj_t *args, mp_map_t *kwargs) {
    return code(n_args, args, kwargs, mph_str_from_bytes);
}
MP_DEFINE_CONST_FUN_OBJ_KW(mph_bytes_decode_obj, 1, bytes_decode);
