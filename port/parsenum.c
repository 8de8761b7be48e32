// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Numbers from text, in place of upstream's: floats are read exactly (decimal.h),
// and what is no number is said as CPython says it.

#include <math.h>
#include <string.h>

#include "py/objstr.h"
#include "py/parsenum.h"
#include "py/runtime.h"
#include "py/smallint.h"
#include "py/unicode.h"

#include "port/decimal.h"
#include "port/raise.h"
#include "port/unicode.h"

typedef struct _text_t {
    const char *at;
    const char *end;
} text_t;

static text_t stripped(const char *text, size_t length) {
    text_t inner = { text, text + length };
    while (inner.at < inner.end && mph_is_space(utf8_get_char((const byte *)inner.at))) {
        inner.at = (const char *)utf8_next_char((const byte *)inner.at);
    }
    while (inner.at < inner.end && unichar_isspace((byte)inner.end[-1])) {
        inner.end -= 1;
    }
    return inner;
}

static bool is_letter(text_t text, size_t at, char letter) {
    return text.at + at < text.end && (text.at[at] | 0x20) == letter;
}

static bool skip_word(text_t *text, const char *word) {
    size_t length = strlen(word);
    for (size_t i = 0; i < length; i++) {
        if (!is_letter(*text, i, word[i])) {
            return false;
        }
    }
    text->at += length;
    return true;
}

// True if it was a minus.
static bool skip_sign(text_t *text) {
    bool is_negative = text->at < text->end && *text->at == '-';
    text->at += is_negative || (text->at < text->end && *text->at == '+');
    return is_negative;
}

// What the parser finds wrong is an error of the program's text.
static MP_NORETURN void raise_literal(mp_lexer_t *lexer, const char *message) {
    mp_obj_t exception = mp_obj_new_exception_msg(&mp_type_SyntaxError, message);
    mp_obj_exception_add_traceback(exception, lexer->source_name, lexer->tok_line, MP_QSTRnull);
    nlr_raise(exception);
}

// ---- ints ----

static unsigned digit_value(char c) {
    return unichar_isdigit((byte)c) ? (unsigned)c - '0' : unichar_isalpha((byte)c) ? (unsigned)(c | 0x20) - 'a' + 10 : 99;
}

// The base that a prefix such as `0x` stands for, which is passed over if it may be
// there; 0 for none.
static int skip_prefix(text_t *text, int base) {
    static const struct { char letter; int base; } prefixes[] = { { 'x', 16 }, { 'o', 8 }, { 'b', 2 } };
    if (text->at < text->end && *text->at == '0') {
        for (size_t i = 0; i < MP_ARRAY_SIZE(prefixes); i++) {
            if (is_letter(*text, 1, prefixes[i].letter) && (base == 0 || base == prefixes[i].base)) {
                text->at += 2;
                text->at += text->at < text->end && *text->at == '_';
                return prefixes[i].base;
            }
        }
    }
    return 0;
}

// Whether all that is left is digits, with single underscores between them.
static bool is_number(text_t text, int base) {
    for (const char *at = text.at; at < text.end; at++) {
        bool is_between = at > text.at && at + 1 < text.end && at[-1] != '_';
        if (*at == '_' ? !is_between : digit_value(*at) >= (unsigned)base) {
            return false;
        }
    }
    return text.at < text.end;
}

static mp_obj_t int_of(text_t text, int base, bool is_negative) {
    mp_int_t number = 0;
    for (const char *at = text.at; at < text.end; at++) {
        if (*at == '_') {
            continue;
        }
        if (__builtin_mul_overflow(number, base, &number) || __builtin_add_overflow(number, (mp_int_t)digit_value(*at), &number) || !MP_SMALL_INT_FITS(number)) {
            const char *digits = text.at;
            return mp_obj_new_int_from_str_len(&digits, text.end - text.at, is_negative, base);
        }
    }
    return MP_OBJ_NEW_SMALL_INT(is_negative ? -number : number);
}

mp_obj_t mp_parse_num_integer(const char *restrict digits, size_t length, int base, mp_lexer_t *lexer) {
    if (base < 0 || base == 1 || base > 36) {
        mp_raise_ValueError(MP_ERROR_TEXT("int() base must be >= 2 and <= 36, or 0"));
    }
    text_t text = stripped(digits, length);
    bool is_negative = skip_sign(&text);
    int prefix = skip_prefix(&text, base);
    // Without a prefix or a base, only zeros may begin with a zero.
    bool is_octal_of_old = base == 0 && prefix == 0 && text.end - text.at > 1 && *text.at == '0';
    int real_base = prefix != 0 ? prefix : base != 0 ? base : 10;
    bool is_right = is_number(text, real_base);
    for (const char *at = text.at; is_right && is_octal_of_old && at < text.end; at++) {
        is_right = *at == '0' || *at == '_';
    }
    if (is_right) {
        return int_of(text, real_base, is_negative);
    }
    if (lexer != NULL) {
        raise_literal(lexer, is_octal_of_old
            ? "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers" : "invalid decimal literal");
    }
    mp_obj_t shown = mp_obj_new_str(digits, length);
    mph_raise(&mp_type_ValueError, "invalid literal for int() with base %d: %r", base, shown);
}

// ---- floats and complex numbers ----

// From where it stands on; gives false where no number is.
static bool read_float(text_t *text, double *number) {
    bool is_negative = skip_sign(text);
    if (skip_word(text, "inf")) {
        skip_word(text, "inity");
        *number = INFINITY;
    } else if (skip_word(text, "nan")) {
        *number = NAN;
    } else {
        size_t length = mph_read_decimal(text->at, text->end - text->at, number);
        text->at += length;
        if (length == 0) {
            return false;
        }
    }
    *number = is_negative ? -*number : *number;
    return true;
}

// `j` alone is 1j.
static bool read_imaginary(text_t *text, double *number) {
    text_t before = *text;
    if (!read_float(text, number)) {
        *text = before;
        *number = skip_sign(text) ? -1 : 1;
    }
    return is_letter(*text, 0, 'j') && ++text->at == text->end;
}

static bool read_complex(text_t text, double *real, double *imaginary) {
    if (text.at < text.end && *text.at == '(' && text.end[-1] == ')') {
        text = stripped(text.at + 1, text.end - text.at - 2);
    }
    text_t whole = text;
    *real = 0;
    *imaginary = 0;
    if (read_float(&text, real)) {
        if (text.at == text.end) {
            return true;
        }
        if (*text.at == '+' || *text.at == '-') {
            return read_imaginary(&text, imaginary);
        }
    }
    *real = 0;
    return read_imaginary(&whole, imaginary);
}

mp_obj_t mp_parse_num_decimal(const char *digits, size_t length, bool allow_imag, bool force_complex, mp_lexer_t *lexer) {
    double number, imaginary;
    text_t text = stripped(digits, length);
    if (force_complex) {
        if (!read_complex(text, &number, &imaginary)) {
            mp_raise_ValueError(MP_ERROR_TEXT("complex() arg is a malformed string"));
        }
        return mp_obj_new_complex(number, imaginary);
    }
    if (read_float(&text, &number)) {
        if (text.at == text.end) {
            return mp_obj_new_float(number);
        }
        if (allow_imag && is_letter(text, 0, 'j') && text.at + 1 == text.end) {
            return mp_obj_new_complex(0, number);
        }
    }
    if (lexer != NULL) {
        raise_literal(lexer, "invalid decimal literal");
    }
    mp_obj_t shown = mp_obj_new_str(digits, length);
    mph_raise(&mp_type_ValueError, "could not convert string to float: %r", shown);
}
