// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Methods of texts that have to do with the case of letters, and those that ask
// what kind of characters there are. In bytes, only those of ASCII are letters.

#include "py/runtime.h"

#include "port/strmethods.h"
#include "port/text.h"

// ---- changing the case ----

typedef enum _place_t {
    FIRST,         // of all
    BEGINS_WORD,
    WITHIN_WORD,
    BETWEEN_WORDS, // no letter
} place_t;

// Appends a character as it is to be.
typedef void (*change_t)(const mph_text_t *text, vstr_t *to, unichar c, place_t place);

static bool is_cased(unichar c) {
    return mph_is_upper(c) || mph_is_lower(c) || mph_is_title(c);
}

static unichar known(const mph_text_t *text, unichar c) {
    return mph_text_is_str(text) || c < 0x80 ? c : ' ';
}

static mp_obj_t changed(mp_obj_t self, change_t change) {
    mph_text_t text = mph_text_of(self);
    vstr_t to;
    vstr_init(&to, text.length + 1);
    place_t place = FIRST;
    bool in_word = false;
    const byte *end = text.data + text.length;
    for (const byte *at = text.data; at < end; place = WITHIN_WORD) {
        unichar c = mph_text_next(&text, &at);
        bool is_letter = is_cased(known(&text, c));
        if (place != FIRST) {
            place = !is_letter ? BETWEEN_WORDS : in_word ? WITHIN_WORD : BEGINS_WORD;
        }
        in_word = is_letter;
        change(&text, &to, c, place);
    }
    return mph_text_from_vstr(&text, &to);
}

static void add_lower(const mph_text_t *text, vstr_t *to, unichar c, place_t place) {
    (void)place;
    if (c == 0x130 && mph_text_is_str(text)) {
        mph_text_add(text, to, 'i'); // the only one whose lower form has two characters
        mph_text_add(text, to, 0x307);
        return;
    }
    mph_text_add(text, to, c < 0x80 || mph_text_is_str(text) ? mph_to_lower(c) : c);
}

static void add_upper(const mph_text_t *text, vstr_t *to, unichar c, place_t place) {
    (void)place;
    unichar upper[3] = { c };
    size_t count = c < 0x80 || mph_text_is_str(text) ? mph_to_upper(c, upper) : 1;
    for (size_t i = 0; i < count; i++) {
        mph_text_add(text, to, upper[i]);
    }
}

static void add_title(const mph_text_t *text, vstr_t *to, unichar c) {
    unichar title[3] = { c };
    size_t count = c < 0x80 || mph_text_is_str(text) ? mph_to_title(c, title) : 1;
    for (size_t i = 0; i < count; i++) {
        mph_text_add(text, to, title[i]);
    }
}

static void add_swapped(const mph_text_t *text, vstr_t *to, unichar c, place_t place) {
    (mph_is_upper(known(text, c)) ? add_lower : add_upper)(text, to, c, place);
}

static void add_capitalized(const mph_text_t *text, vstr_t *to, unichar c, place_t place) {
    if (place == FIRST) {
        add_title(text, to, c);
    } else {
        add_lower(text, to, c, place);
    }
}

static void add_titled(const mph_text_t *text, vstr_t *to, unichar c, place_t place) {
    if (place == FIRST || place == BEGINS_WORD) {
        add_title(text, to, c);
    } else {
        add_lower(text, to, c, place);
    }
}

static void add_folded(const mph_text_t *text, vstr_t *to, unichar c, place_t place) {
    unichar upper[3];
    size_t count = c == 0x131 ? 0 : mph_to_upper(c, upper);
    if (count == 0 || (count == 1 && upper[0] == c)) {
        add_lower(text, to, c, place);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        mph_text_add(text, to, mph_to_lower(upper[i]));
    }
}

#define DEFINE_CHANGE(name, change) \
    static mp_obj_t str_##name(mp_obj_t self) { \
        return changed(self, change); \
    } \
    MP_DEFINE_CONST_FUN_OBJ_1(mph_str_##name##_obj, str_##name)

DEFINE_CHANGE(lower, add_lower);
DEFINE_CHANGE(upper, add_upper);
DEFINE_CHANGE(swapcase, add_swapped);
DEFINE_CHANGE(capitalize, add_capitalized);
DEFINE_CHANGE(title, add_titled);
DEFINE_CHANGE(casefold, add_folded);

// ---- what they are ----

static bool is_alphanumeric(unichar c) {
    return mph_is_alphabetic(c) || mph_is_numeric(c);
}

static bool are_all(mp_obj_t self, bool (*is)(unichar c), bool if_empty) {
    mph_text_t text = mph_text_of(self);
    const byte *end = text.data + text.length;
    for (const byte *at = text.data; at < end; ) {
        unichar c = mph_text_next(&text, &at);
        if (!(mph_text_is_str(&text) || c < 0x80) || !is(c)) {
            return false;
        }
    }
    return text.length > 0 || if_empty;
}

#define DEFINE_TEST(name, is, if_empty) \
    static mp_obj_t str_##name(mp_obj_t self) { \
        return mp_obj_new_bool(are_all(self, is, if_empty)); \
    } \
    MP_DEFINE_CONST_FUN_OBJ_1(mph_str_##name##_obj, str_##name)

DEFINE_TEST(isalnum, is_alphanumeric, false);
DEFINE_TEST(isalpha, mph_is_alphabetic, false);
DEFINE_TEST(isdecimal, mph_is_decimal, false);
DEFINE_TEST(isdigit, mph_is_digit, false);
DEFINE_TEST(isnumeric, mph_is_numeric, false);
DEFINE_TEST(isprintable, mph_is_printable, true);
DEFINE_TEST(isspace, mph_is_space, false);

static mp_obj_t str_isascii(mp_obj_t self) {
    mph_text_t text = mph_text_of(self);
    return mp_obj_new_bool(mph_is_ascii(text.data, text.length));
}
MP_DEFINE_CONST_FUN_OBJ_1(mph_str_isascii_obj, str_isascii);

// Whether all letters that have a case are of one, and there is one.
static mp_obj_t has_only(mp_obj_t self, bool (*is)(unichar c)) {
    mph_text_t text = mph_text_of(self);
    bool found = false;
    const byte *end = text.data + text.length;
    for (const byte *at = text.data; at < end; ) {
        unichar c = known(&text, mph_text_next(&text, &at));
        if (is(c)) {
            found = true;
        } else if (is_cased(c)) {
            return mp_const_false;
        }
    }
    return mp_obj_new_bool(found);
}

static mp_obj_t str_islower(mp_obj_t self) {
    return has_only(self, mph_is_lower);
}
MP_DEFINE_CONST_FUN_OBJ_1(mph_str_islower_obj, str_islower);

static mp_obj_t str_isupper(mp_obj_t self) {
    return has_only(self, mph_is_upper);
}
MP_DEFINE_CONST_FUN_OBJ_1(mph_str_isupper_obj, str_isupper);

static mp_obj_t str_istitle(mp_obj_t self) {
    mph_text_t text = mph_text_of(self);
    bool found = false, in_word = false;
    const byte *end = text.data + text.length;
    for (const byte *at = text.data; at < end; ) {
        unichar c = known(&text, mph_text_next(&text, &at));
        bool begins = mph_is_upper(c) || mph_is_title(c);
        if ((begins && in_word) || (mph_is_lower(c) && !in_word)) {
            return mp_const_false;
        }
        in_word = begins || mph_is_lower(c);
        found |= in_word;
    }
    return mp_obj_new_bool(found);
}
MP_DEFINE_CONST_FUN_OBJ_1(mph_str_istitle_obj, str_istitle);

static mp_obj_t str_isidentifier(mp_obj_t self) {
    mph_text_t text = mph_text_of(self);
    const byte *end = text.data + text.length;
    for (const byte *at = text.data; at < end; ) {
        bool is_first = at == text.data;
        unichar c = mph_text_next(&text, &at);
        if (!(is_first ? mph_begins_identifier(c) : mph_continues_identifier(c))) {
            return mp_const_false;
        }
    }
    return mp_obj_new_bool(text.length > 0);
}
MP_DEFINE_CONST_FUN_OBJ_1(mph_str_isidentifier_obj, str_isidentifier);
