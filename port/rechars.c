// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// What a match asks of its text beyond single characters: how many of a kind follow,
// whether a place is an edge, and whether it repeats a group.

#include "port/rematch.h"

uint32_t mph_re_match_many(const matcher_t *m, const uint32_t *op, uint32_t at, uint32_t min, uint32_t max, uint32_t *least) {
    uint32_t count = 0;
    *least = at;
    while (count < min) {
        at = match_char(m, op, at);
        if (at == RE_UNSET) {
            return RE_UNSET;
        }
        count += 1;
    }
    *least = at;
    if (max == RE_NO_LIMIT && op[0] == RE_OP_ANY_ALL) {
        return m->end;
    }
    if (max == RE_NO_LIMIT && op[0] == RE_OP_ANY) {
        const byte *newline = memchr(m->bytes + at, '\n', m->end - at);
        return newline == NULL ? m->end : newline - m->bytes;
    }
    if (op[0] == RE_OP_SET) {
        const re_set_t *set = m->program->sets[op[1]];
        while (at < m->end && count < max && m->bytes[at] < 128 && set->ascii[m->bytes[at] / 32] >> m->bytes[at] % 32 & 1) {
            at += 1;
            count += max != RE_NO_LIMIT;
        }
    }
    while (count < max) {
        uint32_t next = match_char(m, op, at);
        if (next == RE_UNSET) {
            break;
        }
        at = next;
        count += max != RE_NO_LIMIT;
    }
    return at;
}

static bool is_word_at(const matcher_t *m, uint32_t at, bool ascii_only) {
    return at < m->end && mph_re_is_word(char_at(m, at), ascii_only);
}

bool mph_re_holds(const matcher_t *m, enum re_assert what, uint32_t at) {
    bool at_end = at == m->end;
    switch (what) {
        case RE_AT_START:
            return at == 0;
        case RE_AT_LINE_START:
            return at == 0 || m->bytes[at - 1] == '\n';
        case RE_AT_END:
            return at_end || (at + 1 == m->end && m->bytes[at] == '\n');
        case RE_AT_LINE_END:
            return at_end || m->bytes[at] == '\n';
        case RE_AT_VERY_END:
            return at_end;
        default: {
            bool ascii_only = what == RE_AT_ASCII_WORD_EDGE || what == RE_NOT_AT_ASCII_WORD_EDGE;
            bool negative = what == RE_NOT_AT_WORD_EDGE || what == RE_NOT_AT_ASCII_WORD_EDGE;
            if (m->end == 0) {
                return false; // as CPython has it
            }
            bool before = at > 0 && is_word_at(m, char_before(m, at), ascii_only);
            return (before != is_word_at(m, at, ascii_only)) != negative;
        }
    }
}

uint32_t mph_re_match_group(const matcher_t *m, uint32_t group, bool ignore_case, uint32_t at) {
    uint32_t from = m->slots[2 * group], to = m->slots[2 * group + 1];
    if (from == RE_UNSET || to == RE_UNSET || to < from) {
        return RE_UNSET;
    }
    if (!ignore_case) {
        bool same = m->end - at >= to - from && memcmp(m->bytes + at, m->bytes + from, to - from) == 0;
        return same ? at + (to - from) : RE_UNSET;
    }
    while (from < to) {
        if (at >= m->end || mph_re_fold(char_at(m, from)) != mph_re_fold(char_at(m, at))) {
            return RE_UNSET;
        }
        from = next_char(m, from);
        at = next_char(m, at);
    }
    return at;
}
