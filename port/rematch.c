// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Runs the code of a regular expression: goes the first way at each branch, and comes
// back to the others, which wait on a stack of its own, from the heap. So a match uses
// no more of the C stack than its pattern has lookarounds in each other.
//
// After many steps it notes which branches were taken where, and takes none twice:
// what was in vain once is so again, since what follows depends on the place alone,
// but for patterns with references to groups. Then even a pattern like (a+)+b takes
// no more than time in proportion to the text and the code.

#include <string.h>

#include "port/array.h"
#include "port/rematch.h"

#define STEPS_BEFORE_NOTES (10000)
#define MAX_NOTES (8 * 1024 * 1024) // bytes

// ---- what waits ----

static void push(matcher_t *m, uint32_t kind, uint32_t code, uint32_t at, uint32_t other) {
    if (m->top == m->alloc) {
        size_t alloc = 2 * m->alloc;
        entry_t *stack = MPH_NEW_ARRAY(entry_t, alloc);
        memcpy(stack, m->stack, m->top * sizeof(entry_t));
        if (m->stack != m->few) {
            m_del(entry_t, m->stack, m->alloc);
        }
        m->stack = stack;
        m->alloc = alloc;
    }
    m->stack[m->top++] = (entry_t) { kind, code, at, other };
}

static void set_slot(matcher_t *m, uint32_t slot, uint32_t at) {
    bool closes = slot % 2 == 1 && slot < m->program->last_group;
    if (m->top > 0 || m->depth > 0) {
        push(m, closes ? UNDO_CLOSE : UNDO, slot, m->slots[slot], m->slots[m->program->last_group]);
    }
    m->slots[slot] = at;
    if (closes) {
        m->slots[m->program->last_group] = slot / 2;
    }
}

static void undo(matcher_t *m, const entry_t *entry) {
    m->slots[entry->code] = entry->at;
    if (entry->kind == UNDO_CLOSE) {
        m->slots[m->program->last_group] = entry->other;
    }
}

// Drops what waits above `base`, but for what undoes the setting of slots.
static void cut(matcher_t *m, size_t base) {
    size_t kept = base;
    for (size_t i = base; i < m->top; i++) {
        if (m->stack[i].kind == UNDO || m->stack[i].kind == UNDO_CLOSE) {
            m->stack[kept++] = m->stack[i];
        }
    }
    m->top = kept;
}

static void begin_notes(matcher_t *m) {
    uint64_t bits = (uint64_t)m->program->n_branches * (m->end - m->start + 1);
    if (m->program->can_memoize && bits / 8 < MAX_NOTES) {
        m->notes = MPH_NEW_ARRAY(byte, bits / 8 + 1);
        m->notes_start = m->start;
    }
}

// Counts a step; gives whether it is one that was in vain before.
static inline bool was_here(matcher_t *m, uint32_t branch, uint32_t at) {
    if (m->notes == NULL) {
        m->steps += 1;
        if (m->steps == STEPS_BEFORE_NOTES && m->depth == 0) {
            begin_notes(m);
        }
        return false;
    }
    if (m->depth > 0) {
        return false; // a lookaround may be gone through again
    }
    uint64_t bit = (uint64_t)branch * (m->end - m->notes_start + 1) + (at - m->notes_start);
    byte mask = 1 << bit % 8;
    bool noted = m->notes[bit / 8] & mask;
    m->notes[bit / 8] |= mask;
    return noted;
}

// ---- running ----

static bool run(matcher_t *m, const uint32_t *code, uint32_t pc, uint32_t at) {
    const size_t base = m->top;
    for (;;) {
        const uint32_t *op = code + pc;
        uint32_t next;
        switch (op[0]) {
            case RE_OP_MATCH:
                if ((m->whole && at != m->end) || at == m->nonempty) {
                    goto fail;
                }
                m->slots[0] = m->start;
                m->slots[1] = at;
                return true;
            case RE_OP_SUB_MATCH:
                m->sub_end = at;
                return true;
            case RE_OP_BYTE:
                if (at >= m->end || m->bytes[at] != op[1]) {
                    goto fail;
                }
                at += 1;
                pc += 2;
                continue;
            case RE_OP_STRING:
            case RE_OP_CHAR_I:
            case RE_OP_ANY:
            case RE_OP_ANY_ALL:
            case RE_OP_SET:
                next = match_char(m, op, at);
                if (next == RE_UNSET) {
                    goto fail;
                }
                at = next;
                pc += op_length(op);
                continue;
            case RE_OP_JUMP:
                pc = op[1];
                continue;
            case RE_OP_SPLIT:
            case RE_OP_SPLIT_LAZY: {
                if (was_here(m, op[1], at)) {
                    goto fail;
                }
                bool lazy = op[0] == RE_OP_SPLIT_LAZY;
                push(m, BRANCH, lazy ? pc + 3 : op[2], at, 0);
                pc = lazy ? op[2] : pc + 3;
                continue;
            }
            case RE_OP_REPEAT:
            case RE_OP_REPEAT_POSSESSIVE: {
                if (was_here(m, op[1], at)) {
                    goto fail;
                }
                uint32_t least;
                next = mph_re_match_many(m, op + 4, at, op[2], op[3], &least);
                if (next == RE_UNSET) {
                    goto fail;
                }
                pc += 4 + op_length(op + 4);
                if (next > least && op[0] == RE_OP_REPEAT) {
                    push(m, NUMBERED(GREEDY, op[1] + 1), pc, next, least);
                }
                at = next;
                continue;
            }
            case RE_OP_REPEAT_LAZY: {
                if (was_here(m, op[1], at)) {
                    goto fail;
                }
                uint32_t least;
                if (mph_re_match_many(m, op + 4, at, op[2], op[2], &least) == RE_UNSET) {
                    goto fail;
                }
                at = least;
                uint32_t more = op[3] == RE_NO_LIMIT ? RE_NO_LIMIT : op[3] - op[2];
                if (more > 0) {
                    push(m, LAZY, pc, at, more);
                }
                pc += 4 + op_length(op + 4);
                continue;
            }
            case RE_OP_SAVE:
                set_slot(m, op[1], at);
                pc += 2;
                continue;
            case RE_OP_ASSERT:
                if (!mph_re_holds(m, op[1], at)) {
                    goto fail;
                }
                pc += 2;
                continue;
            case RE_OP_BACKREF:
                at = mph_re_match_group(m, op[1], op[2], at);
                if (at == RE_UNSET) {
                    goto fail;
                }
                pc += 3;
                continue;
            case RE_OP_LOOK: {
                uint32_t from = at;
                bool possible = true;
                for (uint32_t i = 0; i < op[2] && possible; i++) {
                    possible = from > 0;
                    from = possible ? char_before(m, from) : from;
                }
                size_t before = m->top;
                m->depth += 1;
                bool matched = possible && run(m, code, pc + 4, from);
                m->depth -= 1;
                if (matched) {
                    cut(m, before);
                }
                if (matched == (bool)op[1]) {
                    goto fail; // which also undoes what it has set
                }
                pc = op[3];
                continue;
            }
            case RE_OP_ATOMIC: {
                size_t before = m->top;
                m->depth += 1;
                bool matched = run(m, code, pc + 2, at);
                m->depth -= 1;
                if (!matched) {
                    goto fail;
                }
                cut(m, before);
                at = m->sub_end;
                pc = op[1];
                continue;
            }
            case RE_OP_COND:
                pc = m->slots[2 * op[1] + 1] != RE_UNSET ? pc + 3 : op[2];
                continue;
            case RE_OP_LOOP_BEGIN:
                set_slot(m, op[1], at);
                pc += 2;
                continue;
            default: // RE_OP_LOOP_CHECK
                pc = m->slots[op[1]] == at ? op[2] : pc + 3;
                continue;
        }

    fail:
        for (;;) {
            if (m->top == base) {
                return false;
            }
            entry_t *entry = &m->stack[m->top - 1];
            if (entry->kind == UNDO || entry->kind == UNDO_CLOSE) {
                undo(m, entry);
                m->top -= 1;
                continue;
            }
            pc = entry->code;
            if (entry->kind == BRANCH) {
                at = entry->at;
                m->top -= 1;
                break;
            }
            if (KIND(entry) == GREEDY) {
                uint32_t branch = entry->kind >> 3;
                at = char_before(m, entry->at);
                if (code[pc] == RE_OP_BYTE) { // on to where what follows can match
                    while (at > entry->other && m->bytes[at] != code[pc + 1]) {
                        at -= 1;
                    }
                }
                if (at <= entry->other) {
                    m->top -= 1;
                } else {
                    entry->at = at;
                }
                if (was_here(m, branch, at)) {
                    continue;
                }
                break;
            }
            // LAZY
            const uint32_t *repeat = code + pc;
            at = match_char(m, repeat + 4, entry->at);
            if (at == RE_UNSET) {
                m->top -= 1;
                continue;
            }
            entry->at = at;
            if (entry->other != RE_NO_LIMIT && --entry->other == 0) {
                m->top -= 1;
            }
            pc += 4 + op_length(repeat + 4);
            break;
        }
    }
}

// The next position at which a match can begin, or RE_UNSET.
static uint32_t candidate(const matcher_t *m, uint32_t at) {
    const re_program_t *program = m->program;
    if (program->has_first) {
        while (at < m->end && !(program->first[m->bytes[at] / 32] >> m->bytes[at] % 32 & 1)) {
            at += 1;
        }
        return at < m->end ? at : RE_UNSET;
    }
    return at <= m->end ? at : RE_UNSET;
}

bool mph_re_match(const re_program_t *program, const byte *bytes, uint32_t pos, uint32_t end, re_how_t how, bool must_advance, uint32_t *slots) {
    matcher_t m;
    m.program = program;
    m.bytes = bytes;
    m.end = end;
    m.nonempty = must_advance ? pos : RE_UNSET;
    m.whole = how == RE_WHOLE;
    m.slots = slots;
    m.stack = m.few;
    m.alloc = FEW_ENTRIES;
    m.top = m.steps = m.depth = 0;
    m.notes = NULL;
    for (uint32_t at = pos; at <= end; ) {
        if (how == RE_SOMEWHERE) {
            at = candidate(&m, at);
            if (at == RE_UNSET) {
                return false;
            }
        }
        memset(slots, 0xff, program->n_slots * sizeof(uint32_t));
        slots[program->last_group] = 0;
        m.start = at;
        m.top = 0;
        bool matched = run(&m, program->code, 0, at);
        if (matched || how != RE_SOMEWHERE || at == end) {
            if (m.stack != m.few) {
                m_del(entry_t, m.stack, m.alloc);
            }
            return matched;
        }
        at = next_char(&m, at);
        m.nonempty = RE_UNSET;
    }
    return false;
}
