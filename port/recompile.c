// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Trees of regular expressions to code. What repeats one character becomes one
// instruction; other counted repetitions are written out, up to a size.

#include <string.h>

#include "py/unicode.h"

#include "port/array.h"
#include "port/re.h"

#define MAX_CODE (1u << 22) // words: 16 MiB

typedef struct _emitter_t {
    re_program_t program;
    size_t alloc, sets_alloc;
    mp_obj_t pattern;
} emitter_t;

// ---- code ----

static void emit(emitter_t *emitter, uint32_t word) {
    re_program_t *program = &emitter->program;
    if (program->length == emitter->alloc) {
        if (program->length >= MAX_CODE) {
            mph_re_error(emitter->pattern, "the pattern is too large", 0);
        }
        size_t alloc = 2 * emitter->alloc + 16;
        program->code = m_renew(uint32_t, program->code, emitter->alloc, alloc);
        emitter->alloc = alloc;
    }
    program->code[program->length++] = word;
}

static size_t here(const emitter_t *emitter) {
    return emitter->program.length;
}

// Room for where to go on, which is filled in later.
static size_t emit_target(emitter_t *emitter) {
    emit(emitter, 0);
    return here(emitter) - 1;
}

static void land(emitter_t *emitter, size_t target) {
    emitter->program.code[target] = here(emitter);
}

static size_t emit_split(emitter_t *emitter, re_op_t op) {
    emit(emitter, op);
    emit(emitter, emitter->program.n_branches++);
    return emit_target(emitter);
}

static void emit_text(emitter_t *emitter, const byte *bytes, size_t length) {
    if (length == 1) {
        emit(emitter, RE_OP_BYTE);
        emit(emitter, bytes[0]);
        return;
    }
    emit(emitter, RE_OP_STRING);
    emit(emitter, length);
    for (size_t i = 0; i < length; i += 4) {
        uint32_t word = 0;
        memcpy(&word, bytes + i, MIN(length - i, 4));
        emit(emitter, word);
    }
}

static bool has_case(const emitter_t *emitter, const re_node_t *node) {
    uint32_t c = node->value;
    return node->ignore_case && (c < 128 ? unichar_isalpha(c) : !emitter->program.is_bytes);
}

static size_t encode(const emitter_t *emitter, uint32_t c, byte *bytes) {
    if (c < 128 || emitter->program.is_bytes) {
        bytes[0] = c;
        return 1;
    }
    vstr_t text;
    char buffer[8];
    vstr_init_fixed_buf(&text, sizeof(buffer), buffer);
    vstr_add_char(&text, c);
    memcpy(bytes, buffer, text.len);
    return text.len;
}

static void emit_char(emitter_t *emitter, const re_node_t *node) {
    if (has_case(emitter, node)) {
        emit(emitter, RE_OP_CHAR_I);
        emit(emitter, mph_re_fold(node->value));
        return;
    }
    byte bytes[4];
    emit_text(emitter, bytes, encode(emitter, node->value, bytes));
}

static void emit_set(emitter_t *emitter, re_set_t *set) {
    re_program_t *program = &emitter->program;
    size_t i = 0;
    while (i < program->n_sets && program->sets[i] != set) {
        i += 1;
    }
    if (i == emitter->sets_alloc) {
        size_t alloc = 2 * emitter->sets_alloc + 4;
        program->sets = m_renew(re_set_t *, program->sets, emitter->sets_alloc, alloc);
        emitter->sets_alloc = alloc;
    }
    if (i == program->n_sets) {
        program->sets[program->n_sets++] = set;
    }
    emit(emitter, RE_OP_SET);
    emit(emitter, i);
}

static bool can_be_empty(const re_node_t *node) {
    uint64_t min, max;
    mph_re_width(node, &min, &max);
    return min == 0;
}

static bool is_one_char(const re_node_t *node) {
    return node->kind == RE_CHAR || node->kind == RE_ANY || node->kind == RE_ANY_ALL || node->kind == RE_SET;
}

static void emit_node(emitter_t *emitter, const re_node_t *node);

static void emit_sequence(emitter_t *emitter, const re_node_t *sequence) {
    const re_node_t *child = sequence->child;
    while (child != NULL) {
        byte bytes[64];
        size_t length = 0;
        while (child != NULL && child->kind == RE_CHAR && !has_case(emitter, child) && length <= sizeof(bytes) - 4) {
            length += encode(emitter, child->value, bytes + length);
            child = child->next;
        }
        if (length > 0) {
            emit_text(emitter, bytes, length);
        } else {
            emit_node(emitter, child);
            child = child->next;
        }
    }
}

static void emit_choice(emitter_t *emitter, const re_node_t *choice) {
    size_t ends = SIZE_MAX; // a chain of targets to be filled in
    for (const re_node_t *child = choice->child; child != NULL; child = child->next) {
        size_t split = child->next != NULL ? emit_split(emitter, RE_OP_SPLIT) : SIZE_MAX;
        emit_node(emitter, child);
        if (split != SIZE_MAX) {
            emit(emitter, RE_OP_JUMP);
            size_t target = emit_target(emitter);
            emitter->program.code[target] = ends;
            ends = target;
            land(emitter, split);
        }
    }
    while (ends != SIZE_MAX) {
        size_t next = (int32_t)emitter->program.code[ends] == -1 ? SIZE_MAX : emitter->program.code[ends];
        land(emitter, ends);
        ends = next;
    }
}

// What another run of the matcher does, which is not gone back into.
static void emit_atomic(emitter_t *emitter, const re_node_t *node) {
    emit(emitter, RE_OP_ATOMIC);
    size_t target = emit_target(emitter);
    emit_node(emitter, node);
    emit(emitter, RE_OP_SUB_MATCH);
    land(emitter, target);
}

static void emit_loop(emitter_t *emitter, const re_node_t *child, re_op_t split_op) {
    size_t start = here(emitter);
    size_t split = emit_split(emitter, split_op);
    size_t slot = SIZE_MAX, check = SIZE_MAX;
    if (can_be_empty(child)) {
        slot = emitter->program.n_slots++;
        emit(emitter, RE_OP_LOOP_BEGIN);
        emit(emitter, slot);
    }
    emit_node(emitter, child);
    if (slot != SIZE_MAX) {
        emit(emitter, RE_OP_LOOP_CHECK);
        emit(emitter, slot);
        check = emit_target(emitter);
    }
    emit(emitter, RE_OP_JUMP);
    emit(emitter, start);
    land(emitter, split);
    if (check != SIZE_MAX) {
        land(emitter, check);
    }
}

static void emit_repeat(emitter_t *emitter, const re_node_t *node) {
    const re_node_t *child = node->child;
    if (is_one_char(child)) {
        emit(emitter, node->mode == RE_LAZY ? RE_OP_REPEAT_LAZY : node->mode == RE_POSSESSIVE ? RE_OP_REPEAT_POSSESSIVE : RE_OP_REPEAT);
        emit(emitter, emitter->program.n_branches);
        emitter->program.n_branches += 2; // for when it begins, and for what follows
        emit(emitter, node->min);
        emit(emitter, node->max);
        emit_node(emitter, child);
        return;
    }
    if (node->mode == RE_POSSESSIVE) {
        re_node_t greedy = *node;
        greedy.mode = RE_GREEDY;
        emit_atomic(emitter, &greedy);
        return;
    }
    re_op_t split_op = node->mode == RE_LAZY ? RE_OP_SPLIT_LAZY : RE_OP_SPLIT;
    for (uint32_t i = 0; i < node->min; i++) {
        emit_node(emitter, child);
    }
    if (node->max == RE_NO_LIMIT) {
        emit_loop(emitter, child, split_op);
        return;
    }
    size_t ends = SIZE_MAX;
    for (uint32_t i = node->min; i < node->max; i++) {
        size_t split = emit_split(emitter, split_op);
        emitter->program.code[split] = ends;
        ends = split;
        emit_node(emitter, child);
    }
    while (ends != SIZE_MAX) {
        size_t next = (int32_t)emitter->program.code[ends] == -1 ? SIZE_MAX : emitter->program.code[ends];
        land(emitter, ends);
        ends = next;
    }
}

static void emit_look(emitter_t *emitter, const re_node_t *node) {
    uint64_t min = 0, max = 0;
    if (node->behind) {
        mph_re_width(node->child, &min, &max);
        if (min != max) {
            mph_re_error(emitter->pattern, "look-behind requires fixed-width pattern", SIZE_MAX);
        }
    }
    emit(emitter, RE_OP_LOOK);
    emit(emitter, node->negative);
    emit(emitter, min);
    size_t target = emit_target(emitter);
    emit_node(emitter, node->child);
    emit(emitter, RE_OP_SUB_MATCH);
    land(emitter, target);
}

static void emit_condition(emitter_t *emitter, const re_node_t *node) {
    emitter->program.can_memoize = false;
    emit(emitter, RE_OP_COND);
    emit(emitter, node->value);
    size_t otherwise = emit_target(emitter);
    emit_node(emitter, node->child);
    emit(emitter, RE_OP_JUMP);
    size_t end = emit_target(emitter);
    land(emitter, otherwise);
    emit_node(emitter, node->child->next);
    land(emitter, end);
}

static void emit_node(emitter_t *emitter, const re_node_t *node) {
    switch (node->kind) {
        case RE_EMPTY:
            break;
        case RE_CHAR:
            emit_char(emitter, node);
            break;
        case RE_ANY:
        case RE_ANY_ALL:
            emit(emitter, node->kind == RE_ANY ? RE_OP_ANY : RE_OP_ANY_ALL);
            break;
        case RE_SET:
            emit_set(emitter, node->set);
            break;
        case RE_SEQUENCE:
            emit_sequence(emitter, node);
            break;
        case RE_CHOICE:
            emit_choice(emitter, node);
            break;
        case RE_REPEAT:
            emit_repeat(emitter, node);
            break;
        case RE_GROUP:
            emit(emitter, RE_OP_SAVE);
            emit(emitter, 2 * node->value);
            emit_node(emitter, node->child);
            emit(emitter, RE_OP_SAVE);
            emit(emitter, 2 * node->value + 1);
            break;
        case RE_ASSERT:
            emit(emitter, RE_OP_ASSERT);
            emit(emitter, node->value);
            break;
        case RE_BACKREF:
            emitter->program.can_memoize = false;
            emit(emitter, RE_OP_BACKREF);
            emit(emitter, node->value);
            emit(emitter, node->ignore_case);
            break;
        case RE_LOOK:
            emit_look(emitter, node);
            break;
        case RE_ATOMIC:
            emit_atomic(emitter, node->child);
            break;
        case RE_COND:
            emit_condition(emitter, node);
            break;
    }
}

re_program_t mph_re_compile(const re_tree_t *tree, bool is_bytes, mp_obj_t pattern) {
    emitter_t emitter = {
        .program = {
            .n_slots = 2 * tree->n_groups + 3,
            .last_group = 2 * tree->n_groups + 2,
            .is_bytes = is_bytes,
            .can_memoize = true,
        },
        .pattern = pattern,
    };
    emit_node(&emitter, tree->root);
    emit(&emitter, RE_OP_MATCH);
    emitter.program.has_first = !mph_re_find_first(&emitter.program, tree->root);
    return emitter.program;
}
