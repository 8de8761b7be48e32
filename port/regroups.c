// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Groups in regular expressions: those that capture, that look around, that set
// flags; and references to them.

#include <string.h>

#include "py/builtin.h"
#include "py/objstr.h"
#include "py/unicode.h"

#include "port/array.h"
#include "port/reparse.h"

// ---- names ----

// A name up to a character that ends it, which is taken, too.
static mp_obj_t take_name(re_parser_t *parser, uint32_t terminator) {
    size_t start = parser->at;
    vstr_t name;
    vstr_init(&name, 16);
    while (mph_re_peek(parser, 0) != terminator) {
        if (mph_re_peek(parser, 0) == RE_END) {
            mph_re_fail(parser, start, name.len == 0 ? "missing group name" : "missing %c, unterminated name", (int)terminator);
        }
        vstr_add_char(&name, parser->text[parser->at++]);
    }
    parser->at += 1;
    if (name.len == 0) {
        mph_re_fail(parser, start, "missing group name");
    }
    return mp_obj_new_str_from_utf8_vstr(&name);
}

static bool is_number(mp_obj_t name) {
    GET_STR_DATA_LEN(name, bytes, length);
    for (size_t i = 0; i < length; i++) {
        if (!unichar_isdigit(bytes[i])) {
            return false;
        }
    }
    return true;
}

static bool is_identifier(mp_obj_t name) {
    GET_STR_DATA_LEN(name, bytes, length);
    for (const byte *at = bytes; at < bytes + length; at = utf8_next_char(at)) {
        if (!mph_re_is_word(utf8_get_char(at), false)) {
            return false;
        }
    }
    return !unichar_isdigit(bytes[0]);
}

static void check_group_name(const re_parser_t *parser, mp_obj_t name, size_t position) {
    if (!is_identifier(name)) {
        mph_re_fail(parser, position, "bad character in group name '%s'", mp_obj_str_get_str(name));
    }
}

// The number of a group that is referred to, by its name or number.
static uint32_t group_named(const re_parser_t *parser, mp_obj_t name, size_t position) {
    if (is_number(name)) {
        size_t length;
        const char *digits = mp_obj_str_get_data(name, &length);
        uint32_t group = 0;
        for (size_t i = 0; i < length && group < 1000000; i++) {
            group = group * 10 + (digits[i] - '0');
        }
        return group;
    }
    check_group_name(parser, name, position);
    mp_map_elem_t *found = mp_map_lookup(&((mp_obj_dict_t *)MP_OBJ_TO_PTR(parser->names))->map, name, MP_MAP_LOOKUP);
    if (found == NULL) {
        mph_re_fail(parser, position, "unknown group name '%s'", mp_obj_str_get_str(name));
    }
    return MP_OBJ_SMALL_INT_VALUE(found->value);
}

re_node_t *mph_re_new_backref(const re_parser_t *parser, uint32_t group, size_t position, size_t open_position) {
    if (group == 0 || group > parser->n_groups) {
        mph_re_fail(parser, position, "invalid group reference %u", (unsigned)group);
    }
    if (parser->closed[group / 32] >> group % 32 & 1) {
        re_node_t *node = mph_re_new_node(RE_BACKREF);
        node->value = group;
        node->ignore_case = parser->flags & RE_IGNORECASE;
        return node;
    }
    mph_re_fail(parser, open_position, "cannot refer to an open group");
}

// ---- groups ----

static void close_group(re_parser_t *parser, size_t start) {
    if (!mph_re_take(parser, ')')) {
        mph_re_fail(parser, start, "missing ), unterminated subpattern");
    }
}

static re_node_t *parse_capture(re_parser_t *parser, size_t start, mp_obj_t name) {
    uint32_t group = ++parser->n_groups;
    if (group / 32 >= parser->n_closed) {
        size_t n_closed = 2 * parser->n_closed + 1;
        uint32_t *closed = MPH_NEW_ARRAY(uint32_t, n_closed);
        memcpy(closed, parser->closed, parser->n_closed * sizeof(uint32_t));
        parser->closed = closed;
        parser->n_closed = n_closed;
    }
    if (name != MP_OBJ_NULL) {
        mp_map_elem_t *entry = mp_map_lookup(&((mp_obj_dict_t *)MP_OBJ_TO_PTR(parser->names))->map, name, MP_MAP_LOOKUP_ADD_IF_NOT_FOUND);
        if (entry->value != MP_OBJ_NULL) {
            mph_re_fail(parser, start + 4, "redefinition of group name '%s' as group %u; was group %u",
                mp_obj_str_get_str(name), (unsigned)group, (unsigned)MP_OBJ_SMALL_INT_VALUE(entry->value));
        }
        entry->value = MP_OBJ_NEW_SMALL_INT(group);
    }
    re_node_t *node = mph_re_new_parent(RE_GROUP, mph_re_parse_choice(parser));
    node->value = group;
    close_group(parser, start);
    parser->closed[group / 32] |= 1u << group % 32;
    return node;
}

static re_node_t *parse_look(re_parser_t *parser, size_t start, bool behind, bool negative) {
    re_node_t *node = mph_re_new_parent(RE_LOOK, mph_re_parse_choice(parser));
    node->behind = behind;
    node->negative = negative;
    close_group(parser, start);
    return node;
}

static re_node_t *parse_condition(re_parser_t *parser, size_t start) {
    size_t position = parser->at;
    uint32_t group = group_named(parser, take_name(parser, ')'), position);
    if (group == 0) {
        mph_re_fail(parser, position, "bad group number");
    }
    re_node_t *node = mph_re_new_node(RE_COND);
    node->value = group;
    mph_re_add_child(node, mph_re_parse_sequence(parser));
    mph_re_add_child(node, mph_re_take(parser, '|') ? mph_re_parse_sequence(parser) : mph_re_new_node(RE_EMPTY));
    if (mph_re_peek(parser, 0) == '|') {
        mph_re_fail(parser, parser->at, "conditional backref with more than two branches");
    }
    close_group(parser, start);
    if (group > parser->most_conditional) {
        parser->most_conditional = group;
        parser->conditional_at = position;
    }
    return node;
}

static uint32_t flag_of(uint32_t letter) {
    static const char letters[] = "iLmsxau";
    static const uint16_t flags[] = { RE_IGNORECASE, RE_LOCALE, RE_MULTILINE, RE_DOTALL, RE_VERBOSE, RE_ASCII, RE_UNICODE };
    const char *found = letter < 128 && letter != 0 ? strchr(letters, letter) : NULL;
    return found != NULL ? flags[found - letters] : 0;
}

static uint32_t take_flags(re_parser_t *parser) {
    uint32_t flags = 0, flag;
    while ((flag = flag_of(mph_re_peek(parser, 0))) != 0) {
        flags |= flag;
        parser->at += 1;
    }
    return flags;
}

// (?i) for all of the pattern, or (?i-s:...) for a group.
static re_node_t *parse_flags(re_parser_t *parser, size_t start) {
    uint32_t on = take_flags(parser);
    uint32_t off = 0;
    if (mph_re_take(parser, '-')) {
        off = take_flags(parser);
        if (off == 0) {
            mph_re_fail(parser, parser->at, mph_re_peek(parser, 0) == RE_END || mph_re_peek(parser, 0) == ':' ? "missing flag" : "unknown flag");
        }
    }
    if (mph_re_take(parser, ')')) {
        if (start != 0) {
            mph_re_fail(parser, start, "global flags not at the start of the expression");
        }
        parser->flags |= on;
        parser->global_flags |= on;
        return mph_re_new_node(RE_EMPTY);
    }
    if (!mph_re_take(parser, ':')) {
        mph_re_fail(parser, parser->at, mph_re_peek(parser, 0) == RE_END ? "missing -, : or )" : "unknown flag");
    }
    uint32_t before = parser->flags;
    parser->flags = (before | on) & ~off;
    re_node_t *node = mph_re_parse_choice(parser);
    parser->flags = before;
    close_group(parser, start);
    return node;
}

// What follows a `(`.
re_node_t *mph_re_parse_group(re_parser_t *parser) {
    size_t start = parser->at - 1;
    if (!mph_re_take(parser, '?')) {
        return parse_capture(parser, start, MP_OBJ_NULL);
    }
    uint32_t c = mph_re_peek(parser, 0);
    parser->at += 1;
    switch (c) {
        case ':': {
            re_node_t *node = mph_re_parse_choice(parser);
            close_group(parser, start);
            return node;
        }
        case 'P':
            if (mph_re_take(parser, '<')) {
                size_t position = parser->at;
                mp_obj_t name = take_name(parser, '>');
                check_group_name(parser, name, position);
                return parse_capture(parser, start, name);
            }
            if (mph_re_take(parser, '=')) {
                size_t position = parser->at;
                mp_obj_t name = take_name(parser, ')');
                check_group_name(parser, name, position);
                return mph_re_new_backref(parser, group_named(parser, name, position), position, position);
            }
            if (mph_re_peek(parser, 0) == RE_END) {
                mph_re_fail(parser, parser->at, "unexpected end of pattern");
            }
            mph_re_fail(parser, start + 1, "unknown extension ?P%c", (int)mph_re_peek(parser, 0));
        case '#':
            while (!mph_re_take(parser, ')')) {
                if (mph_re_peek(parser, 0) == RE_END) {
                    mph_re_fail(parser, start, "missing ), unterminated comment");
                }
                parser->at += 1;
            }
            return mph_re_new_node(RE_EMPTY);
        case '=':
        case '!':
            return parse_look(parser, start, false, c == '!');
        case '<':
            if (mph_re_peek(parser, 0) == '=' || mph_re_peek(parser, 0) == '!') {
                return parse_look(parser, start, true, parser->text[parser->at++] == '!');
            }
            mph_re_fail(parser, start + 1, "unknown extension ?<%c", (int)mph_re_peek(parser, 0));
        case '>': {
            re_node_t *node = mph_re_new_parent(RE_ATOMIC, mph_re_parse_choice(parser));
            close_group(parser, start);
            return node;
        }
        case '(':
            return parse_condition(parser, start);
        case RE_END:
            mph_re_fail(parser, parser->length, "unexpected end of pattern");
    }
    parser->at -= 1;
    if (flag_of(c) == 0 && c != '-') {
        mph_re_fail(parser, start + 1, "unknown extension ?%c", (int)c);
    }
    return parse_flags(parser, start);
}
