// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The syntax of regular expressions: a pattern becomes a tree. Groups nest as deep as
// the stack is, then there is an exception.

#include <stdarg.h>
#include <string.h>

#include "py/builtin.h"
#include "py/objstr.h"
#include "py/unicode.h"

#include "port/array.h"
#include "port/re.h"
#include "port/reparse.h"

// ---- nodes ----

re_node_t *mph_re_new_node(re_kind_t kind) {
    re_node_t *node = m_new0(re_node_t, 1);
    node->kind = kind;
    return node;
}

void mph_re_add_child(re_node_t *node, re_node_t *child) {
    if (node->last_child == NULL) {
        node->child = child;
    } else {
        node->last_child->next = child;
    }
    node->last_child = child;
}

re_node_t *mph_re_new_parent(re_kind_t kind, re_node_t *child) {
    re_node_t *node = mph_re_new_node(kind);
    mph_re_add_child(node, child);
    return node;
}

static re_node_t *new_assert(enum re_assert what) {
    re_node_t *node = mph_re_new_node(RE_ASSERT);
    node->value = what;
    return node;
}

// ---- the pattern ----

MP_NORETURN void mph_re_error(mp_obj_t pattern, const char *message, size_t position) {
    mp_obj_t class = mp_load_attr(mp_import_name(MP_QSTR__reerror, mp_const_none, MP_OBJ_NEW_SMALL_INT(0)), MP_QSTR_error);
    mp_obj_t args[3] = { mp_obj_new_str(message, strlen(message)), pattern, mp_obj_new_int_from_uint(position) };
    nlr_raise(mp_call_function_n_kw(class, 3, 0, args));
}

MP_NORETURN void mph_re_fail(const re_parser_t *parser, size_t position, const char *format, ...) {
    vstr_t message;
    va_list args;
    va_start(args, format);
    vstr_init(&message, 32);
    vstr_vprintf(&message, format, args);
    va_end(args);
    mph_re_error(parser->pattern, vstr_null_terminated_str(&message), position);
}

uint32_t mph_re_peek(const re_parser_t *parser, size_t ahead) {
    return parser->at + ahead < parser->length ? parser->text[parser->at + ahead] : RE_END;
}

bool mph_re_take(re_parser_t *parser, uint32_t c) {
    bool is_next = mph_re_peek(parser, 0) == c;
    parser->at += is_next;
    return is_next;
}

// ---- repetitions, sequences, choices ----

static uint32_t take_count(re_parser_t *parser, uint32_t none) {
    if (!unichar_isdigit(mph_re_peek(parser, 0))) {
        return none;
    }
    uint64_t count = 0;
    while (unichar_isdigit(mph_re_peek(parser, 0))) {
        count = count * 10 + (parser->text[parser->at++] - '0');
        if (count >= RE_NO_LIMIT) {
            mp_raise_msg(&mp_type_OverflowError, MP_ERROR_TEXT("the repetition number is too large"));
        }
    }
    return count;
}

// Takes `*`, `+`, `?` or counts in braces; false if there is no such thing.
static bool take_repeat(re_parser_t *parser, uint32_t *min, uint32_t *max) {
    size_t start = parser->at;
    *min = 0;
    *max = RE_NO_LIMIT;
    switch (mph_re_peek(parser, 0)) {
        case '*':
            break;
        case '+':
            *min = 1;
            break;
        case '?':
            *max = 1;
            break;
        case '{': {
            parser->at += 1;
            bool has_min = unichar_isdigit(mph_re_peek(parser, 0));
            *min = take_count(parser, 0);
            bool has_comma = mph_re_take(parser, ',');
            *max = has_comma ? take_count(parser, RE_NO_LIMIT) : *min;
            if (mph_re_peek(parser, 0) != '}' || (!has_min && !has_comma)) {
                parser->at = start; // a plain brace
                return false;
            }
            if (*max < *min) {
                mph_re_fail(parser, start + 1, "min repeat greater than max repeat");
            }
            break;
        }
        default:
            return false;
    }
    parser->at += 1;
    return true;
}

static re_node_t *repeated(re_parser_t *parser, re_node_t *item) {
    size_t start = parser->at;
    uint32_t min, max;
    if (!take_repeat(parser, &min, &max)) {
        return item;
    }
    if (item->kind == RE_EMPTY || item->kind == RE_ASSERT) {
        mph_re_fail(parser, start, "nothing to repeat");
    }
    re_node_t *node = mph_re_new_parent(RE_REPEAT, item);
    node->min = min;
    node->max = max;
    node->mode = mph_re_take(parser, '?') ? RE_LAZY : mph_re_take(parser, '+') ? RE_POSSESSIVE : RE_GREEDY;
    size_t next = parser->at;
    if (take_repeat(parser, &min, &max)) {
        mph_re_fail(parser, next, "multiple repeat");
    }
    return node;
}

static bool skip_verbose(re_parser_t *parser) {
    uint32_t c = mph_re_peek(parser, 0);
    if (!(parser->flags & RE_VERBOSE) || c == RE_END) {
        return false;
    }
    if (c == '#') {
        while (mph_re_peek(parser, 0) != RE_END && mph_re_peek(parser, 0) != '\n') {
            parser->at += 1;
        }
        return true;
    }
    if (c < 128 && unichar_isspace(c)) {
        parser->at += 1;
        return true;
    }
    return false;
}

static re_node_t *parse_item(re_parser_t *parser) {
    uint32_t c = parser->text[parser->at++];
    switch (c) {
        case '.':
            return mph_re_new_node(parser->flags & RE_DOTALL ? RE_ANY_ALL : RE_ANY);
        case '^':
            return new_assert(parser->flags & RE_MULTILINE ? RE_AT_LINE_START : RE_AT_START);
        case '$':
            return new_assert(parser->flags & RE_MULTILINE ? RE_AT_LINE_END : RE_AT_END);
        case '(':
            return mph_re_parse_group(parser);
        case '[':
            return mph_re_parse_set(parser);
        case '\\':
            return mph_re_parse_escape(parser);
        case '*':
        case '+':
        case '?':
        case '{': {
            size_t start = --parser->at;
            uint32_t min, max;
            if (take_repeat(parser, &min, &max)) {
                mph_re_fail(parser, start, "nothing to repeat");
            }
            parser->at = start + 1;
            return mph_re_new_char(parser, c);
        }
        default:
            return mph_re_new_char(parser, c);
    }
}

re_node_t *mph_re_parse_sequence(re_parser_t *parser) {
    re_node_t *sequence = mph_re_new_node(RE_SEQUENCE);
    for (;;) {
        uint32_t c = mph_re_peek(parser, 0);
        if (c == RE_END || c == '|' || c == ')') {
            return sequence;
        }
        if (skip_verbose(parser)) {
            continue;
        }
        re_node_t *item = parse_item(parser);
        while (skip_verbose(parser)) {
        }
        mph_re_add_child(sequence, repeated(parser, item));
    }
}

re_node_t *mph_re_parse_choice(re_parser_t *parser) {
    re_node_t *first = mph_re_parse_sequence(parser);
    if (mph_re_peek(parser, 0) != '|') {
        return first;
    }
    re_node_t *choice = mph_re_new_parent(RE_CHOICE, first);
    while (mph_re_take(parser, '|')) {
        mph_re_add_child(choice, mph_re_parse_sequence(parser));
    }
    return choice;
}

re_tree_t mph_re_parse(mp_obj_t pattern, uint32_t flags) {
    size_t n_bytes;
    const byte *bytes = (const byte *)mp_obj_str_get_data(pattern, &n_bytes);
    bool is_bytes = mp_obj_is_type(pattern, &mp_type_bytes);
    re_parser_t parser = {
        .pattern = pattern,
        .text = MPH_NEW_ARRAY(uint32_t, n_bytes + 1),
        .flags = flags,
        .is_bytes = is_bytes,
        .closed = MPH_NEW_ARRAY(uint32_t, 1),
        .n_closed = 1,
    };
    parser.names = mp_obj_new_dict(0);
    ((mp_obj_dict_t *)MP_OBJ_TO_PTR(parser.names))->map.is_ordered = 1;
    for (const byte *at = bytes; at < bytes + n_bytes; ) {
        parser.text[parser.length++] = is_bytes ? *at : utf8_get_char(at);
        at = is_bytes ? at + 1 : utf8_next_char(at);
    }
    if (is_bytes || flags & RE_ASCII) {
        parser.flags |= RE_ASCII;
    }
    re_node_t *root = mph_re_parse_choice(&parser);
    if (parser.at < parser.length) {
        mph_re_fail(&parser, parser.at, "unbalanced parenthesis");
    }
    if (parser.most_conditional > parser.n_groups) {
        mph_re_fail(&parser, parser.conditional_at, "invalid group reference %u", (unsigned)parser.most_conditional);
    }
    flags |= parser.global_flags;
    if (!is_bytes && !(flags & RE_ASCII)) {
        flags |= RE_UNICODE;
    }
    return (re_tree_t) { root, flags, parser.n_groups, parser.names };
}
