// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Characters, escapes and sets in regular expressions.

#include "py/unicode.h"

#include "port/reparse.h"

re_node_t *mph_re_new_char(const re_parser_t *parser, uint32_t c) {
    re_node_t *node = mph_re_new_node(RE_CHAR);
    node->value = c;
    node->ignore_case = parser->flags & RE_IGNORECASE;
    return node;
}

static uint8_t kind_of(uint32_t letter) {
    switch (letter) {
        case 'd':
            return RE_DIGIT;
        case 'D':
            return RE_NOT_DIGIT;
        case 's':
            return RE_SPACE;
        case 'S':
            return RE_NOT_SPACE;
        case 'w':
            return RE_WORD;
        case 'W':
            return RE_NOT_WORD;
        default:
            return 0;
    }
}

static uint32_t take_hex(re_parser_t *parser, unsigned digits, size_t start) {
    uint32_t value = 0;
    for (unsigned i = 0; i < digits; i++) {
        uint32_t c = mph_re_peek(parser, 0);
        if (c >= 128 || !unichar_isxdigit(c)) {
            vstr_t escape;
            vstr_init(&escape, 16);
            for (size_t j = start; j < parser->at; j++) {
                vstr_add_char(&escape, parser->text[j]);
            }
            mph_re_fail(parser, start, "incomplete escape %s", vstr_null_terminated_str(&escape));
        }
        value = value << 4 | unichar_xdigit_value(c);
        parser->at += 1;
    }
    if (value > 0x10ffff) {
        mph_re_fail(parser, start, "bad escape \\U%08x", (unsigned)value);
    }
    return value;
}

static bool is_octal(uint32_t c) {
    return c >= '0' && c <= '7';
}

// An escape that stands for one character; `start` is where its backslash is.
static uint32_t simple_escape(re_parser_t *parser, uint32_t c, size_t start) {
    switch (c) {
        case 'n':
            return '\n';
        case 't':
            return '\t';
        case 'r':
            return '\r';
        case 'f':
            return '\f';
        case 'v':
            return '\v';
        case 'a':
            return '\a';
        case 'x':
            return take_hex(parser, 2, start);
        case 'u':
        case 'U':
            if (!parser->is_bytes) {
                return take_hex(parser, c == 'u' ? 4 : 8, start);
            }
            break;
        case RE_END:
            mph_re_fail(parser, start, "bad escape (end of pattern)");
    }
    if (c < 128 && unichar_isalpha(c)) {
        mph_re_fail(parser, start, "bad escape \\%c", (int)c);
    }
    return c;
}

static uint32_t take_octal(re_parser_t *parser, uint32_t value, unsigned most, size_t start) {
    for (unsigned i = 0; i < most && is_octal(mph_re_peek(parser, 0)); i++) {
        value = value * 8 + (parser->text[parser->at++] - '0');
    }
    if (value > 0377) {
        mph_re_fail(parser, start, "octal escape value \\%o outside of range 0-0o377", (unsigned)value);
    }
    return value;
}

static re_node_t *new_kind(const re_parser_t *parser, uint8_t kind) {
    re_node_t *node = mph_re_new_node(RE_SET);
    node->set = mph_re_new_set();
    mph_re_set_add_kind(node->set, kind, parser->flags);
    mph_re_set_finish(node->set, false, false, parser->is_bytes);
    return node;
}

re_node_t *mph_re_parse_escape(re_parser_t *parser) {
    size_t start = parser->at - 1;
    uint32_t c = mph_re_peek(parser, 0);
    parser->at += c != RE_END;
    if (kind_of(c) != 0) {
        return new_kind(parser, kind_of(c));
    }
    re_node_t *node = mph_re_new_node(RE_ASSERT);
    bool ascii_only = parser->flags & RE_ASCII;
    switch (c) {
        case 'A':
            node->value = RE_AT_START;
            return node;
        case 'Z':
            node->value = RE_AT_VERY_END;
            return node;
        case 'b':
            node->value = ascii_only ? RE_AT_ASCII_WORD_EDGE : RE_AT_WORD_EDGE;
            return node;
        case 'B':
            node->value = ascii_only ? RE_NOT_AT_ASCII_WORD_EDGE : RE_NOT_AT_WORD_EDGE;
            return node;
        case '0':
            return mph_re_new_char(parser, take_octal(parser, 0, 2, start));
    }
    if (c >= '1' && c <= '9') {
        uint32_t next = mph_re_peek(parser, 0);
        if (is_octal(c) && is_octal(next) && is_octal(mph_re_peek(parser, 1))) {
            return mph_re_new_char(parser, take_octal(parser, c - '0', 2, start));
        }
        uint32_t group = c - '0';
        if (next >= '0' && next <= '9') {
            group = group * 10 + (next - '0');
            parser->at += 1;
        }
        return mph_re_new_backref(parser, group, start + 1, start);
    }
    return mph_re_new_char(parser, simple_escape(parser, c, start));
}

// ---- sets ----

// One member: a character, or a kind, then `kind` is set.
static uint32_t take_member(re_parser_t *parser, uint8_t *kind, size_t set_start) {
    size_t start = parser->at;
    uint32_t c = mph_re_peek(parser, 0);
    if (c == RE_END) {
        mph_re_fail(parser, set_start, "unterminated character set");
    }
    parser->at += 1;
    *kind = 0;
    if (c != '\\') {
        return c;
    }
    c = mph_re_peek(parser, 0);
    parser->at += c != RE_END;
    *kind = kind_of(c);
    if (*kind != 0) {
        return 0;
    }
    if (c == 'b') {
        return '\b';
    }
    if (is_octal(c)) {
        return take_octal(parser, c - '0', 2, start);
    }
    if (c >= '8' && c <= '9') {
        mph_re_fail(parser, start, "bad escape \\%c", (int)c);
    }
    return simple_escape(parser, c, start);
}

re_node_t *mph_re_parse_set(re_parser_t *parser) {
    size_t start = parser->at - 1;
    bool negated = mph_re_take(parser, '^');
    re_set_t *set = mph_re_new_set();
    bool first_one = true;
    while (first_one || mph_re_peek(parser, 0) != ']') {
        first_one = false;
        size_t member_start = parser->at;
        uint8_t kind, last_kind;
        uint32_t first = take_member(parser, &kind, start);
        if (mph_re_peek(parser, 0) == '-' && mph_re_peek(parser, 1) != ']' && mph_re_peek(parser, 1) != RE_END) {
            parser->at += 1;
            uint32_t last = take_member(parser, &last_kind, start);
            if (kind != 0 || last_kind != 0 || last < first) {
                vstr_t range;
                vstr_init(&range, 8);
                for (size_t i = member_start; i < parser->at; i++) {
                    vstr_add_char(&range, parser->text[i]);
                }
                mph_re_fail(parser, member_start, "bad character range %s", vstr_null_terminated_str(&range));
            }
            mph_re_set_add_range(set, first, last, parser->flags);
        } else if (kind != 0) {
            mph_re_set_add_kind(set, kind, parser->flags);
        } else {
            mph_re_set_add_range(set, first, first, parser->flags);
        }
    }
    parser->at += 1;
    mph_re_set_finish(set, negated, parser->flags & RE_IGNORECASE, parser->is_bytes);
    re_node_t *node = mph_re_new_node(RE_SET);
    node->set = set;
    return node;
}
