// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What the files that parse regular expressions share: reparse.c, regroups.c for what
// is in parentheses, reescapes.c for single characters, sets of them, and escapes.

#ifndef MPH_REPARSE_H
#define MPH_REPARSE_H

#include "port/re.h"

#define RE_END UINT32_MAX // what follows the last character

typedef struct _re_parser_t {
    mp_obj_t pattern;
    uint32_t *text; // its characters
    size_t length, at;
    uint32_t flags, global_flags;
    bool is_bytes;
    mp_obj_t names;
    size_t n_groups;
    uint32_t *closed; // which groups are complete, as bits
    size_t n_closed;  // words of that
    uint32_t most_conditional; // the highest group that a condition asks about
    size_t conditional_at;
} re_parser_t;

re_node_t *mph_re_new_node(re_kind_t kind);
MP_NORETURN void mph_re_fail(const re_parser_t *parser, size_t position, const char *format, ...);
uint32_t mph_re_peek(const re_parser_t *parser, size_t ahead);
bool mph_re_take(re_parser_t *parser, uint32_t c);
void mph_re_add_child(re_node_t *node, re_node_t *child);
re_node_t *mph_re_new_parent(re_kind_t kind, re_node_t *child);
re_node_t *mph_re_parse_choice(re_parser_t *parser);
re_node_t *mph_re_parse_sequence(re_parser_t *parser);

// regroups.c
re_node_t *mph_re_parse_group(re_parser_t *parser); // after the parenthesis
re_node_t *mph_re_new_backref(const re_parser_t *parser, uint32_t group, size_t position, size_t open_position);

// reescapes.c
re_node_t *mph_re_new_char(const re_parser_t *parser, uint32_t c);
re_node_t *mph_re_parse_escape(re_parser_t *parser); // after the backslash
re_node_t *mph_re_parse_set(re_parser_t *parser);    // after the bracket

#endif // MPH_REPARSE_H
