// SPDX-License-Identifier: Apache-2.0 OR MIT
//
// Part of the compiler (patches/06-syntax.patch): the match statement.
//
// The subject stays on the stack until a case is taken. The code of a pattern takes
// what it is to match from the top of the stack, goes on if it does, and jumps to a
// label if it does not; in both cases the value is gone. Patterns with others in them
// leave a tuple of the values for those on the stack, and a boolean that tells whether
// there is one (port/matching.c); what fails inside drops the tuple.
//
// A name is bound as soon as its own pattern matches, which the language permits.

#include "port/compiler/literals.h"

typedef struct _names_t {
    qstr *items;
    size_t count;
    size_t alloc;
} names_t;

static void compile_pattern(compiler_t *comp, mp_parse_node_t pn, uint l_fail, names_t *names);

static void bind_name(compiler_t *comp, mp_parse_node_t pn_where, qstr name, names_t *names) {
    for (size_t i = 0; i < names->count; i++) {
        if (names->items[i] == name) {
            compile_syntax_error(comp, pn_where, MP_ERROR_TEXT("multiple assignments to one name in pattern"));
            return;
        }
    }
    if (names->count == names->alloc) {
        names->items = m_renew(qstr, names->items, names->alloc, names->alloc + 8);
        names->alloc += 8;
    }
    if (names->count == MAX_ITEMS_AT_ONCE) {
        compile_syntax_error(comp, pn_where, MP_ERROR_TEXT("too many names in one pattern"));
        return;
    }
    names->items[names->count++] = name;
}

static void compile_capture(compiler_t *comp, mp_parse_node_t pn_where, mp_parse_node_t pn_name, names_t *names) {
    qstr name = MP_PARSE_NODE_LEAF_ARG(pn_name);
    if (name == MP_QSTR__) {
        EMIT(pop_top);
    } else {
        bind_name(comp, pn_where, name, names);
        compile_store_id(comp, name);
    }
}

// A pattern that matches whatever there is.
static bool is_irrefutable(mp_parse_node_t pn) {
    for (;;) {
        if (MP_PARSE_NODE_IS_STRUCT_KIND(pn, PN_pattern)) {
            pn = ((mp_parse_node_struct_t *)pn)->nodes[0];
        } else if (MP_PARSE_NODE_IS_STRUCT_KIND(pn, PN_pattern_or)) {
            mp_parse_node_struct_t *pns = (mp_parse_node_struct_t *)pn;
            pn = pns->nodes[MP_PARSE_NODE_STRUCT_NUM_NODES(pns) - 1];
        } else if (MP_PARSE_NODE_IS_STRUCT_KIND(pn, PN_pattern_group)) {
            pn = ((mp_parse_node_struct_t *)pn)->nodes[0];
            if (MP_PARSE_NODE_IS_STRUCT_KIND(pn, PN_patterns) || MP_PARSE_NODE_IS_STRUCT_KIND(pn, PN_pattern_star)) {
                return false; // a sequence
            }
        } else {
            return MP_PARSE_NODE_IS_ID(pn);
        }
    }
}

// The tuple for the patterns inside is on the stack: matches one of them.
static void compile_inner(compiler_t *comp, mp_parse_node_t pn, size_t index, uint l_drop, names_t *names) {
    if (MP_PARSE_NODE_IS_ID(pn) && MP_PARSE_NODE_LEAF_ARG(pn) == MP_QSTR__) {
        return;
    }
    emit_syntax(comp, 1, MP_SYNTAX_MATCH_ITEM, index);
    compile_pattern(comp, pn, l_drop, names);
}

// Behind the patterns inside: drops their tuple, either way.
static void finish_inner(compiler_t *comp, uint l_drop, uint l_fail) {
    uint l_end = comp_next_label(comp);
    EMIT(pop_top);
    EMIT_ARG(jump, l_end);
    EMIT_ARG(label_assign, l_drop);
    EMIT_ARG(adjust_stack_size, 1);
    EMIT(pop_top);
    EMIT_ARG(jump, l_fail);
    EMIT_ARG(label_assign, l_end);
}

static void compile_sequence_pattern(compiler_t *comp, mp_parse_node_t pn_where, size_t n, mp_parse_node_t *items, uint l_fail, names_t *names) {
    size_t before = n, after = 0;
    bool star = false;
    for (size_t i = 0; i < n; i++) {
        if (MP_PARSE_NODE_IS_STRUCT_KIND(items[i], PN_pattern_star)) {
            if (star) {
                compile_syntax_error(comp, pn_where, MP_ERROR_TEXT("multiple starred names in sequence pattern"));
                return;
            }
            star = true;
            before = i;
            after = n - i - 1;
        }
    }
    if (before >> MP_SYNTAX_ITEM_BITS != 0 || after >> MP_SYNTAX_ITEM_BITS != 0) {
        compile_syntax_error(comp, pn_where, MP_ERROR_TEXT("too many items in sequence pattern"));
        return;
    }
    uint l_drop = comp_next_label(comp);
    emit_syntax(comp, 1, MP_SYNTAX_MATCH_SEQUENCE, star | before << 1 | after << (1 + MP_SYNTAX_ITEM_BITS));
    EMIT_ARG(pop_jump_if, false, l_drop);
    for (size_t i = 0; i < n; i++) {
        mp_parse_node_t pn = items[i];
        if (MP_PARSE_NODE_IS_STRUCT_KIND(pn, PN_pattern_star)) {
            pn = ((mp_parse_node_struct_t *)pn)->nodes[0]; // a name
        }
        compile_inner(comp, pn, i, l_drop, names);
    }
    finish_inner(comp, l_drop, l_fail);
}

static void compile_mapping_pattern(compiler_t *comp, mp_parse_node_struct_t *pns, uint l_fail, names_t *names) {
    mp_parse_node_t *pairs;
    size_t n = mp_parse_node_extract_list(&pns->nodes[0], PN_pattern_pairs, &pairs);
    mp_parse_node_t rest = MP_PARSE_NODE_NULL;
    if (n > 0 && MP_PARSE_NODE_IS_STRUCT_KIND(pairs[n - 1], PN_pattern_rest)) {
        n -= 1;
        rest = ((mp_parse_node_struct_t *)pairs[n])->nodes[0];
        if (MP_PARSE_NODE_LEAF_ARG(rest) == MP_QSTR__) {
            compile_syntax_error(comp, pairs[n], MP_ERROR_TEXT("invalid syntax"));
            return;
        }
    }
    if (n > MAX_ITEMS_AT_ONCE) {
        compile_syntax_error(comp, (mp_parse_node_t)pns, MP_ERROR_TEXT("too many keys in mapping pattern"));
        return;
    }
    for (size_t i = 0; i < n; i++) {
        if (!MP_PARSE_NODE_IS_STRUCT_KIND(pairs[i], PN_pattern_key_value)) {
            compile_syntax_error(comp, pairs[i], MP_ERROR_TEXT("invalid syntax"));
            return;
        }
        mp_parse_node_t key = ((mp_parse_node_struct_t *)pairs[i])->nodes[0];
        if (MP_PARSE_NODE_IS_ID(key)) {
            compile_syntax_error(comp, pairs[i], MP_ERROR_TEXT("mapping pattern keys may only match literals and attribute lookups"));
            return;
        } else if (is_literal(key)) {
            for (size_t j = 0; j < i; j++) {
                if (((mp_parse_node_struct_t *)pairs[j])->nodes[0] == key) {
                    compile_syntax_error(comp, pairs[i], MP_ERROR_TEXT("mapping pattern checks duplicate key"));
                    return;
                }
            }
            compile_pattern_number(comp, key);
        } else {
            compile_dotted_value(comp, key);
        }
    }
    EMIT_ARG(build, n, MP_EMIT_BUILD_TUPLE);
    uint l_drop = comp_next_label(comp);
    bool has_rest = !MP_PARSE_NODE_IS_NULL(rest);
    emit_syntax(comp, 0, MP_SYNTAX_MATCH_MAPPING, has_rest);
    EMIT_ARG(pop_jump_if, false, l_drop);
    for (size_t i = 0; i < n; i++) {
        compile_inner(comp, ((mp_parse_node_struct_t *)pairs[i])->nodes[1], i, l_drop, names);
    }
    if (has_rest) {
        compile_inner(comp, rest, n, l_drop, names);
    }
    finish_inner(comp, l_drop, l_fail);
}

static void compile_class_pattern(compiler_t *comp, mp_parse_node_struct_t *pns, uint l_fail, names_t *names) {
    mp_parse_node_t pn_args = ((mp_parse_node_struct_t *)pns->nodes[1])->nodes[0];
    mp_parse_node_t *args;
    size_t n = mp_parse_node_extract_list(&pn_args, PN_pattern_args, &args);
    if (n > MAX_ITEMS_AT_ONCE) {
        compile_syntax_error(comp, (mp_parse_node_t)pns, MP_ERROR_TEXT("too many sub-patterns in class pattern"));
        return;
    }
    compile_dotted_value(comp, pns->nodes[0]);
    size_t n_positional = 0;
    for (size_t i = 0; i < n; i++) {
        if (!MP_PARSE_NODE_IS_STRUCT_KIND(args[i], PN_pattern_arg)) {
            if (n_positional != i) {
                compile_syntax_error(comp, (mp_parse_node_t)pns, MP_ERROR_TEXT("positional patterns follow keyword patterns"));
                return;
            }
            n_positional += 1;
            continue;
        }
        mp_parse_node_t name = ((mp_parse_node_struct_t *)args[i])->nodes[0];
        if (!MP_PARSE_NODE_IS_ID(name)) {
            compile_syntax_error(comp, args[i], MP_ERROR_TEXT("invalid syntax"));
            return;
        }
        for (size_t j = n_positional; j < i; j++) {
            if (((mp_parse_node_struct_t *)args[j])->nodes[0] == name) {
                compile_syntax_error(comp, args[i], MP_ERROR_TEXT("attribute name repeated in class pattern"));
                return;
            }
        }
        EMIT_ARG(load_const_str, MP_PARSE_NODE_LEAF_ARG(name));
    }
    EMIT_ARG(build, n - n_positional, MP_EMIT_BUILD_TUPLE);
    uint l_drop = comp_next_label(comp);
    emit_syntax(comp, -1, MP_SYNTAX_MATCH_CLASS, n_positional);
    EMIT_ARG(pop_jump_if, false, l_drop);
    for (size_t i = 0; i < n; i++) {
        mp_parse_node_t pn = i < n_positional ? args[i] : ((mp_parse_node_struct_t *)args[i])->nodes[1];
        compile_inner(comp, pn, i, l_drop, names);
    }
    finish_inner(comp, l_drop, l_fail);
}

static bool bind_the_same(const names_t *names, size_t from, const qstr *others, size_t n_others) {
    if (names->count - from != n_others) {
        return false;
    }
    for (size_t i = 0; i < n_others; i++) {
        size_t j = from;
        while (j < names->count && names->items[j] != others[i]) {
            j++;
        }
        if (j == names->count) {
            return false;
        }
    }
    return true;
}

static void compile_or_pattern(compiler_t *comp, mp_parse_node_struct_t *pns, uint l_fail, names_t *names) {
    size_t n = MP_PARSE_NODE_STRUCT_NUM_NODES(pns);
    uint l_end = comp_next_label(comp);
    size_t begin = names->count;
    qstr *first = NULL; // the names of the first alternative
    size_t n_first = 0;
    for (size_t i = 0; i < n && comp->compile_error == MP_OBJ_NULL; i++) {
        if (i + 1 < n && is_irrefutable(pns->nodes[i])) {
            compile_syntax_error(comp, (mp_parse_node_t)pns, MP_PARSE_NODE_IS_ID(pns->nodes[i]) && MP_PARSE_NODE_LEAF_ARG(pns->nodes[i]) == MP_QSTR__
                ? MP_ERROR_TEXT("wildcard makes remaining patterns unreachable") : MP_ERROR_TEXT("name capture makes remaining patterns unreachable"));
            return;
        }
        names->count = begin;
        uint l_next = comp_next_label(comp);
        EMIT(dup_top);
        compile_pattern(comp, pns->nodes[i], l_next, names);
        EMIT(pop_top);
        EMIT_ARG(jump, l_end);
        EMIT_ARG(label_assign, l_next);
        EMIT_ARG(adjust_stack_size, 1);
        if (i == 0) {
            n_first = names->count - begin;
            first = m_new(qstr, n_first);
            memcpy(first, names->items + begin, n_first * sizeof(qstr));
        } else if (!bind_the_same(names, begin, first, n_first)) {
            compile_syntax_error(comp, (mp_parse_node_t)pns, MP_ERROR_TEXT("alternative patterns bind different names"));
        }
    }
    m_del(qstr, first, n_first);
    EMIT(pop_top);
    EMIT_ARG(jump, l_fail);
    EMIT_ARG(label_assign, l_end);
}

static void compile_as_pattern(compiler_t *comp, mp_parse_node_struct_t *pns, uint l_fail, names_t *names) {
    if (MP_PARSE_NODE_LEAF_ARG(pns->nodes[1]) == MP_QSTR__) {
        compile_syntax_error(comp, (mp_parse_node_t)pns, MP_ERROR_TEXT("cannot use '_' as a target"));
        return;
    }
    uint l_drop = comp_next_label(comp);
    uint l_end = comp_next_label(comp);
    EMIT(dup_top);
    compile_pattern(comp, pns->nodes[0], l_drop, names);
    compile_capture(comp, (mp_parse_node_t)pns, pns->nodes[1], names);
    EMIT_ARG(jump, l_end);
    EMIT_ARG(label_assign, l_drop);
    EMIT_ARG(adjust_stack_size, 1);
    EMIT(pop_top);
    EMIT_ARG(jump, l_fail);
    EMIT_ARG(label_assign, l_end);
}

// Brackets or parentheses.
static void compile_bracket_pattern(compiler_t *comp, mp_parse_node_struct_t *pns, uint l_fail, names_t *names) {
    mp_parse_node_t pn = pns->nodes[0];
    bool is_list = MP_PARSE_NODE_STRUCT_KIND(pns) == PN_pattern_list;
    if (!is_list && !MP_PARSE_NODE_IS_NULL(pn) && !MP_PARSE_NODE_IS_STRUCT_KIND(pn, PN_patterns)) {
        compile_pattern(comp, pn, l_fail, names); // a group
        return;
    }
    mp_parse_node_t *items;
    size_t n = mp_parse_node_extract_list(&pns->nodes[0], PN_patterns, &items);
    compile_sequence_pattern(comp, (mp_parse_node_t)pns, n, items, l_fail, names);
}

static void compile_pattern_kind(compiler_t *comp, mp_parse_node_struct_t *pns, uint l_fail, names_t *names) {
    switch (MP_PARSE_NODE_STRUCT_KIND(pns)) {
        case PN_patterns:
            compile_sequence_pattern(comp, (mp_parse_node_t)pns, MP_PARSE_NODE_STRUCT_NUM_NODES(pns), pns->nodes, l_fail, names);
            break;
        case PN_pattern:
            compile_as_pattern(comp, pns, l_fail, names);
            break;
        case PN_pattern_or:
            compile_or_pattern(comp, pns, l_fail, names);
            break;
        case PN_pattern_group:
        case PN_pattern_list:
            compile_bracket_pattern(comp, pns, l_fail, names);
            break;
        case PN_pattern_map:
            compile_mapping_pattern(comp, pns, l_fail, names);
            break;
        case PN_pattern_name:
            compile_class_pattern(comp, pns, l_fail, names);
            break;
        case PN_dotted_name:
            compile_dotted_value(comp, (mp_parse_node_t)pns);
            EMIT_ARG(binary_op, MP_BINARY_OP_EQUAL);
            EMIT_ARG(pop_jump_if, false, l_fail);
            break;
        default: // PN_pattern_star
            compile_syntax_error(comp, (mp_parse_node_t)pns, MP_ERROR_TEXT("a starred pattern has to stand in a sequence"));
    }
}

static void compile_pattern(compiler_t *comp, mp_parse_node_t pn, uint l_fail, names_t *names) {
    if (comp->compile_error != MP_OBJ_NULL) {
        return;
    }
    if (MP_PARSE_NODE_IS_ID(pn)) {
        compile_capture(comp, pn, pn, names);
    } else if (is_literal(pn)) {
        bool is_constant = MP_PARSE_NODE_IS_TOKEN_KIND(pn, MP_TOKEN_KW_NONE) || MP_PARSE_NODE_IS_TOKEN_KIND(pn, MP_TOKEN_KW_TRUE)
            || MP_PARSE_NODE_IS_TOKEN_KIND(pn, MP_TOKEN_KW_FALSE);
        compile_pattern_number(comp, pn);
        EMIT_ARG(binary_op, is_constant ? MP_BINARY_OP_IS : MP_BINARY_OP_EQUAL);
        EMIT_ARG(pop_jump_if, false, l_fail);
    } else {
        EMIT_ARG(set_source_line, ((mp_parse_node_struct_t *)pn)->source_line);
        compile_pattern_kind(comp, (mp_parse_node_struct_t *)pn, l_fail, names);
    }
}

// The subject is on the stack, and gone where the case is taken.
static void compile_case(compiler_t *comp, mp_parse_node_struct_t *pns, bool is_last, uint l_end) {
    mp_parse_node_t pn_guard = pns->nodes[1];
    if (!is_last && MP_PARSE_NODE_IS_NULL(pn_guard) && is_irrefutable(pns->nodes[0])) {
        compile_syntax_error(comp, (mp_parse_node_t)pns, MP_PARSE_NODE_IS_ID(pns->nodes[0]) && MP_PARSE_NODE_LEAF_ARG(pns->nodes[0]) == MP_QSTR__
            ? MP_ERROR_TEXT("wildcard makes remaining patterns unreachable") : MP_ERROR_TEXT("name capture makes remaining patterns unreachable"));
        return;
    }
    EMIT_ARG(set_source_line, pns->source_line);
    uint l_next = comp_next_label(comp);
    names_t names = { NULL, 0, 0 };
    EMIT(dup_top);
    compile_pattern(comp, pns->nodes[0], l_next, &names);
    m_del(qstr, names.items, names.alloc);
    if (!MP_PARSE_NODE_IS_NULL(pn_guard)) {
        c_if_cond(comp, pn_guard, false, l_next);
    }
    EMIT(pop_top);
    compile_node(comp, pns->nodes[2]);
    EMIT_ARG(jump, l_end);
    EMIT_ARG(label_assign, l_next);
    EMIT_ARG(adjust_stack_size, 1);
}

static void compile_match_stmt(compiler_t *comp, mp_parse_node_struct_t *pns) {
    mp_parse_node_t *cases;
    size_t n = mp_parse_node_extract_list(&pns->nodes[1], PN_case_list, &cases);
    uint l_end = comp_next_label(comp);
    compile_node(comp, pns->nodes[0]);
    for (size_t i = 0; i < n && comp->compile_error == MP_OBJ_NULL; i++) {
        compile_case(comp, (mp_parse_node_struct_t *)cases[i], i + 1 == n, l_end);
        if (comp->compile_error != MP_OBJ_NULL) {
            compile_error_set_line(comp, cases[i]);
        }
    }
    EMIT(pop_top);
    EMIT_ARG(label_assign, l_end);
}
