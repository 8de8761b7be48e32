// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// The state of a match, and what it does with single characters: for rematch.c and
// rechars.c.

#ifndef MPH_REMATCH_H
#define MPH_REMATCH_H

#include <string.h>

#include "port/re.h"

#define FEW_ENTRIES (32)

typedef enum _entry_kind_t {
    BRANCH, // go on at `code`, position `at`
    UNDO,   // slot `code` was `at`
    UNDO_CLOSE, // and the last group was `other`
    GREEDY, // go on at `code` with one character less than up to `at`, not below `other`;
            // the number of the branch is added to the kind
    LAZY,   // match one more at `at` for the repetition at `code`, `other` more at most
} entry_kind_t;

#define KIND(entry) ((entry)->kind & 7)
#define NUMBERED(kind, branch) ((kind) | (branch) << 3)

typedef struct _entry_t {
    uint32_t kind, code, at, other;
} entry_t;

typedef struct _matcher_t {
    const re_program_t *program;
    const byte *bytes;
    uint32_t end;
    uint32_t start;    // of the match that is tried
    uint32_t nonempty; // a match that ends here does not count
    bool whole;
    uint32_t *slots;
    entry_t *stack;
    size_t top, alloc;
    uint32_t steps;
    unsigned depth; // lookarounds in each other
    byte *notes;    // a bit for each branch and position
    uint32_t notes_start; // the first position
    uint32_t sub_end;
    entry_t few[FEW_ENTRIES];
} matcher_t;

// ---- characters ----

static inline uint32_t next_char(const matcher_t *m, uint32_t at) {
    byte lead = m->bytes[at];
    if (lead < 0xc0 || m->program->is_bytes) {
        return at + 1;
    }
    uint32_t next = at + (lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4);
    return next < m->end ? next : m->end;
}

static inline uint32_t char_before(const matcher_t *m, uint32_t at) {
    at -= 1;
    while (at > 0 && (m->bytes[at] & 0xc0) == 0x80 && !m->program->is_bytes) {
        at -= 1;
    }
    return at;
}

static inline uint32_t char_at(const matcher_t *m, uint32_t at) {
    byte lead = m->bytes[at];
    if (lead < 0xc0 || m->program->is_bytes) {
        return lead;
    }
    uint32_t next = next_char(m, at);
    uint32_t c = lead & (next - at == 2 ? 0x1f : next - at == 3 ? 0x0f : 0x07);
    for (at += 1; at < next; at++) {
        c = c << 6 | (m->bytes[at] & 0x3f);
    }
    return c;
}

// Matches one character by an operation; gives where the next one is, or RE_UNSET.
static inline uint32_t match_char(const matcher_t *m, const uint32_t *op, uint32_t at) {
    if (at >= m->end) {
        return RE_UNSET;
    }
    byte b = m->bytes[at];
    switch (op[0]) {
        case RE_OP_BYTE:
            return b == op[1] ? at + 1 : RE_UNSET;
        case RE_OP_SET: {
            const re_set_t *set = m->program->sets[op[1]];
            if (b < 128) {
                return set->ascii[b / 32] >> b % 32 & 1 ? at + 1 : RE_UNSET;
            }
            return mph_re_set_has_high(set, char_at(m, at)) ? next_char(m, at) : RE_UNSET;
        }
        case RE_OP_ANY:
            return b != '\n' ? next_char(m, at) : RE_UNSET;
        case RE_OP_ANY_ALL:
            return next_char(m, at);
        case RE_OP_CHAR_I:
            return mph_re_fold(char_at(m, at)) == op[1] ? next_char(m, at) : RE_UNSET;
        default: // RE_OP_STRING
            return m->end - at >= op[1] && memcmp(m->bytes + at, op + 2, op[1]) == 0 ? at + op[1] : RE_UNSET;
    }
}

static inline size_t op_length(const uint32_t *op) {
    switch (op[0]) {
        case RE_OP_STRING:
            return 2 + (op[1] + 3) / 4;
        case RE_OP_ANY:
        case RE_OP_ANY_ALL:
            return 1;
        default:
            return 2;
    }
}

// ---- rechars.c ----

// Matches as many characters as there are, at most `max`. Gives the position after
// them, and in *least that after the first `min`; RE_UNSET if there are not so many.
uint32_t mph_re_match_many(const matcher_t *m, const uint32_t *op, uint32_t at, uint32_t min, uint32_t max, uint32_t *least);

bool mph_re_holds(const matcher_t *m, enum re_assert what, uint32_t at);

// Matches again what a group has matched; gives where it ends, or RE_UNSET.
uint32_t mph_re_match_group(const matcher_t *m, uint32_t group, bool ignore_case, uint32_t at);

#endif // MPH_REMATCH_H
